/** u32: words of the packet, at offsets that other words tell (iptables-extensions(8), u32). */
import { U32Info, U32Operation } from "../../generated/layout/match/u32.js";
import { requireOption } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { bang, hex, type Range, scanNumber, U32_MAX } from "../values.js";

interface Step {
  readonly operation: U32Operation;
  readonly number: number;
}

/** One test: where to look, and what may stand there. */
interface Test {
  readonly steps: Step[];
  readonly ranges: Range[];
}

interface U32Options {
  tests: Test[];
  inverted: boolean;
}

/** Steps, ranges and tests at most, less one (XT_U32_MAXSIZE). */
const MAX = 10;
const WORDS: Readonly<Record<number, string>> = {
  [U32Operation.AND]: "&",
  [U32Operation.LEFT]: "<<",
  [U32Operation.RIGHT]: ">>",
  [U32Operation.AT]: "@",
};

/** Reads the language of --u32, with the messages of libxt_u32. */
class Parser {
  private at = 0;
  readonly tests: Test[] = [];

  constructor(private readonly text: string) {}

  parse(): Test[] {
    let more = true;
    while (more) {
      const test: Test = { steps: [], ranges: [] };
      this.tests.push(test);
      this.location(test);
      more = this.values(test);
    }
    return this.tests;
  }

  private error(at: number, what: string): OptionError {
    return new OptionError(`u32: at char ${at}: ${what}`);
  }

  private skip(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }

  private number(): number {
    const scanned = scanNumber(this.text.slice(this.at));
    if (scanned === null || scanned.value > U32_MAX) {
      throw this.error(this.at, "not a number or out of range");
    }
    this.at = this.text.length - scanned.rest.length;
    return scanned.value;
  }

  /** Up to the "=". */
  private location(test: Test): void {
    let operation = U32Operation.AND;
    for (;;) {
      this.skip();
      const c = this.text[this.at];
      if (c === undefined) {
        throw new OptionError("u32: abrupt end of input after location specifier");
      }
      if (c === "=") {
        if (test.steps.length === 0) throw this.error(this.at, "location spec missing");
        this.at++;
        return;
      }
      if (test.steps.length > 0) operation = this.operation(c);
      this.skip();
      test.steps.push({ operation, number: this.number() });
      if (test.steps.length > MAX) throw this.error(this.at, "too many operators");
    }
  }

  private operation(c: string): U32Operation {
    this.at++;
    if (c === "&") return U32Operation.AND;
    if (c === "@") return U32Operation.AT;
    if (c !== "<" && c !== ">") throw this.error(this.at - 1, "operator expected");
    if (this.text[this.at] !== c) throw this.error(this.at, `a second '${c}' was expected`);
    this.at++;
    return c === "<" ? U32Operation.LEFT : U32Operation.RIGHT;
  }

  /** Behind the "="; answers whether another test follows. */
  private values(test: Test): boolean {
    for (;;) {
      this.skip();
      if (this.at >= this.text.length) {
        throw new OptionError("u32: test ended with no value specified");
      }
      const from = this.number();
      this.skip();
      let to = from;
      if (this.text[this.at] === ":") {
        this.at++;
        this.skip();
        to = this.number();
        this.skip();
      }
      test.ranges.push({ from, to });
      if (test.ranges.length > MAX) throw this.error(this.at, 'too many ","s');
      const c = this.text[this.at];
      if (this.tests.length > MAX && c !== ",") {
        throw this.error(c === undefined ? this.at : this.at + 1, 'too many "&&"s');
      }
      if (c === undefined) return false;
      if (c === "&") {
        if (this.text[++this.at] !== "&") throw this.error(this.at, "a second '&' was expected");
        this.at++;
        return true;
      }
      if (c !== ",") throw this.error(this.at, 'expected "," or "&&"');
      this.at++;
    }
  }
}

function text({ tests }: U32Options): string {
  const words = tests.map(({ steps, ranges }) => {
    const where = steps
      .map(({ operation, number }, i) => `${i === 0 ? "" : WORDS[operation]}${hex(number)}`)
      .join("");
    const what = ranges
      .map(({ from, to }) => (from === to ? hex(from) : `${hex(from)}:${hex(to)}`))
      .join(",");
    return `${where}=${what}`;
  });
  return `"${words.join("&&")}"`;
}

export const extension = match<U32Options>({
  name: "u32",
  about: "words of the packet, at offsets that other words tell",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "u32", value: "required", invert: true }],
  create: () => ({ tests: [], inverted: false }),
  option(info, use) {
    info.tests = new Parser(use.value).parse();
    info.inverted = use.inverted;
  },
  check(info, _context, given) {
    requireOption(given, "u32", "u32");
    const shift = (s: Step) =>
      s.operation === U32Operation.LEFT || s.operation === U32Operation.RIGHT;
    const wide = info.tests
      .flatMap((test) => test.steps.slice(1))
      .find((s) => shift(s) && s.number > 31);
    if (wide === undefined) return;
    throw new OptionError(
      `Invalid argument: u32: ${WORDS[wide.operation]}${hex(wide.number)}`,
      "a word of 32 bits is shifted by at most 31",
    );
  },
  save: (info) => `${bang(info.inverted)}--u32 ${text(info)}`,
  list: (info) => `u32 ${bang(info.inverted)}${text(info)}`,
  encode(info, record) {
    const words: number[] = [];
    for (const { steps, ranges } of info.tests) {
      words.push(steps.length, ...steps.flatMap((s) => [s.operation, s.number]));
      words.push(ranges.length, ...ranges.flatMap((r) => [r.from, r.to]));
    }
    record.reserve(U32Info.program + words.length * 4);
    record.u32(U32Info.invert, info.inverted ? 1 : 0);
    record.u32(U32Info.tests, info.tests.length);
    words.forEach((word, i) => {
      record.u32(U32Info.program + i * 4, word);
    });
  },
});
