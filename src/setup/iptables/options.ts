/** Which options of iptables may stand with which command (generic_opt_check). */
import { SetupError } from "../error.js";
import type { Word } from "../language.js";

/** Options in the order in which iptables looks at them; "0" is --line-numbers. */
const order = "nsdpjvxio0cf";

const forRules = "sdpjviocf";
const forNumbers = "v";

/** Options that may stand with a command, by the command's letter. */
const allowed: Readonly<Record<string, string>> = {
  A: forRules,
  I: forRules,
  R: forRules,
  D: "sdpjviof",
  C: "sdpjviof",
  d: forNumbers,
  L: "nvx0",
  S: forNumbers,
  F: forNumbers,
  Z: forNumbers,
  z: forNumbers,
  N: forNumbers,
  X: forNumbers,
  E: forNumbers,
  P: "vc",
  V: order,
};

/** The options of iptables itself that a command line gave, each with its word: a handful. */
export class GivenOptions {
  private letters = "";
  private readonly words: Word[] = [];

  add(letter: string, word: Word): void {
    this.letters += letter;
    this.words.push(word);
  }
  has(letter: string): boolean {
    return this.letters.includes(letter);
  }
  get(letter: string): Word | undefined {
    return this.words[this.letters.indexOf(letter)];
  }
}

/** Refuses an option that none of the commands takes. */
export function checkOptions(commands: readonly string[], given: GivenOptions): void {
  for (let i = 0; i < order.length; i++) {
    const word = given.get(order[i]!);
    if (word !== undefined) checkOption(commands, order[i]!, word);
  }
}

function checkOption(commands: readonly string[], letter: string, word: Word): void {
  for (const command of commands) if (allowed[command]!.includes(letter)) return;
  throw new SetupError(word.position, `Illegal option \`-${letter}' with this command`);
}

/** -R replaces one rule by one rule. */
export function checkUnique(commands: readonly string[], several: boolean, word: Word): void {
  if (!several || !commands.includes("R")) return;
  throw new SetupError(word.position, "Replacement rule does not specify a unique address");
}
