/**
 * Option parsing as iptables gets it from getopt_long(3): clusters of short options, long options
 * by unambiguous prefix, values attached or in the next word. Options of extensions join while the
 * line is read, as `-m` and `-j` name them.
 */
import type { OptionSpec } from "../../extension/extension.js";
import type { Word } from "../language.js";

/** Whether a value follows an option. */
type Argument = "none" | "required" | "optional";

/** An option of iptables itself: its letter, which stands for it everywhere ("0": --line-numbers). */
interface GlobalOption {
  readonly letter: string;
  readonly argument: Argument;
}

const short: Readonly<Record<string, Argument>> = {};
const long: [string, GlobalOption][] = [];
for (const entry of (
  "A:append C:check D:delete R:replace I:insert L?list S?list-rules M:modprobe F?flush Z?zero " +
  "N:new-chain X?delete-chain E:rename-chain P:policy V-version h?help o:out-interface " +
  "p:protocol s:source s:src d:destination d:dst j:jump i:in-interface f-fragments v-verbose " +
  "w?wait W?wait-interval n-numeric t:table m:match x-exact c:set-counters g:goto 4-ipv4 " +
  "6-ipv6 0-line-numbers"
).split(" ")) {
  const letter = entry[0]!;
  const argument: Argument = entry[1] === ":" ? "required" : entry[1] === "?" ? "optional" : "none";
  if (letter !== "0") (short as Record<string, Argument>)[letter] = argument;
  long.push([entry.slice(2), { letter, argument }]);
}
const longByName: ReadonlyMap<string, GlobalOption> = new Map(long);

/** What one step of reading found. */
export type Found<Owner> =
  | { readonly kind: "global"; readonly letter: string; readonly value: Word | null }
  | {
      readonly kind: "extension";
      readonly owner: Owner;
      readonly spec: OptionSpec;
      readonly value: Word | null;
    }
  | { readonly kind: "argument" | "unknown" | "missing"; readonly word: Word };

/** A part of a word, at the word's place. */
export function reworded({ position, quoted }: Word, text: string): Word {
  return { text, position, quoted };
}

/** Reads the words of a command line behind the command's name. */
export class Getopt<Owner> {
  /** Index of the next word. */
  index = 0;
  /** The word in which the last option stood. */
  current: Word;
  private cluster = 0;
  /** The latest comes first: its options hide those of the same name. */
  private readonly extensions: { owner: Owner; specs: readonly OptionSpec[] }[] = [];

  constructor(
    private readonly words: readonly Word[],
    command: Word,
    private readonly without: string,
  ) {
    this.current = command;
  }

  /** Makes the options of an extension known. Of one that is there already only the owner changes. */
  add(owner: Owner, specs: readonly OptionSpec[], before?: Owner): void {
    const has = (entry: { owner: Owner }) => entry.owner === before;
    const known = before === undefined ? undefined : this.extensions.find(has);
    if (known !== undefined) known.owner = owner;
    else this.extensions.unshift({ owner, specs });
  }

  /** The next word if it is no option and no "!": the optional second word of a command. */
  takeArgument(): Word | null {
    const word = this.words[this.index];
    if (word === undefined || word.text.startsWith("-") || word.text.startsWith("!")) return null;
    this.index++;
    return word;
  }

  /** The last word that was taken: what iptables' own options take for their value. */
  lastWord(): Word {
    return this.words[this.index - 1] ?? this.current;
  }

  /** Reads the last option again, after an extension was added. Of a cluster, getopt(3) goes on behind the
   * unknown letter, and comes back to the whole word afterwards. */
  again(): void {
    this.index = this.words.indexOf(this.current);
  }

  /** The next option or argument, or null at the end or behind "--". */
  next(): Found<Owner> | null {
    if (this.cluster > 0) return this.shortOption();
    const word = this.words[this.index];
    if (word === undefined) return null;
    this.current = word;
    this.index++;
    if (word.text === "--") return null;
    if (word.text.startsWith("--")) return this.longOption(word);
    if (word.text.startsWith("-") && word.text.length > 1) {
      this.cluster = 1;
      return this.shortOption();
    }
    return { kind: "argument", word };
  }

  /** Whether words are left that were not read: behind "--". */
  get rest(): Word | undefined {
    return this.words[this.index];
  }

  private shortOption(): Found<Owner> {
    const word = this.current;
    const letter = word.text[this.cluster]!;
    const attached = word.text.slice(this.cluster + 1);
    const argument = this.without.includes(letter) ? undefined : short[letter];
    this.cluster = attached === "" ? 0 : this.cluster + 1;
    if (argument === undefined) return { kind: "unknown", word };
    if (argument === "none") return { kind: "global", letter, value: null };
    this.cluster = 0;
    if (attached !== "") return { kind: "global", letter, value: reworded(word, attached) };
    if (argument === "optional") return { kind: "global", letter, value: null };
    const value = this.words[this.index];
    if (value === undefined) return { kind: "missing", word };
    this.index++;
    return { kind: "global", letter, value };
  }

  private longOption(word: Word): Found<Owner> {
    const sign = word.text.indexOf("=");
    const name = sign < 0 ? word.text.slice(2) : word.text.slice(2, sign);
    const attached = sign < 0 ? undefined : word.text.slice(sign + 1);
    const found = this.lookup(name);
    if (found === null) return { kind: "unknown", word };
    const argument = "spec" in found ? found.spec.value : found.argument;
    let value: Word | null = null;
    if (attached !== undefined) {
      if (argument === "none") return { kind: "unknown", word };
      value = reworded(word, attached);
    } else if (argument === "required") {
      value = this.words[this.index] ?? null;
      if (value === null) return { kind: "missing", word };
      this.index++;
    } else if (argument === "optional" && "spec" in found) {
      value = this.takeArgument();
    }
    if ("spec" in found) return { kind: "extension", owner: found.owner, spec: found.spec, value };
    return { kind: "global", letter: found.letter, value };
  }

  /** The option of this name, or the only one that begins so. */
  private lookup(name: string): GlobalOption | { owner: Owner; spec: OptionSpec } | null {
    const exact = longByName.get(name);
    if (exact !== undefined && !this.without.includes(exact.letter)) return exact;
    for (const { owner, specs } of this.extensions) {
      for (const spec of specs) if (spec.name === name) return { owner, spec };
    }
    const known = long.filter(([, option]) => !this.without.includes(option.letter));
    const candidates: (GlobalOption | { owner: Owner; spec: OptionSpec })[] = [];
    const ids = new Set<unknown>();
    for (const [full, option] of known) {
      if (!full.startsWith(name)) continue;
      if (!ids.has(option.letter)) candidates.push(option);
      ids.add(option.letter);
    }
    for (const { owner, specs } of this.extensions) {
      const seen = new Set<string>();
      for (const spec of specs) {
        if (!spec.name.startsWith(name)) continue;
        const id = spec.id ?? spec.name;
        if (!seen.has(id)) candidates.push({ owner, spec });
        seen.add(id);
      }
    }
    return candidates.length === 1 ? candidates[0]! : null;
  }
}
