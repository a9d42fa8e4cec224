// Rules as words: header, matches, target; mostly in the order that people write, not always right.
import type {
  HookName,
  MatchExtension,
  TableName,
  TargetExtension,
} from "../../../src/extension/extension.js";
import { tableHooks } from "../../../src/setup/model.js";
import type { Chance } from "../../support/chance.js";
import type { Place } from "../fuzz/row.js";
import type { Rowed } from "../fuzz/rows.js";
import { Stock } from "../fuzz/stock.js";
import { Uses } from "./options.js";
import { addresses, devices, protocols } from "./values.js";

export type Family = "ipv4" | "ipv6";

/** Extensions to draw from, with their rows. */
export interface Vocabulary {
  readonly matches: readonly Rowed<MatchExtension>[];
  readonly targets: readonly Rowed<TargetExtension>[];
}

const TABLES: readonly TableName[] = ["raw", "mangle", "nat", "filter", "security"];
/** Chains of the user's that cases make and mean. */
export const OWN = ["one", "two", "three"] as const;
const WRONG = [
  "NOWHERE",
  "input",
  "",
  "-x",
  "!y",
  "a b",
  "n".repeat(28),
  "n".repeat(29),
  "m".repeat(31),
  "l".repeat(32),
  "LOG",
];

/** A rule: where it stands, and its words behind the chain. */
export interface Rule {
  readonly table: TableName;
  readonly chain: string;
  readonly words: string[];
}

/** Draws rules of one family. */
export class Rules {
  private readonly uses: Uses;

  constructor(
    readonly c: Chance,
    readonly family: Family,
    private readonly vocabulary: Vocabulary,
  ) {
    this.uses = new Uses(c, new Stock(family));
  }

  /** Commands that make what rules name, of rules drawn since the last time. */
  takeMakers(): string[] {
    return this.uses.takeMakers();
  }

  /** A table: mostly filter. */
  table(): TableName {
    return this.c.percent(55) ? "filter" : this.c.pick(TABLES);
  }

  /** A chain of the table, mostly one that is there. */
  chain(table: TableName): string {
    const { c } = this;
    if (c.percent(4)) return c.pick(WRONG);
    if (c.percent(3)) return c.pick(["PREROUTING", "INPUT", "POSTROUTING"]);
    return c.percent(30) ? c.pick(OWN) : c.pick(tableHooks[table]);
  }

  /** A rule about some of the extensions, in a place that mostly suits them. */
  rule(): Rule {
    const { c } = this;
    const target = c.percent(45) ? this.extension(this.vocabulary.targets) : null;
    let table = this.table();
    if (target?.extension.tables !== undefined && c.percent(90)) {
      table = c.pick(target.extension.tables);
    }
    let chain = this.chain(table);
    const hooks = target?.extension.hooks?.filter((h) => tableHooks[table].includes(h as never));
    if (hooks !== undefined && hooks.length > 0 && c.percent(85)) chain = c.pick(hooks);
    return { table, chain, words: this.words(table, chain, target) };
  }

  private words(table: TableName, chain: string, target: Rowed<TargetExtension> | null): string[] {
    const { c } = this;
    const builtIn = (tableHooks[table] as readonly string[]).includes(chain);
    const hooks = new Set(builtIn ? [chain as HookName] : tableHooks[table]);
    const place: Place = { family: this.family, table, hooks };
    const groups: string[][] = [];
    let protocol: string | null = null;
    const count = c.pick([0, 0, 1, 1, 1, 1, 2, 2, 3]);
    for (let i = 0; i < count; i++) {
      const { extension, row } = this.extension(this.vocabulary.matches);
      const use = this.uses.draw({ extension, row }, place);
      protocol ??= use.protocol;
      const implied = "protocol" in extension && c.percent(40);
      const word = c.pick([extension.name, extension.name, ...(extension.aliases ?? [])]);
      groups.push(implied ? use.words : [...this.option("m", "match", word), ...use.words]);
    }
    if (target !== null) {
      const use = this.uses.draw(target, place);
      protocol ??= use.protocol;
      groups.push([...this.option("j", "jump", target.extension.name), ...use.words]);
    } else if (c.percent(85)) groups.push(this.end());
    if (protocol !== null && c.percent(94)) groups.unshift(this.option("p", "protocol", protocol));
    groups.unshift(...this.header(protocol !== null));
    if (c.percent(15)) shuffle(c, groups);
    const words = groups.flat();
    return c.percent(8) ? disturbed(c, words) : words;
  }

