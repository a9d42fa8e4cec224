/** The part of a rule that extensions read: -m, -j, -g and the options of matches and targets. */
import {
  type HelperName,
  type MatchExtension,
  OptionError,
  type OptionSpec,
  type OptionUse,
  type ParseContext,
  type SetFact,
  type TableName,
  type TargetExtension,
  type TimeoutPolicy,
} from "../../extension/extension.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import type { Family, HostNames, MatchUse, Target, VerdictName } from "../model.js";
import { protocolNumber, servicePort } from "../../extension/services.js";
import type { ParseEnvironment, RuleTemplate } from "./template.js";
import type { Getopt } from "./getopt.js";
import { checkJump, findMatch, findTarget, isVerdict, missingTarget } from "./names.js";

/** An extension as it was loaded by one -m or -j. */
export interface Loaded {
  readonly extension: MatchExtension | TargetExtension;
  readonly info: unknown;
  /** Ids of the options given so far. */
  readonly given: string[];
  /** The word that loaded it. */
  readonly word: Word;
}

/** Collects matches and target of a rule while its words are read. */
export class RuleOptions {
  /** The protocol of -p so far, null for none, "all" and a turned around one. */
  protocol: number | null = null;
  /** The protocol of -p so far, turned around or not. */
  namedProtocol: number | null = null;
  private readonly matches: Loaded[] = [];
  private target: Loaded | null = null;
  private jumpWord: Word | null = null;
  private kind: "none" | "verdict" | "jump" | "goto" | "extension" = "none";
  private excluded: SetupError | null = null;
  private readonly protocolTried: number[] = [];
  /** What extensions may ask. */
  private readonly context: ParseContext;

  constructor(
    private readonly getopt: Getopt<Loaded>,
    private readonly environment: ParseEnvironment,
  ) {
    this.context = new Context(this, getopt, environment);
  }

  /** -m. */
  load(word: Word): void {
    const { extensions, family } = this.environment;
    this.addMatch(findMatch(extensions, family, word), word);
  }

  private addMatch(extension: MatchExtension, word: Word): void {
    const loaded = this.loaded(extension, word);
    const before =
      this.matches.length === 0
        ? undefined
        : this.matches.findLast((m) => m.extension === extension);
    this.matches.push(loaded);
    this.getopt.add(loaded, optionsOf(extension, this.environment.family), before);
  }

  private loaded(extension: MatchExtension | TargetExtension, word: Word): Loaded {
    try {
      return { extension, info: extension.create(this.context), given: [], word };
    } catch (error) {
      throw placed(error, word);
    }
  }

  /** An unknown option may belong to the match of -p's protocol, which is loaded then, once,
   * beside one that -m named. */
  loadProtocolMatch(protocol: number | null): boolean {
    if (protocol === null || this.protocolTried.includes(protocol)) return false;
    this.protocolTried.push(protocol);
    const { extensions, family } = this.environment;
    const extension = extensions.matches.find(
      (match) => match.protocol === protocol && match.families.includes(family),
    );
    if (extension === undefined) return false;
    this.addMatch(extension, this.getopt.current);
    return true;
  }

  /** -j. */
  jump(word: Word): void {
    checkJump(word);
    this.jumpWord = word;
    const { extensions, family } = this.environment;
    if (isVerdict(word.text)) {
      this.kind = "verdict";
      return;
    }
    const extension = findTarget(extensions, family, word.text);
    if (extension === null) {
      this.kind = "jump";
      return;
    }
    this.kind = "extension";
    this.target = this.loaded(extension, word);
    this.getopt.add(this.target, optionsOf(extension, family));
  }

  /** -g. */
  goto(word: Word): void {
    checkJump(word);
    this.jumpWord = word;
    this.kind = "goto";
  }

  /** Looks for the chain of -j or -g, once the whole line, and so the table, is known. */
  findChain(table: TableName): void {
    const word = this.jumpWord;
    if (word === null || (this.kind !== "jump" && this.kind !== "goto")) return;
    if (this.environment.isChain(table, word.text)) return;
    if (this.kind === "jump") throw missingTarget(word, this.environment.family);
    throw new SetupError(
      word.position,
      `goto '${word.text}' is not a chain`,
      "-g leads to user-defined chains; make the chain first",
    );
  }

  /** What iptables says first of all once it has read every word: options that exclude each other. */
  checkExcluded(): void {
    if (this.excluded !== null) throw this.excluded;
  }

  /** One option of an extension. */
  option(
    found: { readonly owner: Loaded; readonly spec: OptionSpec; readonly value: Word | null },
    inverted: boolean,
  ): void {
    const { owner, spec, value } = found;
    const id = spec.id ?? spec.name;
    const word = this.getopt.current;
    const { extension, given } = owner;
    if (inverted && spec.invert !== true) {
      throw new SetupError(
        word.position,
        `${extension.name}: option "--${spec.name}" cannot be inverted.`,
      );
    }
    if (given.length > 0) this.beside(owner, spec, id, word);
    given.push(id);
    const second = spec.words === 2 ? this.getopt.takeArgument() : null;
    const use: OptionUse = { id, flag: `--${spec.name}`, value: value?.text ?? "", inverted };
    try {
      const whole = second === null ? use : { ...use, second: second.text };
      extension.option(owner.info, whole, this.context);
    } catch (error) {
      throw placed(error, value ?? word);
    }
  }

