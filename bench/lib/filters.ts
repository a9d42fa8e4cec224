// Rulesets with the structure of real access lists and firewalls, as ClassBench describes it (Taylor and
// Turner, "ClassBench: A Packet Classification Benchmark", 2005): address prefixes drawn from a tree with
// few branches near the root, few distinct ports, wildcards by profile.
import { Random } from "./random.js";

export const FILTER_KINDS = ["acl", "fw", "ipc"] as const;
export type FilterKind = (typeof FILTER_KINDS)[number];

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
const RANGES = ["0:1023", "1024:65535", "6000:6063", "33434:33600", "137:139"];

/** Addresses of a tree: a few networks, each with a few below. */
function prefixes(random: Random, rules: number, shortest: number): string[] {
  const roots = Math.max(4, Math.round(Math.sqrt(rules) / 2));
  const out: string[] = [];
  for (let i = 0; i < roots; i++) {
    const base = ((172 << 24) | (random.between(16, 31) << 16) | (random.next() & 0xffff)) >>> 0;
    for (let j = 0; j < Math.max(4, rules / roots / 2); j++) {
      const length = random.chance(0.5) ? 32 : random.between(shortest, 31);
      const address = (base ^ (random.next() & (0xffffffff >>> shortest))) >>> 0;
      const masked = length === 0 ? 0 : (address & (0xffffffff << (32 - length))) >>> 0;
      const dotted = [24, 16, 8, 0].map((shift) => (masked >>> shift) & 0xff).join(".");
      out.push(`${dotted}/${length}`);
    }
  }
  return out;
}

function port(random: Random, any: number, range: number): string | null {
  if (random.chance(any)) return null;
  if (random.chance(range)) return random.pick(RANGES);
  if (random.chance(0.7)) return String(random.pick(WELL_KNOWN));
  return String(random.between(1024, 65535));
}

/** What iptables-restore reads: `rules` rules in chain FORWARD. */
export function filterText(kind: FilterKind, rules: number, seed: number): string {
  const random = new Random(seed);
  const p = PROFILES[kind];
  const sources = prefixes(random, rules, p.shortest[0]);
  const destinations = prefixes(random, rules, p.shortest[1]);
  const lines = Array.from({ length: rules }, () => {
    const words = ["-A FORWARD"];
    if (!random.chance(p.anySource)) words.push(`-s ${random.pick(sources)}`);
    if (!random.chance(p.anyDestination)) words.push(`-d ${random.pick(destinations)}`);
    if (!random.chance(p.anyProtocol)) {
      const protocol = random.pick(["tcp", "tcp", "udp", "icmp"] as const);
      words.push(`-p ${protocol}`);
      if (protocol !== "icmp") {
        const sport = port(random, p.anySourcePort, p.portRange);
        const dport = port(random, p.anyDestinationPort, p.portRange);
        if (sport !== null || dport !== null) words.push(`-m ${protocol}`);
        if (sport !== null) words.push(`--sport ${sport}`);
        if (dport !== null) words.push(`--dport ${dport}`);
      }
    }
    // a rule without conditions would end the walk of everything behind it
    if (words.length === 1) words.push(`-d ${random.pick(destinations)}`);
    return `${words.join(" ")} -j ${random.chance(0.5) ? "ACCEPT" : "DROP"}`;
  });
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
