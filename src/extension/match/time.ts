/** time: when a packet comes (iptables-extensions(8), time). */
import { TimeFlag, TimeInfo } from "../../generated/layout/match/time.js";
import { match, OptionError, type OptionUse } from "../extension.js";
import { parseNumber, U32_MAX } from "../values.js";

interface TimeOptions {
  /** Seconds since the epoch. */
  dateStart: number;
  dateStop: number;
  /** Seconds of the day. */
  dayStart: number;
  dayStop: number;
  /** Bits, the first day being bit 1. */
  monthDays: number;
  weekDays: number;
  contiguous: boolean;
  kernelZone: boolean;
}

const DATE_STOP = 2 ** 31 - 1;
const DAY_STOP = 86399;
const ALL_MONTH_DAYS = 0xfffffffe;
const ALL_WEEK_DAYS = 0xfe;
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Field of a date: what stands before it, and its largest value. */
const DATE_FIELDS = [
  ["", 2038],
  ["-", 12],
  ["-", 31],
  ["T", 23],
  [":", 59],
  [":", 59],
] as const;

function parseDate(text: string): number {
  const bad = () =>
    new OptionError(
      `Invalid date "${text}" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]`,
      "years run from 1970 to 2038",
    );
  const values = [0, 1, 1, 0, 0, 0];
  let rest = text;
  for (const [i, [before, most]] of DATE_FIELDS.entries()) {
    if (i > 0 && rest === "") break;
    if (!rest.startsWith(before)) throw bad();
    const digits = /^\d*/.exec(rest.slice(before.length))![0];
    rest = rest.slice(before.length + digits.length);
    values[i] = Number(digits);
    if (values[i]! > most) throw bad();
  }
  const [year, month, day, hour, minute, second] = values as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (rest !== "" || year < 1970) throw bad();
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

function parseTime(text: string): number {
  const bad = (at: string) =>
    new OptionError(
      `invalid time "${at}" specified, should be hh:mm[:ss] format and within the boundaries`,
    );
  const parts = text.split(":");
  const limits = [23, 59, 59];
  let seconds = 0;
  if (parts.length < 2 || parts.length > 3) throw bad(text);
  for (const [i, part] of parts.entries()) {
    if (!/^\d+$/.test(part) || Number(part) > limits[i]!) throw bad(parts.slice(i).join(":"));
    seconds = seconds * 60 + Number(part);
  }
  return parts.length === 2 ? seconds * 60 : seconds;
}

/** A short text that strtoul(3) reads to its end, with a sign: modulo 2^32. Null for others. */
function signedNumber(text: string): number | null {
  const minus = /^\s*-(?=\d)/.exec(text);
  const value = parseNumber(minus === null ? text : text.slice(minus[0].length), 0, U32_MAX);
  return value === null || minus === null ? value : -value >>> 0;
}

/** The entries of a list: none behind the last comma. */
function entriesOf(list: string): string[] {
  const entries = list.split(",");
  if (entries.at(-1) === "") entries.pop();
  return entries;
}

/** Days of the month as bits: of each entry the first two characters count. */
function parseMonthDays(use: OptionUse): number {
  let bits = 0;
  for (const entry of entriesOf(use.value)) {
    const word = entry.slice(0, 2);
    const day = word === "" ? 0 : signedNumber(word);
    if (day === null || day > 31) {
      throw new OptionError(`${word} is not a valid day for --monthdays`);
    }
    bits |= 1 << day;
  }
  return bits;
}

/** Days of the week as bits: of each entry the first three characters count, a number of which sets
 * the bit that a shift by it does, or the first two of a name. */
function parseWeekDays(use: OptionUse): number {
  let bits = 0;
  for (const entry of entriesOf(use.value)) {
    const word = entry.slice(0, 3);
    const day = word === "" ? 0 : signedNumber(word);
    if (day !== null) {
      if (day === 0) throw new OptionError("No, the week does NOT begin with Sunday.");
      bits |= 1 << (day & 31);
      continue;
    }
    const named = DAYS.findIndex((name) => word.startsWith(name.slice(0, 2)));
    if (named < 0) throw new OptionError(`${word} is not a valid day specifier`);
    bits |= 1 << (named + 1);
  }
  return bits;
}

function clock(seconds: number): string {
  const two = (n: number) => `${Math.floor(n)}`.padStart(2, "0");
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** "2023-11-14T10:20:30", with another word between date and time; nothing for the epoch. */
function date(seconds: number, between: string): string {
  if (seconds === 0) return "";
  const [day, time] = new Date(seconds * 1000).toISOString().slice(0, 19).split("T");
  return `${day}${between}${time}`;
}

const days = (bits: number, most: number) =>
  Array.from({ length: most }, (_, i) => i + 1).filter((day) => ((bits >>> day) & 1) !== 0);
const weekDays = (bits: number) => days(bits, 7).map((day) => DAYS[day - 1]!);

function ordinal(day: number): string {
  return `${day}${["th", "st", "nd", "rd"][day % 10] ?? "th"}`;
}

function hasTimes(info: TimeOptions): boolean {
  return info.dayStart !== 0 || info.dayStop !== DAY_STOP;
}

function saved(info: TimeOptions): string {
  const out: string[] = [];
  if (hasTimes(info)) {
    out.push(`--timestart ${clock(info.dayStart)} --timestop ${clock(info.dayStop)}`);
  }
  if (info.monthDays >>> 0 !== ALL_MONTH_DAYS) {
    out.push(`--monthdays ${days(info.monthDays, 31).join(",")}`);
  }
  if (info.weekDays !== ALL_WEEK_DAYS) out.push(`--weekdays ${weekDays(info.weekDays).join(",")}`);
  if (info.dateStart !== 0) out.push(`--datestart ${date(info.dateStart, "T")}`);
  if (info.dateStop !== 0) out.push(`--datestop ${date(info.dateStop, "T")}`);
  if (info.kernelZone) out.push("--kerneltz");
  if (info.contiguous) out.push("--contiguous");
  return out.join(" ");
}

function listed(info: TimeOptions): string {
  const out = ["TIME"];
  if (hasTimes(info)) out.push(`from ${clock(info.dayStart)} to ${clock(info.dayStop)}`);
  if (info.weekDays !== ALL_WEEK_DAYS) out.push(`on ${weekDays(info.weekDays).join(",")}`);
  if (info.monthDays >>> 0 !== ALL_MONTH_DAYS) {
    out.push(`on ${days(info.monthDays, 31).map(ordinal).join(",")}`);
  }
  if (info.dateStart !== 0) out.push(`starting from ${date(info.dateStart, " ")}`);
  if (info.dateStop !== DATE_STOP) {
    out.push(`until date${info.dateStop === 0 ? "" : ` ${date(info.dateStop, " ")}`}`);
  }
  if (!info.kernelZone) out.push("UTC");
  if (info.contiguous) out.push("contiguous");
  return out.join(" ");
}

export const extension = match<TimeOptions>({
  name: "time",
  about: "when a packet comes: date, time of day, days of week and month",
  decidedBy: ["capture"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "datestart", value: "required" },
    { name: "datestop", value: "required" },
    { name: "timestart", value: "required" },
    { name: "timestop", value: "required" },
    { name: "contiguous", value: "none" },
    { name: "weekdays", value: "required", invert: true },
    { name: "monthdays", value: "required", invert: true },
    { name: "localtz", value: "none", excludes: ["utc"] },
    { name: "utc", value: "none", excludes: ["localtz", "kerneltz"] },
    { name: "kerneltz", value: "none", excludes: ["utc"] },
  ],
  create: () => ({
    dateStart: 0,
    dateStop: DATE_STOP,
    dayStart: 0,
    dayStop: DAY_STOP,
    monthDays: ALL_MONTH_DAYS,
    weekDays: ALL_WEEK_DAYS,
    contiguous: false,
    kernelZone: false,
  }),
  option(info, use, context) {
    switch (use.id) {
      case "datestart":
        info.dateStart = parseDate(use.value);
        break;
      case "datestop":
        info.dateStop = parseDate(use.value);
        break;
      case "timestart":
        info.dayStart = parseTime(use.value);
        break;
      case "timestop":
        info.dayStop = parseTime(use.value);
        break;
      case "contiguous":
        info.contiguous = true;
        break;
      case "weekdays":
        info.weekDays = (parseWeekDays(use) & 0xff) ^ (use.inverted ? ALL_WEEK_DAYS : 0);
        break;
      case "monthdays":
        info.monthDays = parseMonthDays(use) ^ (use.inverted ? ALL_MONTH_DAYS : 0);
        break;
      case "localtz":
        context.warn?.('--localtz is being replaced by --kerneltz, since "local" is ambiguous');
        info.kernelZone = true;
        break;
      case "kerneltz":
        info.kernelZone = true;
        break;
      default:
    }
  },
  check(info) {
    if (info.contiguous && info.dayStart <= info.dayStop) {
      throw new OptionError(
        "time: --contiguous only makes sense when stoptime is smaller than starttime",
      );
    }
  },
  save: saved,
  list: listed,
  encode(info, record) {
    record.reserve(TimeInfo.size);
    record.u32(TimeInfo.dateStart, info.dateStart);
    record.u32(TimeInfo.dateStop, info.dateStop);
    record.u32(TimeInfo.dayStart, info.dayStart);
    record.u32(TimeInfo.dayStop, info.dayStop);
    record.u32(TimeInfo.monthDays, info.monthDays);
    record.u32(TimeInfo.weekDays, info.weekDays);
    record.u32(TimeInfo.flags, info.contiguous ? TimeFlag.CONTIGUOUS : 0);
  },
});
