// Rulesets in many shapes: those of real access lists and firewalls, as ClassBench describes them (Taylor and
// Turner, "ClassBench: A Packet Classification Benchmark", 2005: address prefixes drawn from a tree with few
// branches near the root, few distinct ports, wildcards by profile), and simple ones, of which each asks for something of its
// own. Packets that fall into them: headers.ts.
import { Random } from "./random.js";

export const FILTER_KINDS = ["acl", "fw", "ipc"] as const;
export type FilterKind = (typeof FILTER_KINDS)[number];

/** What a ruleset looks like. */
export const SHAPES = ["srconly", "src", "dport", ...FILTER_KINDS, "ranges"] as const;
export type Shape = (typeof SHAPES)[number];

/** A prefix: the address as a number, and how many bits of it count. */
type Prefix = readonly [address: number, bits: number];
/** Ports: the first and the last. */
type Ports = readonly [number, number];

/** A rule: what is absent matches everything. */
export interface HeaderRule {
  readonly source?: Prefix;
  readonly destination?: Prefix;
  readonly protocol?: "tcp" | "udp" | "icmp";
  readonly sourcePorts?: Ports;
  readonly destinationPorts?: Ports;
  readonly verdict: "ACCEPT" | "DROP";
}

/** Shares, 0 to 1, by which profiles differ. */
interface Profile {
  readonly anySource: number;
  readonly anyDestination: number;
  /** Shortest prefix that is drawn where there is one. */
  readonly shortest: readonly [number, number];
  readonly anySourcePort: number;
  readonly anyDestinationPort: number;
  readonly portRange: number;
  readonly anyProtocol: number;
}

const PROFILES: Readonly<Record<FilterKind, Profile>> = {
  acl: {
    anySource: 0.15,
    anyDestination: 0.02,
    shortest: [16, 22],
    anySourcePort: 1,
    anyDestinationPort: 0.3,
    portRange: 0.2,
    anyProtocol: 0.05,
  },
  fw: {
    anySource: 0.4,
    anyDestination: 0.35,
    shortest: [12, 20],
    anySourcePort: 0.75,
    anyDestinationPort: 0.35,
    portRange: 0.3,
    anyProtocol: 0.15,
  },
  ipc: {
    anySource: 0.15,
    anyDestination: 0.1,
    shortest: [18, 18],
    anySourcePort: 0.85,
    anyDestinationPort: 0.5,
    portRange: 0.15,
    anyProtocol: 0.1,
  },
};

const WELL_KNOWN = [
  20, 21, 22, 25, 53, 80, 110, 123, 135, 139, 143, 161, 389, 443, 445, 514, 993, 995,
];
const RANGES: readonly Ports[] = [
  [0, 1023],
  [1024, 65535],
  [6000, 6063],
  [33434, 33600],
  [137, 139],
];

/** The bits of an address that count, the others zero. */
export function masked([address, bits]: Prefix): number {
  return bits === 0 ? 0 : (address & (0xffffffff << (32 - bits))) >>> 0;
}

/** Addresses of a tree: a few networks, each with a few below. */
function prefixes(random: Random, rules: number, shortest: number): Prefix[] {
  const roots = Math.max(4, Math.round(Math.sqrt(rules) / 2));
  const out: Prefix[] = [];
  for (let i = 0; i < roots; i++) {
    const base = ((172 << 24) | (random.between(16, 31) << 16) | (random.next() & 0xffff)) >>> 0;
    for (let j = 0; j < Math.max(4, rules / roots / 2); j++) {
      const bits = random.chance(0.5) ? 32 : random.between(shortest, 31);
      out.push([masked([(base ^ (random.next() & (0xffffffff >>> shortest))) >>> 0, bits]), bits]);
    }
  }
  return out;
}

const one = (port: number): Ports => [port, port];

function port(random: Random, any: number, range: number): Ports | undefined {
  if (random.chance(any)) return undefined;
  if (random.chance(range)) return random.pick(RANGES);
  if (random.chance(0.7)) return one(random.pick(WELL_KNOWN));
  return one(random.between(1024, 65535));
}

