import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match quota", () => {
  accepts("ipv4", [
    ["-m quota --quota 1000", "-m quota --quota 1000", "quota: 1000 bytes"],
    ["-m quota ! --quota 1000", "-m quota ! --quota 1000", "quota: 1000 bytes"],
    ["-m quota --quota 0", "-m quota --quota 0", "quota: 0 bytes"],
    [
      "-m quota --quota 18446744073709551615",
      "-m quota --quota 18446744073709551615",
      "quota: 18446744073709551615 bytes",
    ],
    ["-m quota --quota 0x100", "-m quota --quota 256", "quota: 256 bytes"],
  ]);
  accepts("ipv6", [["-m quota --quota 1000", "-m quota --quota 1000", "quota: 1000 bytes"]]);
  refuses("ipv4", [
    ["-m quota", 'quota: option "--quota" must be specified'],
    [
      "-m quota --quota 18446744073709551616",
      'quota: bad value for option "--quota", or out of range (0-18446744073709551615).',
    ],
    [
      "-m quota --quota foo",
      'quota: bad value for option "--quota", or out of range (0-18446744073709551615).',
    ],
    ["-m quota --quota 5 --quota 6", 'quota: option "--quota" can only be used once.'],
    [
      "-m quota --quota -1",
      'quota: bad value for option "--quota", or out of range (0-18446744073709551615).',
    ],
  ]);
});
