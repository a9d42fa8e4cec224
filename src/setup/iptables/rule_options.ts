/** The part of a rule that extensions read: -m, -j, -g and the options of matches and targets. */
import {
  type MatchExtension,
  OptionError,
  type OptionSpec,
  type ParseContext,
  type TargetExtension,
} from "../../extension/extension.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import type { MatchUse, Target } from "../model.js";
import { protocolNumber, servicePort } from "../../extension/services.js";
import type { ParseEnvironment, RuleTemplate } from "./template.js";
import type { Getopt } from "./getopt.js";
import {
  checkJump,
  findMatch,
  findTarget,
  isRefusedTarget,
  isVerdict,
  missingTarget,
} from "./names.js";

/** An extension as it was loaded by one -m or -j. */
export interface Loaded {
  readonly extension: MatchExtension | TargetExtension;
  readonly info: unknown;
  /** Ids of the options given so far. */
  readonly given: Set<string>;
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
  private readonly protocolTried = new Set<number>();

  constructor(
    private readonly getopt: Getopt<Loaded>,
    private readonly environment: ParseEnvironment,
    private readonly isChain: (name: string) => boolean,
  ) {}

  /** What extensions may ask. */
  context(): ParseContext {
    return {
      family: this.environment.family,
      protocol: this.protocol,
      namedProtocol: this.namedProtocol,
      service: servicePort,
      protocolNumber,
      set: (name) => this.environment.set(name),
      names: this.environment.names,
      timeoutPolicy: (name) => this.environment.timeoutPolicy(name),
      warn: (message) => this.environment.warn(this.getopt.current, message),
    };
  }

  /** -m. */
  load(word: Word): void {
    const { extensions, family } = this.environment;
    this.addMatch(findMatch(extensions, family, word), word);
  }

  private addMatch(extension: MatchExtension, word: Word): void {
    const loaded = this.loaded(extension, word);
    const before = this.matches.findLast((m) => m.extension === extension);
    this.matches.push(loaded);
    this.getopt.add(loaded, this.known(extension), before);
  }

  /** The options that this family has. */
  private known(extension: MatchExtension | TargetExtension): readonly OptionSpec[] {
    const { family } = this.environment;
    return extension.options.filter((spec) => spec.families?.includes(family) ?? true);
  }

  private loaded(extension: MatchExtension | TargetExtension, word: Word): Loaded {
    const info = guard(word, () => extension.create(this.context()));
    return { extension, info, given: new Set(), word };
  }

  /** An unknown option may belong to the match of -p's protocol, which is loaded then, once,
   * beside one that -m named. */
  loadProtocolMatch(protocol: number | null): boolean {
    if (protocol === null || this.protocolTried.has(protocol)) return false;
    this.protocolTried.add(protocol);
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
      // its options would be unknown
      if (isRefusedTarget(family, word.text)) throw missingTarget(word, family);
      this.kind = "jump";
      return;
    }
    this.kind = "extension";
    this.target = this.loaded(extension, word);
    this.getopt.add(this.target, this.known(extension));
  }

  /** -g. */
  goto(word: Word): void {
    checkJump(word);
    this.jumpWord = word;
    this.kind = "goto";
  }

  /** Looks for the chain of -j or -g, once the whole line, and so the table, is known. */
  findChain(): void {
    const word = this.jumpWord;
    if (word === null || (this.kind !== "jump" && this.kind !== "goto")) return;
    if (this.isChain(word.text)) return;
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
    const name = owner.extension.name;
    const refuse = (message: string) => new SetupError(word.position, message);
    if (inverted && spec.invert !== true) {
      throw refuse(`${name}: option "--${spec.name}" cannot be inverted.`);
    }
    if (owner.given.has(id) && spec.multiple !== true) {
      throw refuse(`${name}: option "--${spec.name}" can only be used once.`);
    }
    for (const other of spec.excludes ?? []) {
      if (owner.given.has(other)) {
        this.excluded ??= refuse(
          `${name}: option "--${spec.name}" cannot be used together with "--${other}".`,
        );
      }
    }
    // it works both ways, whichever of the two says so
    for (const other of owner.extension.options) {
      if (other.excludes?.includes(id) !== true || !owner.given.has(other.id ?? other.name))
        continue;
      this.excluded ??= refuse(
        `${name}: option "--${other.name}" cannot be used together with "--${spec.name}".`,
      );
    }
    owner.given.add(id);
    const second = spec.words === 2 ? this.getopt.takeArgument() : null;
    const use = {
      id,
      flag: `--${spec.name}`,
      value: value?.text ?? "",
      ...(second === null ? {} : { second: second.text }),
      inverted,
    };
    guard(value ?? word, () => owner.extension.option(owner.info, use, this.context()));
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
    const matches = this.matches.map(
      ({ extension, info }): MatchUse => ({ extension: extension as MatchExtension, info }),
    );
    const given = this.matches.map((loaded) => interned(loaded.given));
    const words = this.matches.map((loaded) => loaded.word);
    if (this.jumpWord !== null) {
      given.push(interned(this.target?.given ?? nothing));
      words.push(this.jumpWord);
    }
    return { matches, target, given, words };
  }

  private makeTarget(): Target {
    const word = this.jumpWord?.text ?? "";
    if (this.kind === "verdict" && isVerdict(word)) return { kind: "verdict", verdict: word };
    if (this.kind === "jump" || this.kind === "goto") return { kind: this.kind, chain: word };
    if (this.target === null) return { kind: "none" };
    const { extension, info } = this.target;
    return { kind: "extension", extension: extension as TargetExtension, info };
  }
}

const nothing: ReadonlySet<string> = new Set();
const known = new Map<string, ReadonlySet<string>>();

/** The same set for the same ids: thousands of rules share a few. */
function interned(ids: ReadonlySet<string>): ReadonlySet<string> {
  if (ids.size === 0) return nothing;
  const key = [...ids].join(" ");
  const found = known.get(key);
  if (found !== undefined) return found;
  // no more than there are sensible combinations
  if (known.size < 4096) known.set(key, ids);
  return ids;
}

/** Runs code of an extension; what it refuses gets a place. */
export function guard<T>(word: Word, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof OptionError) {
      throw new SetupError(word.position, error.message, error.hint);
    }
    throw error;
  }
}