  /** What an option says to those of its extension that were given before it. */
  private beside({ extension, given }: Loaded, spec: OptionSpec, id: string, word: Word): void {
    const { name, options } = extension;
    const refuse = (message: string) => new SetupError(word.position, message);
    if (given.includes(id) && spec.multiple !== true) {
      throw refuse(`${name}: option "--${spec.name}" can only be used once.`);
    }
    for (const other of spec.excludes ?? []) {
      if (given.includes(other)) {
        this.excluded ??= refuse(
          `${name}: option "--${spec.name}" cannot be used together with "--${other}".`,
        );
      }
    }
    // it works both ways, whichever of the two says so
    for (const other of options) {
      if (other.excludes?.includes(id) !== true || !given.includes(other.id ?? other.name))
        continue;
      this.excluded ??= refuse(
        `${name}: option "--${other.name}" cannot be used together with "--${spec.name}".`,
      );
    }
  }

  /** The nat table sees only first packets: DROP there is refused. */
  dropInNat(table: string, policy: Word | null): void {
    if (table !== "nat") return;
    const word = [policy, this.jumpWord].find((w) => w?.text === "DROP");
    if (word === undefined || word === null) return;
    throw new SetupError(
      word.position,
      'The "nat" table is not intended for filtering, the use of DROP is therefore inhibited.',
      "drop in the filter or raw table",
    );
  }

  /** What may help with an option that no loaded extension has. */
  optionHint(option: string): string | null {
    const name = option.replace(/^--/, "").replace(/=.*/, "");
    const { extensions, family } = this.environment;
    const has = (e: MatchExtension | TargetExtension) =>
      e.families.includes(family) && e.options.some((spec) => spec.name === name);
    const match = extensions.matches.find(has);
    if (match?.protocol !== undefined) return `--${name} needs -p ${match.name} before it`;
    if (match !== undefined) return `--${name} needs -m ${match.name} before it`;
    const target = extensions.targets.find(has);
    return target === undefined ? null : `--${name} needs -j ${target.name} before it`;
  }

  /** Matches and target of the whole rule. */
  finish(): Pick<RuleTemplate, "matches" | "target" | "given" | "words"> {
    const target = this.makeTarget();
    const matches: MatchUse[] = [];
    const given: ReadonlySet<string>[] = [];
    const words: Word[] = [];
    for (const loaded of this.matches) {
      matches.push({ extension: loaded.extension as MatchExtension, info: loaded.info });
      given.push(interned(loaded.given));
      words.push(loaded.word);
    }
    if (this.jumpWord !== null) {
      given.push(interned(this.target?.given ?? []));
      words.push(this.jumpWord);
    }
    return { matches, target, given, words };
  }

  private makeTarget(): Target {
    const word = this.jumpWord?.text ?? "";
    if (this.kind === "verdict" && isVerdict(word)) return verdictTargets[word];
    if (this.kind === "jump" || this.kind === "goto") return { kind: this.kind, chain: word };
    if (this.target === null) return { kind: "none" };
    const { extension, info } = this.target;
    return { kind: "extension", extension: extension as TargetExtension, info };
  }
}

/** What extensions may ask while the options of a rule are read. */
class Context implements ParseContext {
  constructor(
    private readonly rule: RuleOptions,
    private readonly getopt: Getopt<Loaded>,
    private readonly environment: ParseEnvironment,
  ) {}

  get family(): Family {
    return this.environment.family;
  }
  get protocol(): number | null {
    return this.rule.protocol;
  }
  get namedProtocol(): number | null {
    return this.rule.namedProtocol;
  }
  get names(): HostNames {
    return this.environment.names;
  }
  get helpers(): readonly HelperName[] {
    return this.environment.extensions.helpers ?? [];
  }
  service(name: string, protocol?: string): number | undefined {
    return servicePort(name, protocol);
  }
  protocolNumber(name: string): number | undefined {
    return protocolNumber(name);
  }
  set(name: string): SetFact | undefined {
    return this.environment.set(name);
  }
  timeoutPolicy(name: string): TimeoutPolicy | undefined {
    return this.environment.timeoutPolicy(name);
  }
  warn(message: string): void {
    this.environment.warn(this.getopt.current, message);
  }
}

const verdictTargets: Readonly<Record<VerdictName, Target>> = {
  ACCEPT: { kind: "verdict", verdict: "ACCEPT" },
  DROP: { kind: "verdict", verdict: "DROP" },
  RETURN: { kind: "verdict", verdict: "RETURN" },
  QUEUE: { kind: "verdict", verdict: "QUEUE" },
};

type Options = Record<Family, readonly OptionSpec[]>;
const optionsByExtension = new WeakMap<MatchExtension | TargetExtension, Options>();

/** The options of an extension that a family has. */
function optionsOf(
  extension: MatchExtension | TargetExtension,
  family: Family,
): readonly OptionSpec[] {
  let found = optionsByExtension.get(extension);
  if (found === undefined) {
    const has = (one: Family) => (spec: OptionSpec) => spec.families?.includes(one) ?? true;
    const { options } = extension;
    found = { ipv4: options.filter(has("ipv4")), ipv6: options.filter(has("ipv6")) };
    optionsByExtension.set(extension, found);
  }
  return found[family];
}

const nothing: ReadonlySet<string> = new Set();
const known = new Map<string, ReadonlySet<string>>();

/** The same set for the same ids: thousands of rules share a few. */
function interned(ids: readonly string[]): ReadonlySet<string> {
  if (ids.length === 0) return nothing;
  const key = ids.length === 1 ? ids[0]! : ids.join(" ");
  const found = known.get(key);
  if (found !== undefined) return found;
  const set = new Set(ids);
  // no more than there are sensible combinations
  if (known.size < 4096) known.set(key, set);
  return set;
}

/** What an extension refuses, with its place; any other error as it is. */
export function placed(error: unknown, word: Word): unknown {
  if (!(error instanceof OptionError)) return error;
  return new SetupError(word.position, error.message, error.hint);
}

/** Runs code of an extension; what it refuses gets a place. */
export function guard<T>(word: Word, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw placed(error, word);
  }
}
