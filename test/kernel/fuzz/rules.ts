// Rules drawn by lot: tables, chains of the user's with jumps and gotos, policies, and in each rule
// what the rows offer.
import type { Chance } from "../../support/chance.js";
import {
  type Family,
  type HookName,
  not,
  type Place,
  type Row,
  type TableName,
  type Use,
} from "./row.js";
import type { Rowed } from "./rows.js";
import type { Stock } from "./stock.js";

/** What rules are drawn from. */
export interface Vocabulary {
  readonly matches: ReadonlyMap<string, Rowed<Described>>;
  readonly targets: ReadonlyMap<string, Rowed<Described>>;
  /** Names that most rules are to have; empty: no preference. */
  readonly only: ReadonlySet<string>;
}

/** What is asked of an extension's description. */
interface Described {
  readonly name: string;
  readonly families: readonly Family[];
  readonly tables?: readonly TableName[];
  readonly hooks?: readonly HookName[];
}

/** The rules of one family. */
export interface Rules {
  /** A dump for iptables-restore; empty without any table. */
  readonly dump: string[];
  /** Commands that run before. */
  readonly setup: string[];
  /** Packets that rules are about. */
  readonly packets: string[];
}

const HOOKS: Readonly<Record<TableName, readonly HookName[]>> = {
  raw: ["PREROUTING", "OUTPUT"],
  mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  filter: ["INPUT", "FORWARD", "OUTPUT"],
  security: ["INPUT", "FORWARD", "OUTPUT"],
};

/** How often a table is there, and how many rules it has at most. */
const TABLES: readonly (readonly [table: TableName, percent: number, rules: number])[] = [
  ["raw", 25, 4],
  ["mangle", 55, 8],
  ["nat", 55, 6],
  ["filter", 85, 10],
  ["security", 12, 4],
];

/** A chain as rules are drawn for it. */
interface Chain {
  readonly name: string;
  readonly builtIn: boolean;
  readonly hooks: ReadonlySet<HookName>;
}

const suits = (e: Described, place: Place): boolean =>
  e.families.includes(place.family) &&
  (e.tables === undefined || e.tables.includes(place.table)) &&
  (e.hooks === undefined || [...place.hooks].every((h) => e.hooks!.includes(h)));

/** One of the entries, by weight. */
export function weighted<T>(c: Chance, entries: readonly (readonly [T, number])[]): T {
  const total = entries.reduce((sum, [, w]) => sum + w, 0);
  let at = (c.next() / 0x1_0000_0000) * total;
  for (const [entry, weight] of entries) {
    at -= weight;
    if (at < 0) return entry;
  }
  return entries.at(-1)![0];
}

/** An extension that was drawn. */
interface Drawn {
  readonly name: string;
  readonly row: Row;
}

class Drawing {
  readonly setup = new Set<string>();
  /** Rules of table raw before all others. */
  readonly first = new Set<string>();
  readonly packets: string[] = [];

  constructor(
    private readonly c: Chance,
    private readonly s: Stock,
    private readonly v: Vocabulary,
  ) {}

  /** One of the extensions that suit the place; null where none does. */
  private extension(all: ReadonlyMap<string, Rowed<Described>>, place: Place): Drawn | null {
    const fit = [...all.values()].filter(({ extension }) => suits(extension, place));
    const wanted = fit.filter(({ extension }) => this.v.only.has(extension.name));
    const from = wanted.length > 0 && this.c.percent(75) ? wanted : fit;
    if (from.length === 0) return null;
    const { extension, row } = weighted(
      this.c,
      from.map((r) => [r, r.row.weight ?? 1] as const),
    );
    return { name: extension.name, row };
  }

  /** `-m NAME ...` words; a use that asks for another protocol than the rule has is dropped. */
  private matches(
    place: Place,
    asked: string | null,
  ): { words: string[]; protocol: string | null } {
    let protocol = asked;
    const words: string[] = [];
    const names = new Set<string>();
    const count = weighted(this.c, [
      [0, 15],
      [1, 55],
      [2, 22],
      [3, 8],
    ]);
    for (let i = 0; i < count; i++) {
      const drawn = this.extension(this.v.matches, place);
      if (drawn === null || names.has(drawn.name)) continue;
      const use = drawn.row.use(this.c, this.s, place);
      if (use === null) continue;
      if (use.protocol !== undefined && protocol !== null && use.protocol !== protocol) continue;
      protocol = use.protocol ?? protocol;
      names.add(drawn.name);
      words.push(`-m ${drawn.name} ${use.words}`.trim());
      this.taken(use);
    }
    return { words, protocol };
  }

  private taken(use: Use): void {
    for (const line of use.setup ?? []) this.setup.add(line);
    for (const rule of use.first ?? []) this.first.add(rule);
    this.packets.push(...(use.packets ?? []));
  }

