/** Counters as iptables reads them: sscanf(3) with "%llu". */

const MAX = (1n << 64n) - 1n;

/** A number at the start of a text, and what follows it; null without one. A sign may stand there (-1 is
 * the largest number), and what is too large becomes the largest. */
export function scanCounter(text: string): { value: bigint; rest: string } | null {
  const found = /^[ \t\n\v\f\r]*([-+]?)(\d+)/.exec(text);
  if (found === null) return null;
  const size = BigInt(found[2]!);
  const rest = text.slice(found[0].length);
  if (size > MAX) return { value: MAX, rest };
  return { value: found[1] === "-" ? BigInt.asUintN(64, -size) : size, rest };
}

/** Packets and bytes in brackets, as chains of a dump have them: "[5:6]", of which the last bracket may be
 * missing; null for anything else. */
export function scanCounters(text: string): { packets: bigint; bytes: bigint } | null {
  if (!text.startsWith("[")) return null;
  const packets = scanCounter(text.slice(1));
  if (packets === null || !packets.rest.startsWith(":")) return null;
  const bytes = scanCounter(packets.rest.slice(1));
  return bytes === null ? null : { packets: packets.value, bytes: bytes.value };
}
