import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match dscp", () => {
  accepts("ipv4", [
    ["-m dscp --dscp 0x2e", "-m dscp --dscp 0x2e", "DSCP match 0x2e"],
    ["-m dscp --dscp 46", "-m dscp --dscp 0x2e", "DSCP match 0x2e"],
    ["-m dscp --dscp 63", "-m dscp --dscp 0x3f", "DSCP match 0x3f"],
    ["-m dscp ! --dscp 0", "-m dscp ! --dscp 0x00", "DSCP match !0x00"],
    ["-m dscp --dscp-class EF", "-m dscp --dscp 0x2e", "DSCP match 0x2e"],
    ["-m dscp ! --dscp-class AF11", "-m dscp ! --dscp 0x0a", "DSCP match !0x0a"],
    ["-m dscp --dscp-class be", "-m dscp --dscp 0x00", "DSCP match 0x00"],
    ["-m dscp --dscp-class CS7", "-m dscp --dscp 0x38", "DSCP match 0x38"],
    ["-m dscp --dscp-class ef", "-m dscp --dscp 0x2e", "DSCP match 0x2e"],
    ["-m dscp --dscp-class CS0", "-m dscp --dscp 0x00", "DSCP match 0x00"],
    ["-m dscp --dscp-class AF43", "-m dscp --dscp 0x26", "DSCP match 0x26"],
    ['-m dscp --dscp " 5"', "-m dscp --dscp 0x05", "DSCP match 0x05"],
  ]);
  accepts("ipv6", [["-m dscp --dscp 10", "-m dscp --dscp 0x0a", "DSCP match 0x0a"]]);
  refuses("ipv4", [
    ["-m dscp --dscp 64", 'dscp: bad value for option "--dscp", or out of range (0-63).'],
    ["-m dscp --dscp-class foo", "Invalid DSCP value `foo'"],
    ["-m dscp --dscp-class AF44", "Invalid DSCP value `AF44'"],
    ["-m dscp --dscp-class AF14", "Invalid DSCP value `AF14'"],
    ["-m dscp --dscp foo", 'dscp: bad value for option "--dscp", or out of range (0-63).'],
    ["-m dscp", "DSCP match: Parameter --dscp is required"],
    ["-m dscp --dscp 1 --dscp-class EF", "cannot be used together"],
    ["-m dscp --dscp-class VA", "Invalid DSCP value `VA'"],
    ["-m dscp --dscp-class", 'option "--dscp-class" requires an argument'],
  ]);
});
