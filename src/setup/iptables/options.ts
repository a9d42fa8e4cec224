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
  /** Their letters, in the order of their coming. */
  letters = "";
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
  const { letters } = given;
  let all = true;
  for (let i = 0; i < letters.length; i++) all &&= isAllowed(commands, letters[i]!);
  if (all) return;
  for (const letter of order) {
    const word = given.get(letter);
    if (word === undefined || isAllowed(commands, letter)) continue;
    throw new SetupError(word.position, `Illegal option \`-${letter}' with this command`);
  }
}

function isAllowed(commands: readonly string[], letter: string): boolean {
  for (const command of commands) if (allowed[command]!.includes(letter)) return true;
  return false;
}

/** -R replaces one rule by one rule. */
export function checkUnique(commands: readonly string[], several: boolean, word: Word): void {
  if (!several || !commands.includes("R")) return;
  throw new SetupError(word.position, "Replacement rule does not specify a unique address");
}
