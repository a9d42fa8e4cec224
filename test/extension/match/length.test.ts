import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match length", () => {
  accepts("ipv4", [
    ["-m length --length 100", "-m length --length 100", "length 100"],
    ["-m length ! --length 100:200", "-m length ! --length 100:200", "length !100:200"],
    ["-m length --length :200", "-m length --length 0:200", "length 0:200"],
    ["-m length --length 200:", "-m length --length 200:65535", "length 200:65535"],
    ["-m length --length 200:100", "-m length --length 200:100", "length 200:100"],
    ["-m length --length 65535", "-m length --length 65535", "length 65535"],
    ["-m length --length 0x10", "-m length --length 16", "length 16"],
    ["-m length --length :", "-m length --length 0:65535", "length 0:65535"],
    ["-m length --length 5:5", "-m length --length 5", "length 5"],
    ['-m length --length ""', "-m length --length 0", "length 0"],
    ['-m length --length " 5"', "-m length --length 5", "length 5"],
  ]);
  accepts("ipv6", [
    ["-m length --length 0:65535", "-m length --length 0:65535", "length 0:65535"],
    ["-m length ! --length 1280", "-m length ! --length 1280", "length !1280"],
  ]);
  refuses("ipv4", [
    [
      "-m length --length 65536",
      'length: bad value for option "--length" near "65536", or out of range (0-65535).',
    ],
    [
      "-m length --length foo",
      'length: bad value for option "--length" near "foo", or out of range (0-65535).',
    ],
    ["-m length", 'length: option "--length" must be specified'],
    ["-m length --length 1:2:3", "Too many components"],
    [
      '-m length --length "5x"',
      'length: Argument to "--length" has unexpected characters near "x".',
    ],
    [
      '-m length --length "5x:6"',
      'length: Argument to "--length" has unexpected characters near "x:6".',
    ],
    [
      '-m length --length "5:x"',
      'length: bad value for option "--length" near "x", or out of range (0-65535).',
    ],
  ]);
});
