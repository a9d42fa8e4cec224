// Uses of extensions as words: from the judge's rows, which are good, and from their tables of options,
// which need not be.
import type {
  Family,
  MatchExtension,
  OptionSpec,
  TargetExtension,
} from "../../../src/extension/extension.js";
import type { Chance } from "../../support/chance.js";
import type { Place, Row } from "../fuzz/row.js";
import type { Rowed } from "../fuzz/rows.js";
import type { Stock } from "../fuzz/stock.js";
import { anything, broken, suggested } from "./values.js";

/** The words behind -m NAME or -j NAME, and what -p has to say for them. */
export interface Words {
  readonly words: string[];
  readonly protocol: string | null;
}

/** Programs whose commands make what rules name: sets, timeouts, accounts, rate estimators. */
const MAKERS = ["ipset", "nfct", "nfacct", "iptables", "ip6tables"];

/** A line of words as a shell would part it: blanks, and both quotes. */
export function parted(line: string): string[] {
  const words: string[] = [];
  for (const [raw] of line.matchAll(/(?:"(?:\\.|[^"])*"|'[^']*'|\S)+/g)) {
    const plain = raw.replace(
      /"((?:\\.|[^"])*)"|'([^']*)'/g,
      (_, double?: string, single?: string) =>
        double === undefined ? single! : double.replace(/\\(.)/g, "$1"),
    );
    words.push(plain);
  }
  return words;
}

type Extension = MatchExtension | TargetExtension;

/** Draws uses of extensions; remembers the values that rows gave each option. */
export class Uses {
  private readonly learned = new Map<string, string[]>();
  /** Commands that make what the words that were drawn name. */
  private makers: string[] = [];

  constructor(
    private readonly c: Chance,
    private readonly stock: Stock,
  ) {}

  private get family(): Family {
    return this.stock.family;
  }

  /** One use at a place. */
  draw({ extension, row }: Rowed<Extension>, place: Place): Words {
    const good = this.fromRow(extension, row, place);
    if (good !== null && this.c.percent(55)) return good;
    // a few more, for their values
    for (let i = 0; i < 4; i++) this.fromRow(extension, row, place);
    const protocol = good?.protocol ?? ("protocol" in extension ? extension.name : null);
    return { words: this.fromTable(extension, row), protocol };
  }

  /** The commands that make what was named since the last time. */
  takeMakers(): string[] {
    const taken = [...new Set(this.makers)];
    this.makers = [];
    return taken;
  }

  private fromRow(extension: Extension, row: Row, place: Place): Words | null {
    const use = row.use(this.c, this.stock, place);
    if (use === null) return null;
    this.makers.push(...(use.setup ?? []).filter((l) => MAKERS.includes(l.split(" ")[0]!)));
    const words = parted(use.words);
    words.forEach((word, i) => {
      const value = words[i + 1];
      if (!word.startsWith("--") || value === undefined || value.startsWith("--")) return;
      const spec = extension.options.find((o) => o.name === word.slice(2));
      if (spec !== undefined) this.learn(extension, spec, value);
    });
    return { words, protocol: use.protocol ?? null };
  }

  private key(extension: Extension, spec: OptionSpec): string {
    return `${extension.kind} ${extension.name} ${spec.id ?? spec.name}`;
  }

  private learn(extension: Extension, spec: OptionSpec, value: string): void {
    const key = this.key(extension, spec);
    const known = this.learned.get(key) ?? [];
    if (known.length < 40 && !known.includes(value)) known.push(value);
    this.learned.set(key, known);
  }

  private fromTable(extension: Extension, row: Row): string[] {
    const { c } = this;
    const known = extension.options.filter((o) => row.never?.[o.name] === undefined);
    if (known.length === 0) return c.percent(10) ? [`--${c.pick(["x", "set", "to"])}`] : [];
    const words: string[] = [];
    const count = c.pick([0, 1, 1, 1, 1, 2, 2, 3, 4]);
    for (let i = 0; i < count; i++) words.push(...this.option(extension, c.pick(known)));
    return words;
  }

  /** One option with its values, spelled in one of the ways that getopt_long(3) takes. */
  private option(extension: Extension, spec: OptionSpec): string[] {
    const { c } = this;
    const words: string[] = [];
    if (c.percent(spec.invert === true ? 30 : 4)) words.push("!");
    let name = spec.name;
    if (c.percent(18)) name = name.slice(0, c.between(Math.min(2, name.length), name.length));
    const flag = c.percent(1) ? `-${name}` : `--${name}`;
    if (spec.value === "none") {
      words.push(c.percent(3) ? `${flag}=1` : flag);
      if (c.percent(3)) words.push(this.value(extension, spec));
      return words;
    }
    if (c.percent(2)) return [...words, flag];
    const value = this.value(extension, spec);
    if (c.percent(12)) words.push(`${flag}=${value}`);
    else if (spec.value === "required" || c.percent(75)) {
      words.push(flag);
      if (c.percent(2)) words.push("!");
      words.push(value);
    } else words.push(flag);
    if (spec.words === 2 && c.percent(95)) words.push(this.value(extension, spec));
    return words;
  }

  private value(extension: Extension, spec: OptionSpec): string {
    const { c, family } = this;
    const known = this.learned.get(this.key(extension, spec)) ?? [];
    const guess = suggested(c, family, spec.name);
    if (known.length > 0 && c.percent(55)) {
      const value = c.pick(known);
      return c.percent(60) ? value : broken(c, value);
    }
    if (guess !== null && c.percent(75)) return guess;
    return anything(c, family);
  }
}
