/**
 * Connections as `conntrack -L -o extended` prints them (conntrack(8) of conntrack-tools 1.4.7):
 *
 *     ipv4     2 tcp      6 431999 ESTABLISHED src=10.0.0.5 dst=203.0.113.9 sport=3 dport=80
 *       src=203.0.113.9 dst=10.0.0.5 sport=80 dport=3 [ASSURED] mark=0 use=1      (on one line)
 */
import type { ConnectionCounters, ConnectionEntry, ConnectionTuple } from "../engine/conntrack.js";

/** A connection's line, without its end. */
export function connectionLine(e: ConnectionEntry): string {
  const has = new Set(e.status);
  return [
    `${e.family.padEnd(8)} ${e.family === "ipv4" ? 2 : 10}`,
    `${e.protocolName.padEnd(8)} ${e.protocol}`,
    String(e.timeout),
    e.state,
    tupleText(e.original),
    e.zones.original !== e.zones.reply && e.zones.original !== 0
      ? `zone-orig=${e.zones.original}`
      : null,
    countersText(e.counters?.original),
    has.has("SEEN_REPLY") ? null : "[UNREPLIED]",
    tupleText(e.reply),
    e.zones.original !== e.zones.reply && e.zones.reply !== 0
      ? `zone-reply=${e.zones.reply}`
      : null,
    countersText(e.counters?.reply),
    has.has("ASSURED") ? "[ASSURED]" : null,
    `mark=${e.mark}`,
    zoneText(e.zones),
    e.started === null ? null : `delta-time=${e.started.secondsAgo}`,
    e.helper === null ? null : `helper=${e.helper}`,
    "use=1",
  ]
    .filter((part) => part !== null)
    .join(" ");
}

/** The table, a line each: as given, which is IPv4 then IPv6 for `connectionTable`. */
export function connectionsText(entries: readonly ConnectionEntry[]): string {
  return entries.map((e) => `${connectionLine(e)}\n`).join("");
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
