import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match comment", () => {
  accepts("ipv4", [
    ["-m comment --comment hello", "-m comment --comment hello", "/* hello */"],
    [
      '-m comment --comment "hello world"',
      '-m comment --comment "hello world"',
      "/* hello world */",
    ],
    [
      '-m comment --comment "it\'s \\"quoted\\" \\\\ back"',
      '-m comment --comment "it\\\'s \\"quoted\\" \\\\ back"',
      '/* it\'s "quoted" \\ back */',
    ],
    ['-m comment --comment ""', '-m comment --comment ""', "/*  */"],
    [
      '-m comment --comment "a-b_c.d:e/f"',
      '-m comment --comment "a-b_c.d:e/f"',
      "/* a-b_c.d:e/f */",
    ],
    ['-m comment --comment "!"', '-m comment --comment "!"', "/* ! */"],
    ['-m comment --comment "-x"', "-m comment --comment -x", "/* -x */"],
    ['-m comment --comment "a;b"', '-m comment --comment "a;b"', "/* a;b */"],
    ['-m comment --comment "tab\tx"', '-m comment --comment "tab\tx"', "/* tab\tx */"],
    [
      "-m comment --comment aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "-m comment --comment aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "/* aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa */",
    ],
    [
      "-m comment --comment aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "-m comment --comment aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "/* aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa */",
    ],
    [
      "-m comment --comment x -m comment --comment y",
      "-m comment --comment x -m comment --comment y",
      "/* x */ /* y */",
    ],
    ['-m comment --comment "a\'b"', '-m comment --comment "a\\\'b"', "/* a'b */"],
    ['-m comment --comment "ünï"', '-m comment --comment "ünï"', "/* ünï */"],
    ['-m comment --comment "*/ evil"', '-m comment --comment "*/ evil"', "/* */ evil */"],
  ]);
  refuses("ipv4", [
    ["-m comment", 'comment: option "--comment" must be specified'],
    ["-m comment ! --comment x", 'comment: option "--comment" cannot be inverted.'],
    ["-m comment --comment x --comment y", "can only be used once"],
  ]);
});
