import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match state", () => {
  accepts("ipv4", [
    ["-m state --state NEW", "-m state --state NEW", "state NEW"],
    [
      "-m state --state NEW,ESTABLISHED,RELATED,INVALID,UNTRACKED",
      "-m state --state INVALID,NEW,RELATED,ESTABLISHED,UNTRACKED",
      "state INVALID,NEW,RELATED,ESTABLISHED,UNTRACKED",
    ],
    ["-m state ! --state INVALID", "-m state ! --state INVALID", "! state INVALID"],
    ["-m state --state new", "-m state --state NEW", "state NEW"],
    ["-m state --state ESTAB", "-m state --state ESTABLISHED", "state ESTABLISHED"],
  ]);
  accepts("ipv6", [
    [
      "-m state --state RELATED,ESTABLISHED",
      "-m state --state RELATED,ESTABLISHED",
      "state RELATED,ESTABLISHED",
    ],
  ]);
  refuses("ipv4", [
    ["-m state --state SNAT", 'Bad state "SNAT"'],
    ["-m state", 'state: option "--state" must be specified'],
    ["-m state --state foo", 'Bad state "foo"'],
    [
      "-m state --state NEW,",
      '"--state" requires a list of states with no spaces, e.g. ESTABLISHED,RELATED',
    ],
    ["-m state --state NEW --state INVALID", "can only be used once"],
    [
      '-m state --state ""',
      '"--state" requires a list of states with no spaces, e.g. ESTABLISHED,RELATED',
    ],
  ]);
});
