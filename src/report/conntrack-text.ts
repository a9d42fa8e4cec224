/**
 * Connections as conntrack(8) of conntrack-tools 1.4.7 prints them:
 *
 *     ipv4     2 tcp      6 431999 ESTABLISHED src=10.0.0.5 dst=203.0.113.9 sport=3 dport=80
 *       src=203.0.113.9 dst=10.0.0.5 sport=80 dport=3 [ASSURED] mark=0 use=1      (on one line)
 */
import type { ConnectionCounters, ConnectionEntry, ConnectionTuple } from "../engine/conntrack.js";

/** What a line holds beside what it always holds: the words of `-o`. */
export interface LineForm {
  /** The family in front (-o extended). */
  readonly extended?: boolean;
  readonly id?: boolean;
  /** When it began and ended (-o ktimestamp). */
  readonly ktimestamp?: boolean;
  readonly labels?: boolean;
  /** Name of a label, by number; its number unless given. */
  readonly label?: (number: number) => string;
  /** References that the kernel counts: 1, and 2 while the tool itself looks at it. */
  readonly use?: number;
}

/** A connection, or what an event tells of one: then some of it may not be told. */
export interface ShownConnection extends Omit<ConnectionEntry, "mark" | "timeout"> {
  readonly mark: number | null;
  readonly timeout: number | null;
  /** When it ended, nanoseconds since the epoch. */
  readonly stopped?: bigint | null;
}

/** A connection's line in the form of `-o extended`, without its end. */
export function connectionLine(e: ConnectionEntry): string {
  return formLine(e, { extended: true });
}

/** A connection's line, without its end. */
export function formLine(e: ShownConnection, form: LineForm): string {
  const has = new Set(e.status);
  const { original, reply } = e.zones;
  return [
    form.extended === true ? `${e.family.padEnd(8)} ${e.family === "ipv4" ? 2 : 10}` : null,
    `${e.protocolName.padEnd(8)} ${e.protocol}`,
    e.timeout === null ? null : String(e.timeout),
    e.state,
    tupleText(e.original),
    original !== reply && original !== 0 ? `zone-orig=${original}` : null,
    countersText(e.counters?.original),
    has.has("SEEN_REPLY") ? null : "[UNREPLIED]",
    tupleText(e.reply),
    original !== reply && reply !== 0 ? `zone-reply=${reply}` : null,
    countersText(e.counters?.reply),
    has.has("ASSURED") ? "[ASSURED]" : null,
    e.mark === null ? null : `mark=${e.mark}`,
    e.secctx === null ? null : `secctx=${e.secctx}`,
    zoneText(e.zones),
    e.started === null ? null : `delta-time=${e.started.secondsAgo}`,
    form.ktimestamp === true ? timesText(e) : null,
    e.helper === null ? null : `helper=${e.helper}`,
    form.use === 0 ? null : `use=${form.use ?? 1}`,
    form.id === true ? `id=${e.id}` : null,
    form.labels === true ? labelsText(e, form) : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

/** The table, a line each: as given, which is IPv4 then IPv6 for `connectionTable`. */
export function connectionsText(entries: readonly ConnectionEntry[]): string {
  return entries.map((e) => `${connectionLine(e)}\n`).join("");
}

function labelsText({ labels }: ShownConnection, form: LineForm): string | null {
  if (labels === null || labels.length === 0) return null;
  return `labels=${labels.map(form.label ?? String).join(",")}`;
}

/** When it began, and ended, as ctime(3) writes it (in UTC). */
function timesText({ started, stopped }: ShownConnection): string | null {
  if (started === null) return null;
  const ended = stopped === undefined || stopped === null ? "" : ` [stop=${timeText(stopped)}]`;
  return `[start=${timeText(started.time)}]${ended}`;
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** "Sat Nov 21 15:16:10 2026" */
function timeText(time: bigint): string {
  const date = new Date(Number(time / 1_000_000n));
  const two = (n: number) => String(n).padStart(2, "0");
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");
  const day = String(date.getUTCDate()).padStart(2);
  const [weekday, month] = [DAYS[date.getUTCDay()]!, MONTHS[date.getUTCMonth()]!];
  return `${weekday} ${month} ${day} ${clock} ${date.getUTCFullYear()}`;
}

function zoneText({ original, reply }: ConnectionEntry["zones"]): string | null {
  if (original === 0 && reply === 0) return null;
  return original === reply ? `zone=${original}` : null;
}

function tupleText(t: ConnectionTuple): string {
  const addresses = `src=${t.source} dst=${t.destination}`;
  if (t.icmp !== null) {
    return `${addresses} type=${t.icmp.type} code=${t.icmp.code} id=${t.icmp.id}`;
  }
  if (t.gre !== null) {
    const [from, to] = [t.gre.sourceKey.toString(16), t.gre.destinationKey.toString(16)];
    return `${addresses} srckey=0x${from} dstkey=0x${to}`;
  }
  if (t.sourcePort === null) return addresses;
  return `${addresses} sport=${t.sourcePort} dport=${t.destinationPort}`;
}

function countersText(c: ConnectionCounters | undefined): string | null {
  return c === undefined ? null : `packets=${c.packets} bytes=${c.bytes}`;
}
