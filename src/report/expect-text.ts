/**
 * Expectations as `conntrack -L expect` prints them (conntrack-tools 1.4.7): seconds left, what is
 * expected, which bits of it count, and who expects it, on one line.
 */
import type { ConnectionTuple } from "../engine/conntrack.js";
import type { ExpectationEntry } from "../engine/expect.js";

/** An expectation's line, without its end. */
export function expectationLine(e: ExpectationEntry): string {
  const whole = e.family === "ipv4" ? "255.255.255.255" : "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
  return [
    `${e.timeout} proto=${e.protocol}`,
    `src=${e.tuple.source} dst=${e.tuple.destination}`,
    pair(e.protocol, e.ports.source, e.ports.destination),
    `mask-src=${e.mask.source} mask-dst=${whole}`,
    pair(e.protocol, e.mask.sourcePort, 65535),
    `master-src=${e.master.source} master-dst=${e.master.destination}`,
    masterPorts(e.master),
    e.flags.length === 0 ? null : e.flags.join(","),
    `class=${e.class}`,
    e.helper === null ? null : `helper=${e.helper}`,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

/** The table, a line each. */
export function expectationsText(entries: readonly ExpectationEntry[]): string {
  return entries.map((e) => `${expectationLine(e)}\n`).join("");
}

/** Protocols whose tuples have ports. */
const PORTS = new Set([6, 17, 33, 132, 136]);

function pair(protocol: number, source: number, destination: number): string | null {
  if (protocol !== 47 && !PORTS.has(protocol)) return null;
  if (protocol !== 47) return `sport=${source} dport=${destination}`;
  return `srckey=0x${source.toString(16)} dstkey=0x${destination.toString(16)}`;
}

function masterPorts(t: ConnectionTuple): string | null {
  return t.sourcePort === null ? null : `sport=${t.sourcePort} dport=${t.destinationPort}`;
}
