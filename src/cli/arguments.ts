/** Reads the words behind a command: node:util parseArgs, with messages that help. */
import { parseArgs } from "node:util";
import { UsageError } from "./errors.js";
import { nearest } from "./nearest.js";

/** An option of a command. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What follows, as help shows it: "FILE". Absent: nothing follows. */
  readonly value?: string;
  readonly multiple?: boolean;
  /** One line of help. */
  readonly help: string;
}

/** The options as given. */
export class Arguments {
  constructor(
    private readonly values: ReadonlyMap<string, readonly string[]>,
    readonly positionals: readonly string[],
  ) {}

  /** Whether the option was given. */
  flag(name: string): boolean {
    return this.values.has(name);
  }
  /** The last value given, or null. */
  value(name: string): string | null {
    return this.values.get(name)?.at(-1) ?? null;
  }
  /** The same, the first word without an option being a value of option `name`. */
  withFirstAs(name: string): Arguments {
    const [first, ...rest] = this.positionals;
    if (first === undefined) return this;
    const values = new Map(this.values).set(name, [...this.all(name), first]);
    return new Arguments(values, rest);
  }
  /** All values in order. */
  all(name: string): readonly string[] {
    return this.values.get(name) ?? [];
  }
}

/** Takes the words apart; throws UsageError. */
export function readArguments(words: readonly string[], options: readonly Option[]): Arguments {
  const config: Record<string, { type: "string" | "boolean"; short?: string; multiple: true }> = {};
  for (const o of options) {
    const type = o.value === undefined ? "boolean" : "string";
    config[o.name] = { type, multiple: true, ...(o.short === undefined ? {} : { short: o.short }) };
  }
  const { tokens } = parseArgs({
    args: [...words],
    options: config,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const known = options.find((o) => o.name === token.name);
    if (known === undefined) throw unknownOption(token.rawName, options);
    const given = values.get(known.name);
    if (given !== undefined && known.value !== undefined && known.multiple !== true) {
      throw new UsageError(`${token.rawName} was given twice`);
    }
    values.set(known.name, [...(given ?? []), optionValue(token, known)]);
  }
  return new Arguments(values, positionals);
}

function optionValue(
  token: {
    readonly rawName: string;
    readonly value?: string | undefined;
    readonly inlineValue?: boolean | undefined;
  },
  known: Option,
): string {
  if (known.value === undefined) {
    if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value`);
    return "";
  }
  const swallowed = token.inlineValue === false && token.value?.startsWith("--") === true;
  if (token.value === undefined || token.value === "" || swallowed) {
    throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${known.value}`);
  }
  return token.value;
}

function unknownOption(raw: string, options: readonly Option[]): UsageError {
  const names = options.flatMap((o) => [
    `--${o.name}`,
    ...(o.short === undefined ? [] : [`-${o.short}`]),
  ]);
  const close = nearest(raw, names);
  return new UsageError(
    `unknown option ${raw}`,
    close === null ? undefined : `did you mean ${close}?`,
  );
}
