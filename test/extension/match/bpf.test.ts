import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match bpf", () => {
  accepts("ipv4", [
    [
      '-m bpf --bytecode "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0"',
      '-m bpf --bytecode "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0"',
      "match bpf 48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0\u0000",
    ],
    [
      '-m bpf --bytecode "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0,"',
      '-m bpf --bytecode "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0"',
      "match bpf 48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0\u0000",
    ],
    ['-m bpf --bytecode "1,6 0 0 1"', '-m bpf --bytecode "1,6 0 0 1"', "match bpf 6 0 0 1\u0000"],
    [
      '-m bpf --bytecode "1,6  0  0  4294967295"',
      '-m bpf --bytecode "1,6 0 0 4294967295"',
      "match bpf 6 0 0 4294967295\u0000",
    ],
    [
      '-m bpf --bytecode "1,6 0 0 4294967296"',
      '-m bpf --bytecode "1,6 0 0 0"',
      "match bpf 6 0 0 0\u0000",
    ],
    [
      '-m bpf --bytecode "1,6 300 0 1"',
      '-m bpf --bytecode "1,6 44 0 1"',
      "match bpf 6 44 0 1\u0000",
    ],
    [
      '-m bpf --bytecode "1,65542 0 0 1"',
      '-m bpf --bytecode "1,6 0 0 1"',
      "match bpf 6 0 0 1\u0000",
    ],
    [
      '-m bpf --bytecode "2,52 0 0 2,22 0 0 0"',
      '-m bpf --bytecode "2,52 0 0 2,22 0 0 0"',
      "match bpf 52 0 0 2,22 0 0 0\u0000",
    ],
    [
      '-m bpf --bytecode "2,100 0 0 31,22 0 0 0"',
      '-m bpf --bytecode "2,100 0 0 31,22 0 0 0"',
      "match bpf 100 0 0 31,22 0 0 0\u0000",
    ],
    [
      '-m bpf --bytecode "2,32 0 0 4294963200,22 0 0 0"',
      '-m bpf --bytecode "2,32 0 0 4294963200,22 0 0 0"',
      "match bpf 32 0 0 4294963200,22 0 0 0\u0000",
    ],
    [
      '-m bpf --bytecode "2,48 0 0 4294963204,22 0 0 0"',
      '-m bpf --bytecode "2,48 0 0 4294963204,22 0 0 0"',
      "match bpf 48 0 0 4294963204,22 0 0 0\u0000",
    ],
    [
      '-m bpf --bytecode "2,21 0 0 0,6 0 0 1"',
      '-m bpf --bytecode "2,21 0 0 0,6 0 0 1"',
      "match bpf 21 0 0 0,6 0 0 1\u0000",
    ],
    [
      '-m bpf --bytecode "2,6 0 0 0x10,6 0 0 010"',
      '-m bpf --bytecode "2,6 0 0 0,6 0 0 10"',
      "match bpf 6 0 0 0,6 0 0 10\u0000",
    ],
    [
      '-m bpf --bytecode "1,22 7 8 9"',
      '-m bpf --bytecode "1,22 7 8 9"',
      "match bpf 22 7 8 9\u0000",
    ],
    [
      '-m bpf --bytecode "2,60 0 0 0,22 0 0 0"',
      '-m bpf --bytecode "2,60 0 0 0,22 0 0 0"',
      "match bpf 60 0 0 0,22 0 0 0\u0000",
    ],
    [
      '-m bpf --bytecode "2,156 0 0 0,22 0 0 0"',
      '-m bpf --bytecode "2,156 0 0 0,22 0 0 0"',
      "match bpf 156 0 0 0,22 0 0 0\u0000",
    ],
    [
      '-m bpf --bytecode "2,164 0 0 5,22 0 0 0"',
      '-m bpf --bytecode "2,164 0 0 5,22 0 0 0"',
      "match bpf 164 0 0 5,22 0 0 0\u0000",
    ],
    ['-m bpf --bytecode " 1,6 0 0 1"', '-m bpf --bytecode "1,6 0 0 1"', "match bpf 6 0 0 1\u0000"],
    [
      '-m bpf --bytecode "1,6 0 0 -1"',
      '-m bpf --bytecode "1,6 0 0 4294967295"',
      "match bpf 6 0 0 4294967295\u0000",
    ],
    [
      '-m bpf --bytecode "3,2 0 0 3,96 0 0 3,22 0 0 0"',
      '-m bpf --bytecode "3,2 0 0 3,96 0 0 3,22 0 0 0"',
      "match bpf 2 0 0 3,96 0 0 3,22 0 0 0\u0000",
    ],
  ]);
  accepts("ipv6", [
    ['-m bpf --bytecode "1,6 0 0 1"', '-m bpf --bytecode "1,6 0 0 1"', "match bpf 6 0 0 1\u0000"],
  ]);
  refuses("ipv4", [
    [
      '-m bpf --bytecode "2,6 0 0 1"',
      "bpf: parsed program length is less than the encoded length parameter",
    ],
    [
      '-m bpf --bytecode "1,6 0 0 1,6 0 0 0"',
      "bpf: real program length exceeds the encoded length parameter",
    ],
    ['-m bpf --bytecode "0,"', "bpf: illegal zero length program"],
    ['-m bpf --bytecode "65,6 0 0 1"', "bpf: number of instructions exceeds maximum"],
    ['-m bpf --bytecode ""', "bpf: error parsing program length"],
    ['-m bpf --bytecode "x"', "bpf: error parsing program length"],
    ['-m bpf --bytecode "1,6 0 0"', "bpf: error at instr 0"],
    ['-m bpf --bytecode "1,6 0 0 x"', "bpf: error at instr 0"],
    ['-m bpf --bytecode "2,5 0 0 5,6 0 0 1"', "Invalid argument"],
    ['-m bpf --bytecode "1,48 0 0 1"', "Invalid argument"],
    ['-m bpf --bytecode "2,2 0 0 16,6 0 0 1"', "Invalid argument"],
    ['-m bpf --bytecode "2,96 0 0 15,6 0 0 1"', "Invalid argument"],
    ['-m bpf --bytecode "2,96 0 0 1,6 0 0 1"', "Invalid argument"],
    ['-m bpf --bytecode "2,52 0 0 0,6 0 0 1"', "Invalid argument"],
    ['-m bpf --bytecode "2,148 0 0 0,6 0 0 1"', "Invalid argument"],
    ['-m bpf --bytecode "2,100 0 0 32,6 0 0 1"', "Invalid argument"],
    ['-m bpf --bytecode "2,7 0 0 0,255 0 0 1"', "Invalid argument"],
    ['-m bpf --bytecode "2,32 0 0 4294963264,22 0 0 0"', "Invalid argument"],
    ['-m bpf --bytecode "2,32 0 0 4294963268,22 0 0 0"', "Invalid argument"],
    ['-m bpf --bytecode "2,21 1 0 0,6 0 0 1"', "Invalid argument"],
    ['-m bpf --bytecode "1,14 0 0 1"', "Invalid argument"],
    ["-m bpf --object-pinned /sys/fs/bpf/x", "bpf: failed to get bpf object"],
    ["-m bpf --object-pinned /tmp", "bpf: failed to get bpf object"],
    ["-m bpf", "bpf: one of --bytecode or --pinned is required"],
    ['-m bpf --bytecode "1,6 0 0 1" --object-pinned /x', "bpf: failed to get bpf object"],
    ['-m bpf ! --bytecode "1,6 0 0 1"', 'bpf: option "--bytecode" cannot be inverted.'],
    [
      '-m bpf --bytecode "1,6 0 0 1" --bytecode "1,6 0 0 1"',
      'bpf: option "--bytecode" can only be used once.',
    ],
    ['-m bpf --bytecode "1 ,6 0 0 1"', "bpf: error parsing program length"],
    ['-m bpf --bytecode "4,21 0 1 5,2 0 0 3,96 0 0 3,22 0 0 0"', "Invalid argument"],
  ]);
});