  private extension<E extends { families: readonly string[] }>(all: readonly Rowed<E>[]): Rowed<E> {
    const own = all.filter(({ extension }) => extension.families.includes(this.family));
    return this.c.pick(this.c.percent(96) ? own : all);
  }

  /** A verdict, a jump or a goto. */
  private end(): string[] {
    const { c } = this;
    const word = c.pick([
      "ACCEPT",
      "ACCEPT",
      "DROP",
      "RETURN",
      "QUEUE",
      ...OWN,
      "accept",
      "INPUT",
      "X",
    ]);
    const own = (OWN as readonly string[]).includes(word);
    if (own && c.percent(35)) return this.option("g", "goto", word);
    if (c.percent(2)) return this.option("g", "goto", word);
    return this.option("j", "jump", word);
  }

  /** An option of iptables itself, short or long, its value attached or not. */
  option(letter: string, name: string, value: string): string[] {
    const { c } = this;
    // iptables 1.8.9 takes the whole word for the value of these, so that nothing may be attached
    const whole = "sdiopj".includes(letter) && c.percent(85);
    switch (c.pick([0, 0, 0, 0, 0, 0, 1, 1, 4, ...(whole ? [] : [2, 3])])) {
      case 1:
        return [`--${name}`, value];
      case 2:
        return [`--${name}=${value}`];
      case 3:
        return [`-${letter}${value}`];
      case 4:
        return [`--${name.slice(0, c.between(Math.min(4, name.length), name.length))}`, value];
      default:
        return [`-${letter}`, value];
    }
  }

  private header(hasProtocol: boolean): string[][] {
    const { c } = this;
    const groups: string[][] = [];
    const add = (percent: number, letter: string, name: string, value: () => string) => {
      if (!c.percent(percent)) return;
      groups.push([...(c.percent(25) ? ["!"] : []), ...this.option(letter, name, value())]);
    };
    add(25, "s", c.pick(["source", "src"]), () => addresses(c, this.family));
    add(25, "d", c.pick(["destination", "dst"]), () => addresses(c, this.family));
    add(12, "i", "in-interface", () => devices(c));
    add(12, "o", "out-interface", () => devices(c));
    if (!hasProtocol) add(25, "p", "protocol", () => protocols(c));
    if (c.percent(this.family === "ipv4" ? 6 : 1)) {
      groups.push([...(c.percent(30) ? ["!"] : []), c.pick(["-f", "--fragments", "--frag"])]);
    }
    if (c.percent(6)) {
      groups.push(
        c.pick([
          ["-c", "3", "4"],
          ["-c", "3,4"],
          ["--set-counters", "7", "8"],
          ["-c", "5"],
        ]),
      );
    }
    return groups;
  }
}

/** Puts the list in another order. */
export function shuffle<T>(c: Chance, list: T[]): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = c.between(0, i);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
}

/** Words with one too many, one too few, one twice, two changed about, or a stray one. */
export function disturbed(c: Chance, words: readonly string[]): string[] {
  const list = [...words];
  const at = c.between(0, list.length);
  const stray = [
    "!",
    "!",
    "--",
    "x",
    "-n",
    "-v",
    "-4",
    "-6",
    "-w",
    "-x",
    "",
    "-",
    "-m",
    "-j",
    "-t",
    "-vn",
  ];
  switch (c.between(0, 4)) {
    case 0:
      list.splice(at, 1);
      break;
    case 1:
      list.splice(at, 0, ...list.slice(at, at + c.between(1, 2)));
      break;
    case 2:
      if (at + 1 < list.length) [list[at], list[at + 1]] = [list[at + 1]!, list[at]!];
      break;
    default:
      list.splice(at, 0, c.pick(stray));
  }
  return list;
}
