// A whole setup with its traffic from one seed: the router of stock.ts, features, rules of one or
// both families, and the first packets of many exchanges.
import { Chance } from "../../support/chance.js";
import type { Opening } from "./opening.js";
import type { ScenarioSource } from "../scenario.js";
import { THREE, THREE_LEGS } from "../sources/router.js";
import { features } from "./feature.js";
import type { Family } from "./row.js";
import { matchRows, targetRows } from "./rows.js";
import { drawRules, type Rules, type Vocabulary, weighted } from "./rules.js";
import { Stock } from "./stock.js";
import { traffics } from "./traffic.js";

/** Exchanges of a setup, and packets at most. */
const EXCHANGES = 18;
const PACKETS = 60;

// redirects and errors of routes are limited by the clock, to within a tick of the kernel's
const SILENT = [
  ...["all", ...THREE].map((name) => `sysctl -qw net.ipv4.conf.${name}.send_redirects=0`),
  // rules that look at labels would meet numbers drawn by lot
  "sysctl -qw net.ipv6.auto_flowlabels=0",
];

/** Everything that setups are drawn from; `only` names matches and targets that most rules have. */
export async function vocabulary(only: readonly string[]): Promise<Vocabulary> {
  const [matches, targets] = [await matchRows(), await targetRows()];
  const unknown = only.filter((name) => !matches.has(name) && !targets.has(name));
  if (unknown.length > 0) throw new Error(`no match or target ${unknown.join(", ")}`);
  return { matches, targets, only: new Set(only) };
}

const KINDS = await traffics();
const FEATURES = [...(await features()).values()].sort(
  (a, b) => Number(a.last ?? false) - Number(b.last ?? false),
);

function restored(command: string, { dump }: Rules): string[] {
  return dump.length === 0 ? [] : [`${command}-restore <<'END'`, ...dump, "END"];
}

/** Rules of policy routing come behind the routes, whose gateways are looked for under them. */
function inOrder(lines: Iterable<string>): string[] {
  const late = (line: string) => Number(/^ip (-6 )?rule /.test(line));
  return [...lines].sort((a, b) => late(a) - late(b));
}

/** The setup of a seed, and what its conversation starts from. */
export function setupOf(seed: number, v: Vocabulary): { source: ScenarioSource; opening: Opening } {
  const c = new Chance(seed);
  const families: readonly Family[] = c.pick([["ipv4"], ["ipv4"], ["ipv6"], ["ipv4", "ipv6"]]);
  const stocks = families.map((f) => new Stock(f));
  let pauses = 0;
  const before = FEATURES.flatMap((f) => {
    if (!c.percent(f.percent)) return [];
    pauses = Math.max(pauses, f.pauses ?? 0);
    return f.lines(c, families);
  });
  const rules = stocks.map((s) => drawRules(c, s, v));
  const setup = [
    THREE_LEGS.trim(),
    ...SILENT,
    ...inOrder(new Set([...before, ...rules.flatMap((r) => r.setup)])),
    ...rules.flatMap((r, i) => restored(stocks[i]!.six ? "ip6tables" : "iptables", r)),
  ];
  const kinds = [...KINDS.values()].map((k) => [k, k.weight ?? 1] as const);
  const packets = c
    .times(EXCHANGES, (i) => weighted(c, kinds).open(c, c.pick(stocks), 4000 + i))
    .flat();
  const liked = rules.flatMap((r) => r.packets);
  for (let i = Math.min(liked.length, 12); i > 0; i--) {
    packets.splice(c.between(0, packets.length), 0, c.pick(liked));
  }
  return {
    source: {
      name: `setup-${seed}`,
      about: `A setup and its traffic drawn by lot (${seed})`,
      interfaces: THREE,
      realTime: true,
      setup: setup.join("\n"),
      packets: "",
    },
    opening: { interfaces: THREE, packets, limit: PACKETS, pauses },
  };
}
