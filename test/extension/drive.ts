/**
 * Drives the host half of a target the way a rule does, for tables of cases that need no parser of
 * commands: options with exact names or unambiguous beginnings, "!" in front, checks at the end.
 */
import type {
  CheckContext,
  Family,
  HookName,
  OptionSpec,
  TableName,
  TargetExtension,
} from "../../src/extension/extension.js";
import { OptionError } from "../../src/extension/extension.js";
import { protocolNumber, servicePort } from "../../src/extension/services.js";

/** What iptables would show for a rule, or why it is refused. */
export type Answer =
  | {
      readonly save: string;
      readonly list: string;
      readonly numeric: string;
      readonly info: unknown;
      readonly context: CheckContext;
    }
  | { readonly refused: string };

/** Words of a rule: quotes and backslashes as in a shell. */
function words(text: string): string[] {
  const found = text.matchAll(/(?:"((?:\\.|[^"\\])*)"|'([^']*)'|((?:\\.|[^\s"'\\])+))+/g);
  return [...found].map((m) =>
    m[1] !== undefined ? m[1].replace(/\\(.)/g, "$1") : (m[2] ?? m[3]!),
  );
}

function find(options: readonly OptionSpec[], name: string): OptionSpec {
  const exact = options.find((o) => o.name === name);
  const starting = options.filter((o) => o.name.startsWith(name));
  if (exact !== undefined) return exact;
  if (starting.length === 1) return starting[0]!;
  throw new OptionError(`unknown option "--${name}"`);
}

/** One rule on its way: -p, then -j with options. */
class Drive {
  protocol: number | null = null;
  inverted = false;
  readonly given = new Set<string>();
  readonly at: { word: number };

  constructor(
    readonly extension: TargetExtension,
    readonly family: Family,
    readonly table: TableName,
    readonly chain: HookName,
    readonly list: readonly string[],
  ) {
    this.at = { word: 0 };
  }

  context(): CheckContext {
    return {
      family: this.family,
      table: this.table,
      chain: this.chain,
      hooks: new Set([this.chain]),
      protocol: this.inverted ? null : this.protocol,
      namedProtocol: this.protocol,
      inverted: { protocol: this.inverted },
      service: servicePort,
      protocolNumber,
    };
  }

  next(): string | undefined {
    return this.list[this.at.word++];
  }

  run(): Answer {
    let info: unknown = null;
    let inverted = false;
    for (let word = this.next(); word !== undefined; word = this.next()) {
      if (word === "!") inverted = true;
      else if (word === "-p") {
        this.protocol = protocolNumber(this.next()!) || null;
        this.inverted = inverted;
        inverted = false;
      } else if (word === "-j") {
        if (this.next() !== this.extension.name) throw new Error("not this target");
        if (!this.extension.families.includes(this.family)) throw new OptionError("no such target");
        info = this.extension.create(this.context());
      } else if (word.startsWith("--")) {
        this.option(info, word.slice(2), inverted);
        inverted = false;
      } else throw new OptionError(`bad argument \`${word}'`);
    }
    this.place();
    this.extension.check?.(info, this.context(), this.given);
    const { save, list } = this.extension;
    return {
      save: save(info, this.family),
      list: list(info, this.family, false),
      numeric: list(info, this.family, true),
      info,
      context: this.context(),
    };
  }

  option(info: unknown, text: string, inverted: boolean): void {
    const equals = text.indexOf("=");
    const spec = find(this.extension.options, equals < 0 ? text : text.slice(0, equals));
    const id = spec.id ?? spec.name;
    const flag = `--${spec.name}`;
    if (inverted && spec.invert !== true)
      throw new OptionError(`option "${flag}" cannot be inverted`);
    if (this.given.has(id)) throw new OptionError(`option "${flag}" can only be used once`);
    for (const other of spec.excludes ?? []) {
      if (this.given.has(other))
        throw new OptionError(`option "${flag}" cannot be used together with "--${other}"`);
    }
    let value: string | undefined = equals < 0 ? "" : text.slice(equals + 1);
    if (spec.value === "required" && equals < 0) value = this.next();
    if (value === undefined) throw new OptionError(`option "${flag}" requires an argument`);
    this.given.add(id);
    this.extension.option(info, { id, flag, value, inverted }, this.context());
  }

  place(): void {
    const { tables, hooks } = this.extension;
    if (tables !== undefined && !tables.includes(this.table)) throw new OptionError("wrong table");
    if (hooks !== undefined && !hooks.includes(this.chain)) throw new OptionError("wrong hook");
  }
}

/** What becomes of a rule: `where` is "table CHAIN", `rule` everything behind -A CHAIN. */
export function drive(
  extension: TargetExtension,
  family: Family,
  where: string,
  rule: string,
): Answer {
  const [table, chain] = where.split(" ") as [TableName, HookName];
  try {
    return new Drive(extension, family, table, chain, words(rule)).run();
  } catch (error) {
    if (error instanceof OptionError) return { refused: error.message };
    throw error;
  }
}
