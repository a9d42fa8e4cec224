/**
 * Tables of what iptables makes of an extension's options. Each row was asked of iptables-legacy
 * 1.8.9 on Linux 6.18: `iptables-save` and `iptables -L -n`, `iptables -L` where names differ, or
 * the words in which it refused.
 */
import { expect, test } from "vitest";
import {
  type CheckContext,
  type Family,
  type HookName,
  type MatchExtension,
  OptionError,
  type OptionSpec,
  type OptionUse,
  type ParseContext,
  type TableName,
} from "../../src/extension/extension.js";
import { protocolNumber, servicePort } from "../../src/extension/services.js";
import { matchExtensions } from "../../src/generated/extensions.js";

/** What the printers say of a rule's matches. */
export interface Printed {
  readonly save: string;
  readonly numeric: string;
  readonly names: string;
}

/** The matches of one rule, as read from its words. */
interface Use {
  readonly extension: MatchExtension;
  readonly info: unknown;
  readonly given: Set<string>;
}

/** Splits a rule at blanks; double quotes keep blanks, a backslash in them the next character. */
export function words(rule: string): string[] {
  return [...rule.matchAll(/(?:"(?:[^"\\]|\\.)*"|[^\s"])+/g)].map(([word]) =>
    word.replace(/"((?:[^"\\]|\\.)*)"/g, (_, quoted: string) => quoted.replace(/\\(.)/g, "$1")),
  );
}

function findExtension(name: string, family: Family): MatchExtension {
  const found = matchExtensions.find(
    (e) => (e.name === name || e.aliases?.includes(name)) && e.families.includes(family),
  );
  if (found === undefined) throw new OptionError(`Couldn't load match \`${name}'`);
  return found;
}

function findOption(
  extension: MatchExtension,
  flag: string,
  exact: boolean,
): OptionSpec | undefined {
  const name = flag.slice(2);
  if (exact) return extension.options.find((o) => o.name === name);
  const beginning = extension.options.filter((o) => o.name.startsWith(name));
  const ids = new Set(beginning.map((o) => o.id ?? o.name));
  return ids.size === 1 ? beginning[0] : undefined;
}

/** The options of one rule, for tests that need no more of iptables than that. */
class Reader {
  readonly uses: Use[] = [];
  table: TableName = "filter";
  chain = "INPUT";
  protocol: number | null = null;
  protocolInverted = false;
  private readonly rest: string[];

  constructor(
    readonly family: Family,
    rule: string,
  ) {
    this.rest = words(rule);
  }

  parseContext(): ParseContext {
    return {
      family: this.family,
      protocol: this.protocolInverted ? null : this.protocol,
      service: servicePort,
      protocolNumber,
    };
  }

  checkContext(): CheckContext {
    const hooks = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"] as const;
    const reached: HookName[] = hooks.filter((hook) => hook === this.chain);
    return {
      ...this.parseContext(),
      table: this.table,
      chain: this.chain,
      hooks: new Set(reached),
      inverted: { protocol: this.protocolInverted },
    };
  }

  read(): void {
    let inverted = false;
    for (let word = this.rest.shift(); word !== undefined; word = this.rest.shift()) {
      if (word === "!") {
        if (inverted) throw new OptionError("multiple consecutive ! not allowed");
        inverted = true;
        continue;
      }
      if (word === "-p") {
        const name = this.rest.shift() ?? "";
        this.protocol = protocolNumber(name) ?? Number(name);
        this.protocolInverted = inverted;
      } else if (word === "-t") this.table = this.rest.shift() as TableName;
      else if (word === "-A") this.chain = this.rest.shift() ?? "";
      else if (word === "-m") this.use(this.rest.shift() ?? "");
      else this.option(word, inverted);
      inverted = false;
    }
    for (const { extension, info, given } of this.uses) {
      extension.check?.(info, this.checkContext(), given);
    }
  }

  private use(name: string): Use {
    const extension = findExtension(name, this.family);
    const made = {
      extension,
      info: extension.create(this.parseContext()),
      given: new Set<string>(),
    };
    this.uses.push(made);
    return made;
  }

  private option(flag: string, inverted: boolean): void {
    for (const exact of [true, false]) {
      for (const use of [...this.uses].reverse()) {
        const spec = findOption(use.extension, flag, exact);
        if (spec === undefined) continue;
        this.take(use, spec, flag, inverted);
        return;
      }
    }
    const implied = matchExtensions.find(
      (e) =>
        e.protocol !== undefined &&
        e.protocol === this.protocol &&
        e.families.includes(this.family) &&
        !this.uses.some((use) => use.extension === e),
    );
    const spec =
      implied === undefined
        ? undefined
        : (findOption(implied, flag, true) ?? findOption(implied, flag, false));
    if (spec === undefined) throw new OptionError(`unknown option "${flag}"`);
    this.take(this.use(implied!.name), spec, flag, inverted);
  }

