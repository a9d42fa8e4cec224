/** The words of a command of ipset behind its element or type: options with their values. */
import { IpsetError } from "./store.js";

export class OptionWords {
  private at = 0;

  constructor(private readonly words: readonly string[]) {}

  /** The next option without its dashes, or null at the end. */
  next(): string | null {
    const word = this.words[this.at];
    if (word === undefined) return null;
    this.at++;
    return word.replace(/^--?(?=[a-z])/, "");
  }

  /** The value of the option that was just read. */
  value(option: string): string {
    const word = this.words[this.at];
    if (word === undefined) {
      throw new IpsetError(`Missing mandatory argument of option \`${option}'`);
    }
    this.at++;
    return word;
  }

  /** The refusal of the option that was just read. */
  unknown(): IpsetError {
    return new IpsetError(`Unknown argument: \`${this.words[this.at - 1]}'`);
  }
}