/** Protocol and ports of a rule of a profile. */
function service(random: Random, p: Profile): Partial<HeaderRule> {
  if (random.chance(p.anyProtocol)) return {};
  const protocol = random.pick(["tcp", "tcp", "udp", "icmp"] as const);
  if (protocol === "icmp") return { protocol };
  const sourcePorts = port(random, p.anySourcePort, p.portRange);
  const destinationPorts = port(random, p.anyDestinationPort, p.portRange);
  return {
    protocol,
    ...(sourcePorts && { sourcePorts }),
    ...(destinationPorts && { destinationPorts }),
  };
}

function makeFilter(random: Random, kind: FilterKind, rules: number): HeaderRule[] {
  const p = PROFILES[kind];
  const sources = prefixes(random, rules, p.shortest[0]);
  const destinations = prefixes(random, rules, p.shortest[1]);
  return Array.from({ length: rules }, (): HeaderRule => {
    const source = random.chance(p.anySource) ? undefined : random.pick(sources);
    let destination = random.chance(p.anyDestination) ? undefined : random.pick(destinations);
    const asked = service(random, p);
    // a rule without conditions would end the walk of everything behind it
    if (source === undefined && asked.protocol === undefined) {
      destination ??= random.pick(destinations);
    }
    const verdict = random.chance(0.5) ? "ACCEPT" : "DROP";
    return { ...(source && { source }), ...(destination && { destination }), ...asked, verdict };
  });
}

const host = (r: Random): Prefix => [(0xac100000 | r.between(0, 0xfffff)) >>> 0, 32];

function some(r: Random): Ports {
  const [a, b] = [r.between(0, 65535), r.between(0, 65535)];
  return a < b ? [a, b] : [b, a];
}

/** A network of 1 to 12 bits. */
function wide(r: Random): Prefix {
  const bits = r.between(1, 12);
  return [masked([r.next() >>> 0, bits]), bits];
}

const simple: Readonly<Record<Exclude<Shape, FilterKind>, (r: Random) => Partial<HeaderRule>>> = {
  srconly: (r) => ({ source: host(r) }),
  src: (r) => ({
    source: host(r),
    destination: [masked([r.next() >>> 0, 16]), 16],
    protocol: "udp",
    destinationPorts: one(r.between(1, 65535)),
  }),
  dport: (r) => ({ protocol: "udp", destinationPorts: one(r.between(10000, 60000)) }),
  // made to explode classifiers: everything overlaps with everything
  ranges: (r) => ({
    source: wide(r),
    destination: wide(r),
    protocol: "tcp",
    sourcePorts: some(r),
    destinationPorts: some(r),
  }),
};

function isFilter(shape: Shape): shape is FilterKind {
  return (FILTER_KINDS as readonly Shape[]).includes(shape);
}

/** The rules of a ruleset. */
export function makeShape(r: Random, shape: Shape, rules: number): HeaderRule[] {
  if (isFilter(shape)) return makeFilter(r, shape, rules);
  return Array.from({ length: rules }, () => ({ ...simple[shape](r), verdict: "DROP" }) as const);
}

function prefixText(prefix: Prefix): string {
  const address = masked(prefix);
  return `${[24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".")}/${prefix[1]}`;
}

const portText = ([a, b]: Ports) => (a === b ? `${a}` : `${a}:${b}`);

/** The rule as iptables-restore reads it, behind -A CHAIN, but for its verdict. */
export function shapeText(rule: HeaderRule): string {
  const { source, destination, protocol, sourcePorts, destinationPorts } = rule;
  const words: string[] = [];
  if (source) words.push(`-s ${prefixText(source)}`);
  if (destination) words.push(`-d ${prefixText(destination)}`);
  if (protocol) words.push(`-p ${protocol}`);
  if (sourcePorts ?? destinationPorts) words.push(`-m ${protocol}`);
  if (sourcePorts) words.push(`--sport ${portText(sourcePorts)}`);
  if (destinationPorts) words.push(`--dport ${portText(destinationPorts)}`);
  return words.join(" ");
}

/** What iptables-restore reads: `rules` rules in chain FORWARD. */
export function filterText(kind: FilterKind, rules: number, seed: number): string {
  const made = makeFilter(new Random(seed), kind, rules);
  const lines = made.map((rule) => `-A FORWARD ${shapeText(rule)} -j ${rule.verdict}`);
  return [
    "*filter",
    ":INPUT ACCEPT",
    ":FORWARD ACCEPT",
    ":OUTPUT ACCEPT",
    ...lines,
    "COMMIT",
    "",
  ].join("\n");
}
