// Packets that fall into the rules of filters.ts.
import { type HeaderRule, masked } from "./filters.js";
import type { Random } from "./random.js";

/** The header fields of a packet. */
export interface Header {
  readonly source: number;
  readonly destination: number;
  readonly protocol: 1 | 6 | 17;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

const NUMBERS = { icmp: 1, tcp: 6, udp: 17 } as const;
const ECHO = 0x0800;

/** A packet; unless the rule is undefined one that it matches. */
export function headerIn(r: Random, rule: HeaderRule | undefined): Header {
  const inside = (net: readonly [number, number] | undefined) => {
    const random = r.next() >>> 0;
    if (net === undefined) return random;
    const [address, bits] = net;
    return bits === 32 ? address : (masked(net) | (random >>> bits)) >>> 0;
  };
  const [sf, st] = rule?.sourcePorts ?? [0, 65535];
  const [df, dt] = rule?.destinationPorts ?? [0, 65535];
  const protocol = rule?.protocol ?? (r.chance(0.7) ? "tcp" : "udp");
  return {
    source: inside(rule?.source),
    destination: inside(rule?.destination),
    protocol: NUMBERS[protocol],
    sourcePort: r.between(sf, st),
    destinationPort: r.between(df, dt),
  };
}

/** The packet from the IP header on: 40 bytes. */
export function packetOf(h: Header): Uint8Array {
  const bytes = new Uint8Array(40);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4500);
  view.setUint16(2, 40);
  view.setUint16(6, 0x4000);
  view.setUint16(8, 0x4000 | h.protocol);
  view.setUint32(12, h.source);
  view.setUint32(16, h.destination);
  let sum = 0;
  for (let at = 0; at < 20; at += 2) sum += view.getUint16(at);
  sum = (sum & 0xffff) + (sum >>> 16);
  view.setUint16(10, ~((sum & 0xffff) + (sum >>> 16)) & 0xffff);
  if (h.protocol === 1) {
    view.setUint16(20, ECHO);
    return bytes;
  }
  view.setUint16(20, h.sourcePort);
  view.setUint16(22, h.destinationPort);
  if (h.protocol === 6) view.setUint16(32, 0x5002);
  else view.setUint16(24, 20);
  return bytes;
}
