import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match string", () => {
  accepts("ipv4", [
    [
      "-m string --algo bm --string test",
      '-m string --string "test" --algo bm',
      'STRING match  "test" ALGO name bm',
    ],
    [
      "-m string --algo kmp --string test",
      '-m string --string "test" --algo kmp',
      'STRING match  "test" ALGO name kmp',
    ],
    [
      "-m string --algo bm ! --string test",
      '-m string ! --string "test" --algo bm',
      'STRING match ! "test" ALGO name bm',
    ],
    [
      '-m string --algo bm --string "GET /index.html"',
      '-m string --string "GET /index.html" --algo bm',
      'STRING match  "GET /index.html" ALGO name bm',
    ],
    [
      "-m string --algo bm --string test --from 10 --to 100",
      '-m string --string "test" --algo bm --from 10 --to 100',
      'STRING match  "test" ALGO name bm FROM 10 TO 100',
    ],
    [
      "-m string --algo bm --string test --from 10",
      '-m string --string "test" --algo bm --from 10',
      'STRING match  "test" ALGO name bm FROM 10',
    ],
    [
      "-m string --algo bm --string test --to 65535",
      '-m string --string "test" --algo bm',
      'STRING match  "test" ALGO name bm',
    ],
    [
      "-m string --algo bm --string test --from 10 --to 10",
      '-m string --string "test" --algo bm --from 10 --to 10',
      'STRING match  "test" ALGO name bm FROM 10 TO 10',
    ],
    [
      "-m string --algo bm --string test --from 10 --to 13",
      '-m string --string "test" --algo bm --from 10 --to 13',
      'STRING match  "test" ALGO name bm FROM 10 TO 13',
    ],
    [
      "-m string --algo bm --string test --icase",
      '-m string --string "test" --algo bm --icase',
      'STRING match  "test" ALGO name bm ICASE',
    ],
    [
      '-m string --algo bm --hex-string "|de ad be ef|"',
      '-m string --hex-string "|deadbeef|" --algo bm',
      'STRING match  "|deadbeef|" ALGO name bm',
    ],
    [
      '-m string --algo bm --hex-string "|deadbeef|"',
      '-m string --hex-string "|deadbeef|" --algo bm',
      'STRING match  "|deadbeef|" ALGO name bm',
    ],
    [
      '-m string --algo kmp --hex-string "abc|0d0a|def|00|"',
      '-m string --hex-string "|6162630d0a64656600|" --algo kmp',
      'STRING match  "|6162630d0a64656600|" ALGO name kmp',
    ],
    [
      '-m string --algo bm ! --hex-string "|00|" --icase',
      '-m string ! --hex-string "|00|" --algo bm --icase',
      'STRING match ! "|00|" ALGO name bm ICASE',
    ],
    [
      '-m string --algo bm --hex-string "abc"',
      '-m string --string "abc" --algo bm',
      'STRING match  "abc" ALGO name bm',
    ],
    [
      "-m string --algo bm --string 'a\"b'",
      '-m string --string "a\\"b" --algo bm',
      'STRING match  "a\\"b" ALGO name bm',
    ],
    [
      "-m string --algo bm --string 'a\\b'",
      '-m string --string "a\\\\b" --algo bm',
      'STRING match  "a\\\\b" ALGO name bm',
    ],
    [
      "-m string --algo bm --string 'a|b'",
      '-m string --string "a|b" --algo bm',
      'STRING match  "a|b" ALGO name bm',
    ],
    [
      '-m string --algo bm --string "a\'b"',
      '-m string --string "a\'b" --algo bm',
      'STRING match  "a\'b" ALGO name bm',
    ],
    [
      '-m string --algo bm --hex-string "a\\\\|b"',
      '-m string --string "a|b" --algo bm',
      'STRING match  "a|b" ALGO name bm',
    ],
    [
      "-m string --algo bm --hex-string 'a\\|b'",
      '-m string --string "a|b" --algo bm',
      'STRING match  "a|b" ALGO name bm',
    ],
    [
      '-m string --algo bm --hex-string "|20|x"',
      '-m string --string " x" --algo bm',
      'STRING match  " x" ALGO name bm',
    ],
    [
      '-m string --algo bm --hex-string "|7f80ff|"',
      '-m string --hex-string "|7f80ff|" --algo bm',
      'STRING match  "|7f80ff|" ALGO name bm',
    ],
    [
      '-m string --algo bm --string "é"',
      '-m string --hex-string "|c3a9|" --algo bm',
      'STRING match  "|c3a9|" ALGO name bm',
    ],
    [
      "-m string --algo bm --string test --to 0",
      '-m string --string "test" --algo bm --to 0',
      'STRING match  "test" ALGO name bm TO 0',
    ],
    [
      "-m string --algo bm --string test --from 0 --to 65535",
      '-m string --string "test" --algo bm',
      'STRING match  "test" ALGO name bm',
    ],
    [
      '-m string --algo bm --string " x "',
      '-m string --string " x " --algo bm',
      'STRING match  " x " ALGO name bm',
    ],
    [
      '-m string --algo bm --hex-string "x|20|"',
      '-m string --string "x " --algo bm',
      'STRING match  "x " ALGO name bm',
    ],
    [
      "-m string --algo bm --string aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      '-m string --string "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" --algo bm',
      'STRING match  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" ALGO name bm',
    ],
    [
      "-m string --algo bm --hex-string aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      '-m string --string "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" --algo bm',
      'STRING match  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" ALGO name bm',
    ],
    [
      "-m string --algo bm --hex-string aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      '-m string --string "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" --algo bm',
      'STRING match  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" ALGO name bm',
    ],
  ]);
  accepts("ipv6", [
    [
      "-m string --algo bm --string test",
      '-m string --string "test" --algo bm',
      'STRING match  "test" ALGO name bm',
    ],
  ]);
  refuses("ipv4", [
    [
      "-m string --algo bm --string test --to 65536",
      'string: bad value for option "--to", or out of range (0-65535).',
    ],
    [
      "-m string --algo bm --string test --from 65536",
      'string: bad value for option "--from", or out of range (0-65535).',
    ],
    ["-m string --algo bm --string test --from 20 --to 10", ""],
    ['-m string --algo bm --hex-string "|zz|"', "Invalid hex char 'z'"],
    ['-m string --algo bm --hex-string "|d|"', "Invalid hex block"],
    ['-m string --algo bm --hex-string "|dea|"', "Invalid hex block"],
    ['-m string --algo bm --hex-string "|de ad"', "Invalid hex block"],
    ['-m string --algo bm --hex-string ""', "STRING must contain at least one char"],
    ['-m string --algo bm --string ""', ""],
    ["-m string --algo bm", "STRING match: You must specify `--string' or `--hex-string'"],
    ["-m string --string test", 'string: option "--algo" must be specified'],
    ["-m string --algo fsm --string test", ""],
    ["-m string --algo foo --string test", "No chain/target/match by that name."],
    ["-m string --algo BM --string test", "No chain/target/match by that name."],
    ['-m string --algo bm --string test --hex-string "|00|"', "cannot be used together with"],
    ['-m string --algo bm --hex-string "||"', "Odd number of hex digits"],
    [
      "-m string --algo bm --string aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      'STRING too long "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
    ],
    [
      '-m string --algo bm --hex-string "|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|"',
      'STRING too long "|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|"',
    ],
    [
      '-m string --algo bm --hex-string "|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|"',
      'STRING too long "|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|"',
    ],
  ]);
});