  /** Where the rule leads: the words, and the protocol that they ask for. */
  private end(place: Place, chains: readonly Chain[]): { words: string; protocol: string | null } {
    const { c } = this;
    const plain = (words: string) => ({ words, protocol: null });
    const kind = weighted(c, [
      ["none", 10],
      ["verdict", 22],
      ["chain", 15],
      ["target", 53],
    ]);
    if (kind === "none") return plain("");
    const open = chains.filter((to) => [...place.hooks].every((h) => to.hooks.has(h)));
    if (kind === "chain" && open.length > 0) {
      return plain(`${c.percent(70) ? "-j" : "-g"} ${c.pick(open).name}`);
    }
    if (kind === "target") {
      const drawn = this.extension(this.v.targets, place);
      const use = drawn?.row.use(c, this.s, place) ?? null;
      if (drawn && use) {
        this.taken(use);
        return { words: `-j ${drawn.name} ${use.words}`.trim(), protocol: use.protocol ?? null };
      }
    }
    const drop = place.table === "nat" ? "ACCEPT" : "DROP";
    return plain(`-j ${c.pick(["ACCEPT", "ACCEPT", "RETURN", drop])}`);
  }

  /** One rule from -A on. */
  rule(table: TableName, chain: Chain, later: readonly Chain[]): string {
    const { c, s } = this;
    const place: Place = { family: s.family, table, hooks: chain.hooks };
    const end = this.end(place, later);
    const { words, protocol } = this.matches(place, end.protocol);
    const out = [`-A ${chain.name}`];
    if (c.percent(25)) out.push(`${not(c)}-s ${s.network(c)}`);
    if (c.percent(25)) out.push(`${not(c)}-d ${s.network(c)}`);
    const hook = chain.builtIn ? chain.name : "";
    if (c.percent(20) && hook !== "OUTPUT" && hook !== "POSTROUTING") {
      out.push(`${not(c)}-i ${s.device(c)}`);
    }
    if (c.percent(15) && hook !== "PREROUTING" && hook !== "INPUT") {
      out.push(`${not(c)}-o ${s.device(c)}`);
    }
    if (protocol !== null) out.push(`-p ${protocol}`);
    else if (c.percent(20)) out.push(`${not(c)}-p ${c.pick(["tcp", "udp", "99", "icmp"])}`);
    if (!s.six && c.percent(4)) out.push(`${not(c)}-f`);
    return [...out, ...words, end.words].filter((w) => w !== "").join(" ");
  }

  /** One table with its chains, as a dump has it. */
  table(name: TableName, most: number): string[] {
    const { c } = this;
    const built = HOOKS[name].map(
      (hook): Chain => ({
        name: hook,
        builtIn: true,
        hooks: new Set([hook]),
      }),
    );
    const own = c.times(c.pick([0, 0, 1, 2, 3]), (i): Chain => {
      const hooks = HOOKS[name].filter(() => c.percent(50));
      return {
        name: `own${i}`,
        builtIn: false,
        hooks: new Set(hooks.length > 0 ? hooks : HOOKS[name]),
      };
    });
    const policy = () => (name !== "nat" && c.percent(5) ? "DROP" : "ACCEPT");
    const lines = [`*${name}`];
    for (const chain of built) lines.push(`:${chain.name} ${policy()} [0:0]`);
    for (const chain of own) lines.push(`:${chain.name} - [0:0]`);
    const count = c.between(1, most);
    for (let i = 0; i < count; i++) lines.push(this.rule(name, c.pick(built), own));
    own.forEach((chain, at) => {
      // a chain leads to later ones only, so that there is no circle
      const rules = c.between(0, 3);
      for (let i = 0; i < rules; i++) lines.push(this.rule(name, chain, own.slice(at + 1)));
    });
    return [...lines, "COMMIT"];
  }
}

/** A dump, in which table raw is the first, with rules before all others of it. */
function withFirst(dump: string[], rules: readonly string[]): string[] {
  if (rules.length === 0) return dump;
  if (dump[0] !== "*raw") return ["*raw", ...rules, "COMMIT", ...dump];
  const at = dump.findIndex((line) => !/^[*:]/.test(line));
  return dump.toSpliced(at, 0, ...rules);
}

/** The rules of one family. */
export function drawRules(c: Chance, s: Stock, v: Vocabulary): Rules {
  const drawing = new Drawing(c, s, v);
  const dump = TABLES.flatMap(([name, percent, most]) =>
    c.percent(percent) ? drawing.table(name, most) : [],
  );
  return {
    dump: withFirst(dump, [...drawing.first]),
    setup: [...drawing.setup],
    packets: drawing.packets,
  };
}
