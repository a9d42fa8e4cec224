// Rulesets in the manner of access lists and firewalls, and packets that fall into their rules.
//
// ClassBench (Taylor, Turner, 2007) describes what real filter sets look like: prefixes that nest in
// a few networks, most destination ports exact, protocols nearly always given; firewalls leave more
// fields open than access lists. The generator here makes sets of that shape, from a seed.
import type { Random } from "./random.js";

/** What a ruleset looks like. */
export const SHAPES = ["srconly", "src", "dport", "acl", "fw", "ranges"] as const;
export type Shape = (typeof SHAPES)[number];

/** A rule: what is absent matches everything. Addresses as numbers. */
export interface HeaderRule {
  readonly source?: readonly [address: number, bits: number];
  readonly destination?: readonly [address: number, bits: number];
  readonly protocol?: "tcp" | "udp";
  readonly sourcePorts?: readonly [number, number];
  readonly destinationPorts?: readonly [number, number];
}

/** The header fields of a packet. */
export interface Header {
  readonly source: number;
  readonly destination: number;
  readonly protocol: 6 | 17;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

const SERVICES = [22, 25, 53, 80, 110, 123, 143, 161, 389, 443, 445, 993, 1433, 3306, 3389, 8080];
const HIGH_PORTS = [1024, 65535] as const;
const NETWORKS = 40;

function masked(address: number, bits: number): number {
  return bits === 0 ? 0 : (address & (0xffffffff << (32 - bits))) >>> 0;
}

/** Networks in which prefixes nest: a few large ones, smaller ones inside. */
function networks(r: Random): number[] {
  const roots = Array.from({ length: NETWORKS / 4 }, () => masked(r.next(), 12));
  return Array.from({ length: NETWORKS }, () => (r.pick(roots) | (r.next() & 0xfffff)) >>> 0);
}

function prefix(r: Random, nets: readonly number[], open: number): [number, number] | undefined {
  if (r.chance(open)) return undefined;
  const bits = r.pick([16, 20, 22, 24, 24, 24, 27, 28, 30, 32, 32, 32, 32]);
  const address = (r.pick(nets) & 0xffff0000) | (r.next() & 0xffff);
  return [masked(address >>> 0, bits), bits];
}

function service(r: Random, open: number): [number, number] | undefined {
  if (r.chance(open)) return undefined;
  if (r.chance(0.1)) return [...HIGH_PORTS];
  if (r.chance(0.1)) {
    const from = r.between(1024, 60000);
    return [from, from + r.between(1, 2000)];
  }
  const port = r.chance(0.6) ? r.pick(SERVICES) : r.between(1, 65535);
  return [port, port];
}

function nested(r: Random, nets: readonly number[], open: number): HeaderRule {
  const source = prefix(r, nets, open);
  const destination = prefix(r, nets, open / 2);
  const destinationPorts = service(r, open);
  const sourcePorts = r.chance(open / 4) ? ([...HIGH_PORTS] as const) : undefined;
  const protocol = r.chance(0.75) ? "tcp" : "udp";
  const asked = destinationPorts !== undefined || sourcePorts !== undefined || r.chance(0.8);
  return {
    ...(source && { source }),
    ...(destination && { destination }),
    ...(asked && { protocol }),
    ...(sourcePorts && { sourcePorts }),
    ...(destinationPorts && { destinationPorts }),
  };
}

function some(r: Random): [number, number] {
  const [a, b] = [r.between(0, 65535), r.between(0, 65535)];
  return a < b ? [a, b] : [b, a];
}

const host = (r: Random): [number, number] => [(0xac100000 | r.between(0, 0xfffff)) >>> 0, 32];

/** The rules of a ruleset. */
export function makeShape(r: Random, shape: Shape, rules: number): HeaderRule[] {
  const nets = networks(r);
  const port = (n: number): [number, number] => [n, n];
  const make: Readonly<Record<Shape, () => HeaderRule>> = {
    srconly: () => ({ source: host(r) }),
    src: () => ({
      source: host(r),
      destination: [masked(r.next(), 16), 16],
      protocol: "udp",
      destinationPorts: port(r.between(1, 65535)),
    }),
    dport: () => ({ protocol: "udp", destinationPorts: port(r.between(10000, 60000)) }),
    acl: () => nested(r, nets, 0.1),
    fw: () => nested(r, nets, 0.5),
    // made to explode classifiers: everything overlaps with everything
    ranges: () => ({
      source: [masked(r.next(), r.between(1, 12)), r.between(1, 12)],
      destination: [masked(r.next(), r.between(1, 12)), r.between(1, 12)],
      protocol: "tcp",
      sourcePorts: some(r),
      destinationPorts: some(r),
    }),
  };
  return Array.from({ length: rules }, () => make[shape]());
}

const dotted = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join(".");
const portText = ([a, b]: readonly [number, number]) => (a === b ? `${a}` : `${a}:${b}`);

/** The rule as iptables-restore reads it, behind -A CHAIN. */
export function shapeText(rule: HeaderRule): string {
  const words: string[] = [];
  const net = ([address, bits]: readonly [number, number]) =>
    `${dotted(masked(address, bits))}/${bits}`;
  if (rule.source) words.push(`-s ${net(rule.source)}`);
  if (rule.destination) words.push(`-d ${net(rule.destination)}`);
  if (rule.protocol) words.push(`-p ${rule.protocol}`);
  if (rule.sourcePorts) words.push(`--sport ${portText(rule.sourcePorts)}`);
  if (rule.destinationPorts) words.push(`--dport ${portText(rule.destinationPorts)}`);
  return words.join(" ");
}

/** A packet; unless the rule is undefined one that it matches. */
export function headerIn(r: Random, rule: HeaderRule | undefined): Header {
  const inside = (net: readonly [number, number] | undefined) => {
    const random = r.next() >>> 0;
    if (net === undefined) return random;
    const [address, bits] = net;
    return bits === 32 ? address : (masked(address, bits) | (random >>> bits)) >>> 0;
  };
  const [sf, st] = rule?.sourcePorts ?? [0, 65535];
  const [df, dt] = rule?.destinationPorts ?? [0, 65535];
  const protocol = rule?.protocol ?? (r.chance(0.7) ? "tcp" : "udp");
  return {
    source: inside(rule?.source),
    destination: inside(rule?.destination),
    protocol: protocol === "tcp" ? 6 : 17,
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
  view.setUint16(20, h.sourcePort);
  view.setUint16(22, h.destinationPort);
  if (h.protocol === 6) view.setUint16(32, 0x5002);
  else view.setUint16(24, 20);
  return bytes;
}
