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

/** Refuses an option that none of the commands takes. */
export function checkOptions(commands: readonly string[], given: ReadonlyMap<string, Word>): void {
  for (const letter of order) {
    const word = given.get(letter);
    if (word === undefined) continue;
    if (commands.some((command) => allowed[command]!.includes(letter))) continue;
    throw new SetupError(word.position, `Illegal option \`-${letter}' with this command`);
  }
}

/** -R replaces one rule by one rule. */
export function checkUnique(commands: readonly string[], several: boolean, word: Word): void {
  if (!several || !commands.includes("R")) return;
  throw new SetupError(word.position, "Replacement rule does not specify a unique address");
}
