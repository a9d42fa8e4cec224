/**
 * Option parsing as most tools get it from getopt_long(3): clusters of letters, long options by
 * unambiguous beginning, words between options passed over. More options may join on the way, as those
 * of a protocol do when `-p` of conntrack(8) names it.
 */

/** Whether a value follows an option. */
export type Argument = "none" | "required" | "optional";

/** One step of reading. `letter` names the option; "?" = unknown, ":" = its value is missing; then
 * `value` is the word that the message names. */
export interface Found {
  readonly letter: string;
  readonly value: string | null;
}

interface Known {
  readonly letter: string;
  readonly argument: Argument;
}

/** Reads words; `words[0]` is the program's name. */
export class Getopt {
  private readonly short = new Map<string, Argument>();
  private readonly long: [string, Known][] = [];
  private cluster = 0;
  /** The next word that is looked at (optind). */
  private index = 1;
  /** Words that belong to no option. */
  readonly others: string[] = [];
  /** Where those stand among all. */
  readonly otherPlaces: number[] = [];

  constructor(
    private readonly words: readonly string[],
    options: readonly (readonly [string, Argument, ...string[]])[],
  ) {
    for (const [letter, argument] of options) this.short.set(letter, argument);
    for (const option of options) this.add(option);
  }

  /** Makes the long names of an option known. */
  add([letter, argument, ...names]: readonly [string, Argument, ...string[]]): void {
    for (const name of names) this.long.push([name, { letter, argument }]);
  }

  /** The next word if it is no option: what follows a command or `-n` in a word of its own. `fits`
   * says whether it can be meant. */
  optionalWord(fits: (word: string) => boolean): string | null {
    const word = this.words[this.index];
    if (word === undefined || word.startsWith("-") || word.startsWith("!") || !fits(word)) {
      return null;
    }
    this.index++;
    return word;
  }

  /** The next option, null at the end. */
  next(): Found | null {
    if (this.cluster > 0) return this.letterAt();
    for (;;) {
      const word = this.words[this.index];
      if (word === undefined) return null;
      if (word === "--") {
        this.index++;
        while (this.index < this.words.length) this.other();
        return null;
      }
      if (word.startsWith("--")) return this.longOption(word.slice(2));
      if (word.length > 1 && word.startsWith("-")) {
        this.cluster = 1;
        return this.letterAt();
      }
      this.other();
    }
  }

  /** The place of the word that was read last. */
  get place(): number {
    return this.cluster > 0 ? this.index : this.index - 1;
  }

  private other(): void {
    this.others.push(this.words[this.index]!);
    this.otherPlaces.push(this.index);
    this.index++;
  }

  private before(): string {
    return this.words[this.index - 1] ?? "";
  }

  private letterAt(): Found {
    const word = this.words[this.index]!;
    const letter = word[this.cluster]!;
    const attached = word.slice(this.cluster + 1);
    const argument = this.short.get(letter);
    this.cluster = attached === "" ? 0 : this.cluster + 1;
    if (argument === undefined) {
      if (attached === "") this.index++;
      return { letter: "?", value: this.before() };
    }
    if (argument === "none") {
      if (attached === "") this.index++;
      return { letter, value: null };
    }
    this.cluster = 0;
    this.index++;
    if (attached !== "") return { letter, value: attached };
    return argument === "optional" ? { letter, value: null } : this.withNext(letter);
  }

  private withNext(letter: string): Found {
    const value = this.words[this.index];
    if (value === undefined) return { letter: ":", value: this.before() };
    this.index++;
    return { letter, value };
  }

  private longOption(text: string): Found {
    this.index++;
    const equals = text.indexOf("=");
    const name = equals < 0 ? text : text.slice(0, equals);
    const attached = equals < 0 ? null : text.slice(equals + 1);
    const found = this.lookup(name);
    if (found === null || (attached !== null && found.argument === "none")) {
      return { letter: "?", value: this.before() };
    }
    if (attached !== null) return { letter: found.letter, value: attached };
    if (found.argument !== "required") return { letter: found.letter, value: null };
    return this.withNext(found.letter);
  }

  private lookup(name: string): Known | null {
    const whole = this.long.find(([full]) => full === name);
    if (whole !== undefined) return whole[1];
    const some = this.long.filter(([full]) => full.startsWith(name)).map(([, known]) => known);
    const letters = new Set(some.map((k) => `${k.letter} ${k.argument}`));
    return letters.size === 1 ? some[0]! : null;
  }
}
