import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match statistic", () => {
  accepts("ipv4", [
    [
      "-m statistic --mode random --probability 0.5",
      "-m statistic --mode random --probability 0.50000000000",
      "statistic mode random probability 0.50000000000",
    ],
    [
      "-m statistic --mode random ! --probability 0.5",
      "-m statistic --mode random ! --probability 0.50000000000",
      "statistic mode random ! probability 0.50000000000",
    ],
    [
      "-m statistic --mode random --probability 0",
      "-m statistic --mode random --probability 0.00000000000",
      "statistic mode random probability 0.00000000000",
    ],
    [
      "-m statistic --mode random --probability 1",
      "-m statistic --mode random --probability 1.00000000000",
      "statistic mode random probability 1.00000000000",
    ],
    [
      "-m statistic --mode random --probability 0.33333333349",
      "-m statistic --mode random --probability 0.33333333349",
      "statistic mode random probability 0.33333333349",
    ],
    [
      "-m statistic --mode random --probability 1e-1",
      "-m statistic --mode random --probability 0.10000000009",
      "statistic mode random probability 0.10000000009",
    ],
    [
      "-m statistic --mode random --probability .25",
      "-m statistic --mode random --probability 0.25000000000",
      "statistic mode random probability 0.25000000000",
    ],
    [
      "-m statistic --mode random --probability 0.0001",
      "-m statistic --mode random --probability 0.00009999983",
      "statistic mode random probability 0.00009999983",
    ],
    [
      "-m statistic --mode nth --every 5 --packet 3",
      "-m statistic --mode nth --every 5 --packet 3",
      "statistic mode nth every 5 packet 3",
    ],
    [
      "-m statistic --mode nth ! --every 5 --packet 0",
      "-m statistic --mode nth ! --every 5 --packet 0",
      "statistic mode nth ! every 5",
    ],
    [
      "-m statistic --mode nth --every 5 --packet 4",
      "-m statistic --mode nth --every 5 --packet 4",
      "statistic mode nth every 5 packet 4",
    ],
    [
      "-m statistic --mode nth --every 4294967295 --packet 4294967294",
      "-m statistic --mode nth --every 4294967295 --packet 4294967294",
      "statistic mode nth every 4294967295 packet 4294967294",
    ],
    [
      "-m statistic --mode random --probability 0.999999999999",
      "-m statistic --mode random --probability 1.00000000000",
      "statistic mode random probability 1.00000000000",
    ],
  ]);
  accepts("ipv6", [
    [
      "-m statistic --mode random --probability 0.5",
      "-m statistic --mode random --probability 0.50000000000",
      "statistic mode random probability 0.50000000000",
    ],
    [
      "-m statistic --mode nth --every 5 --packet 3",
      "-m statistic --mode nth --every 5 --packet 3",
      "statistic mode nth every 5 packet 3",
    ],
  ]);
  refuses("ipv4", [
    [
      "-m statistic --mode random --probability 1.1",
      'statistic: bad value for option "--probability", or out of range (0-1).',
    ],
    [
      "-m statistic --mode random --probability -0.1",
      'statistic: bad value for option "--probability", or out of range (0-1).',
    ],
    [
      "-m statistic --mode random --probability foo",
      'statistic: bad value for option "--probability", or out of range (0-1).',
    ],
    [
      "-m statistic --mode random --probability 25%",
      'statistic: bad value for option "--probability", or out of range (0-1).',
    ],
    [
      '-m statistic --mode random --probability ""',
      'statistic: bad value for option "--probability", or out of range (0-1).',
    ],
    ["-m statistic --mode random", "--probability must be specified when using random mode"],
    ["-m statistic --probability 0.5", 'statistic: option "--mode" must be specified'],
    ["-m statistic --mode nth --every 5", 'statistic: option "--every" also requires "--packet".'],
    [
      "-m statistic --mode nth ! --every 5 ! --packet 0",
      'statistic: option "--packet" cannot be inverted.',
    ],
    [
      "-m statistic --mode nth --every 0",
      'statistic: bad value for option "--every", or out of range (1-4294967295).',
    ],
    ["-m statistic --mode nth --every 1", 'statistic: option "--every" also requires "--packet".'],
    ["-m statistic --mode nth --every 5 --packet 5", "the --packet p must be 0 <= p <= n-1"],
    ["-m statistic --mode nth --packet 4", "the --packet p must be 0 <= p <= n-1"],
    ["-m statistic --mode nth", "--every and --packet must be specified when using nth mode"],
    [
      "-m statistic --mode nth --probability 0.5",
      "--every and --packet must be specified when using nth mode",
    ],
    [
      "-m statistic --mode random --every 5",
      "--probability must be specified when using random mode",
    ],
    ["-m statistic --mode foo --every 5", 'Bad mode "foo"'],
    ["-m statistic --every 5", "--probability must be specified when using random mode"],
    ["-m statistic", "--probability must be specified when using random mode"],
    [
      "-m statistic --mode nth --every 4294967296",
      'statistic: bad value for option "--every", or out of range (1-4294967295).',
    ],
    [
      "-m statistic --mode nth --every foo",
      'statistic: bad value for option "--every", or out of range (1-4294967295).',
    ],
    ["-m statistic --mode RANDOM --probability 0.1", 'Bad mode "RANDOM"'],
    [
      "-m statistic --mode random --probability 0.1 --probability 0.2",
      'statistic: option "--probability" can only be used once.',
    ],
    [
      "-m statistic --mode nth --every 5 --packet 3 --probability 0.2",
      "cannot be used together with",
    ],
  ]);
});