  private take({ extension, info, given }: Use, spec: OptionSpec, flag: string, inverted: boolean) {
    const id = spec.id ?? spec.name;
    const complain = (text: string) =>
      new OptionError(`${extension.name}: option "--${spec.name}" ${text}`);
    if (inverted && !spec.invert) throw complain("cannot be inverted");
    if (given.has(id) && !spec.multiple) throw complain("can only be used once");
    for (const other of spec.excludes ?? []) {
      if (given.has(other)) throw complain(`cannot be used together with "--${other}"`);
    }
    const values: string[] = [];
    for (let n = spec.value === "none" ? 0 : (spec.words ?? 1); n > 0; n--) {
      const next = this.rest.shift();
      if (next === undefined) {
        if (values.length > 0) throw new OptionError(`${flag} requires two args`);
        throw new OptionError(`option "${flag}" requires an argument`);
      }
      values.push(next);
    }
    const [value, second] = values;
    const use: OptionUse = {
      id,
      flag: `--${spec.name}`,
      value: value ?? "",
      inverted,
      ...(second === undefined ? {} : { second }),
    };
    given.add(id);
    extension.option(info, use, this.parseContext());
  }

  print(): Printed {
    const save = this.uses.map(({ extension, info }) => {
      const text = extension.save(info, this.family);
      return text === "" ? `-m ${extension.name}` : `-m ${extension.name} ${text}`;
    });
    const list = (numeric: boolean) =>
      this.uses.map(({ extension, info }) => extension.list(info, this.family, numeric)).join(" ");
    return { save: save.join(" "), numeric: list(true), names: list(false) };
  }
}

/** What the printers say of a rule. Throws OptionError. */
export function print(family: Family, rule: string): Printed {
  const reader = new Reader(family, rule);
  reader.read();
  return reader.print();
}

/** The records that a rule's matches become, little-endian, in hexadecimal. */
export function encode(family: Family, rule: string): Uint8Array[] {
  const reader = new Reader(family, rule);
  reader.read();
  return reader.uses.map(({ extension, info }) => {
    let bytes = new Uint8Array(0);
    const view = () => new DataView(bytes.buffer);
    extension.encode(
      info,
      {
        reserve: (size) => {
          bytes = new Uint8Array(size);
        },
        u8: (offset, value) => view().setUint8(offset, value),
        u16: (offset, value) => view().setUint16(offset, value, true),
        u32: (offset, value) => view().setUint32(offset, value, true),
        u64: (offset, value) => view().setBigUint64(offset, value, true),
        bytes: (offset, value) => bytes.set(value, offset),
      },
      { family, ruleId: 1, table: reader.table, interfaceIndex: () => 1 },
    );
    return bytes;
  });
}

/** Rule as written; its matches as saved; as listed with -n; as listed without, where it differs. */
export type Accepted = readonly [rule: string, save: string, numeric: string, names?: string];

/** Each row is a rule that iptables accepts, and how it prints it. What was saved is read again and
 * must print the same. */
export function accepts(family: Family, rows: readonly Accepted[]): void {
  test.each(rows.map((row) => [row[0], row] as const))(`${family} %s`, (rule, row) => {
    const [, save, numeric, names] = row;
    const printed = print(family, rule);
    expect(printed).toEqual({ save, numeric, names: names ?? numeric });
    const frame = [...rule.matchAll(/(?:^| )((?:-t|-A|! -p|-p) \S+)/g)].map(([, words]) => words);
    expect(print(family, `${frame.join(" ")} ${printed.save}`).save).toBe(save);
    expect(encode(family, rule).length).toBeGreaterThan(0);
  });
}

/** Each row is a rule that iptables refuses, and the words that both say of it. */
export function refuses(family: Family, rows: readonly (readonly [rule: string, why: string])[]) {
  test.each([...rows])(`${family} %s`, (rule, why) => {
    let message = "accepted";
    try {
      print(family, rule);
    } catch (e) {
      if (!(e instanceof OptionError)) throw e;
      message = e.message;
    }
    expect(plain(message)).toContain(plain(why));
  });
}

/** Without case, quotes and the end's punctuation: iptables is of many minds about them. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/["'`]/g, "")
    .replace(/[.\s]+$/, "");
}
