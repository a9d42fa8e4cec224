/** What ttl and hl share: a comparison of the packet's remaining hops. */
import { OptionError, type OptionSpec, type OptionUse } from "./extension.js";
import { numberOption, U8_MAX } from "./values.js";

/** A comparison and its right side; null before an option was given. */
export interface HopsOptions {
  comparison: "==" | "!=" | "<" | ">" | null;
  value: number;
}

/** --ttl-eq, --ttl-lt, --ttl-gt and --ttl for `prefix` "ttl". */
export function hopsOptions(prefix: string): OptionSpec[] {
  const excludes = (own: string) =>
    ["eq", "lt", "gt"].map((end) => `${prefix}-${end}`).filter((id) => id !== own);
  return [
    { name: `${prefix}-lt`, value: "required", excludes: excludes(`${prefix}-lt`) },
    { name: `${prefix}-gt`, value: "required", excludes: excludes(`${prefix}-gt`) },
    { name: `${prefix}-eq`, value: "required", invert: true, excludes: excludes(`${prefix}-eq`) },
    {
      name: prefix,
      id: `${prefix}-eq`,
      value: "required",
      invert: true,
      excludes: excludes(`${prefix}-eq`),
    },
  ];
}

/** Takes one of them. */
export function hopsOption(info: HopsOptions, use: OptionUse, prefix: string): void {
  info.value = numberOption(use, prefix, 0, U8_MAX);
  if (use.id.endsWith("-lt")) info.comparison = "<";
  else if (use.id.endsWith("-gt")) info.comparison = ">";
  else info.comparison = use.inverted ? "!=" : "==";
}

/** Refuses a rule without any. */
export function checkHops(info: HopsOptions, prefix: string): void {
  if (info.comparison !== null) return;
  throw new OptionError(
    `${prefix.toUpperCase()} match: you must specify one of ` +
      `--${prefix}-eq, --${prefix}-lt, --${prefix}-gt`,
  );
}

/** "! --ttl-eq 5". */
export function saveHops(info: HopsOptions, prefix: string): string {
  const end = info.comparison === "<" ? "lt" : info.comparison === ">" ? "gt" : "eq";
  return `${info.comparison === "!=" ? "! " : ""}--${prefix}-${end} ${info.value}`;
}

/** "TTL match TTL == 5". */
export function listHops(info: HopsOptions, prefix: string): string {
  const name = prefix.toUpperCase();
  return `${name} match ${name} ${info.comparison} ${info.value}`;
}
