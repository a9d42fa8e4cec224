// Synthetic rulesets of any length for benchmarks.
//
// The rules are made to miss the traffic of traffic.ts, so that each packet meets all of
// them: sources are in 172.16.0.0/12 and 2001:db8:ffff::/48, ports between 1024 and 9999.
import { Random } from "./random.js";

/** Which header fields the rules look at. */
export const RULE_KINDS = ["src", "dport", "multiport", "mixed"] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** One rule of chain FORWARD. What is absent matches everything. */
export interface Rule {
  /** IPv4: a whole source address. */
  readonly source?: string;
  /** IPv6: the same. */
  readonly source6?: string;
  readonly protocol?: "tcp" | "udp";
  /** Destination ports, [first, last]; more than one range makes a multiport match. */
  readonly ports?: readonly (readonly [number, number])[];
  readonly verdict: "ACCEPT" | "DROP";
}

export interface RulesetOptions {
  readonly rules: number;
  readonly kind: RuleKind;
  readonly seed: number;
}

const FIRST_PORT = 1024;
const LAST_PORT = 9999;
/** Slots of a multiport match (iptables-extensions(8)); a range takes two. */
const MULTIPORT_SLOTS = 15;

function source(random: Random): Pick<Rule, "source" | "source6"> {
  const second = random.between(16, 31);
  const third = random.between(0, 255);
  const last = random.between(1, 254);
  return {
    source: `172.${second}.${third}.${last}`,
    source6: `2001:db8:ffff:${second.toString(16)}::${((third << 8) | last).toString(16)}`,
  };
}

function ports(random: Random, several: boolean): (readonly [number, number])[] {
  if (!several) {
    const port = random.between(FIRST_PORT, LAST_PORT);
    return [[port, port]];
  }
  const out: (readonly [number, number])[] = [];
  for (let slots = random.between(3, MULTIPORT_SLOTS); slots > 0; ) {
    const first = random.between(FIRST_PORT, LAST_PORT - 10);
    const range = slots >= 2 && random.chance(0.3);
    out.push([first, range ? first + random.between(1, 10) : first]);
    slots -= range ? 2 : 1;
  }
  return out;
}

function rule(random: Random, kind: RuleKind): Rule {
  const verdict = random.chance(0.5) ? "ACCEPT" : "DROP";
  if (kind === "mixed") return rule(random, random.pick(["src", "dport", "multiport"]));
  if (kind === "src") return { ...source(random), verdict };
  const protocol = random.chance(0.7) ? "tcp" : "udp";
  return { protocol, ports: ports(random, kind === "multiport"), verdict };
}

/** The rules of a ruleset, in order. The same options give the same rules. */
export function makeRules(options: RulesetOptions): Rule[] {
  const random = new Random(options.seed);
  return Array.from({ length: options.rules }, () => rule(random, options.kind));
}

function portText([first, last]: readonly [number, number]): string {
  return first === last ? String(first) : `${first}:${last}`;
}

function ruleText(rule: Rule, family: "ipv4" | "ipv6"): string {
  const words = ["-A FORWARD"];
  const source = family === "ipv4" ? rule.source : rule.source6;
  if (source !== undefined) words.push(`-s ${source}/${family === "ipv4" ? 32 : 128}`);
  if (rule.protocol !== undefined) words.push(`-p ${rule.protocol}`);
  if (rule.ports?.length === 1) {
    words.push(`-m ${rule.protocol} --dport ${rule.ports.map(portText).join()}`);
  } else if (rule.ports !== undefined) {
    words.push(`-m multiport --dports ${rule.ports.map(portText).join()}`);
  }
  words.push(`-j ${rule.verdict}`);
  return words.join(" ");
}

/**
 * What iptables-restore (or ip6tables-restore) reads. `conntrack` puts the rule first that
 * accepts what belongs to a known connection, as every stateful firewall does.
 */
export function restoreText(
  rules: readonly Rule[],
  { family, conntrack }: { readonly family: "ipv4" | "ipv6"; readonly conntrack: boolean },
): string {
  const stateful = "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT";
  return [
    "*filter",
    ":INPUT ACCEPT [0:0]",
    ":FORWARD ACCEPT [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    ...(conntrack ? [stateful] : []),
    ...rules.map((rule) => ruleText(rule, family)),
    "COMMIT",
    "",
  ].join("\n");
}
