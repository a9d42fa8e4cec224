import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match mark", () => {
  accepts("ipv4", [
    ["-m mark --mark 1", "-m mark --mark 0x1", "mark match 0x1"],
    ["-m mark --mark 0x10/0xff", "-m mark --mark 0x10/0xff", "mark match 0x10/0xff"],
    ["-m mark ! --mark 1/0xffffffff", "-m mark ! --mark 0x1", "mark match ! 0x1"],
    ["-m mark --mark 0x1ff/0xff", "-m mark --mark 0x1ff/0xff", "mark match 0x1ff/0xff"],
    ["-m mark --mark 4294967295", "-m mark --mark 0xffffffff", "mark match 0xffffffff"],
    ["-m mark --mark 010", "-m mark --mark 0x8", "mark match 0x8"],
    ["-m mark --mark 0", "-m mark --mark 0x0", "mark match 0x0"],
    ["-m mark --mark 0/0", "-m mark --mark 0x0/0x0", "mark match 0x0/0x0"],
    ['-m mark --mark " 5"', "-m mark --mark 0x5", "mark match 0x5"],
    ['-m mark --mark "+5"', "-m mark --mark 0x5", "mark match 0x5"],
    [
      '-m mark --mark "0xffffffff/0xffffffff"',
      "-m mark --mark 0xffffffff",
      "mark match 0xffffffff",
    ],
    ["-m mark ! --mark 5/7", "-m mark ! --mark 0x5/0x7", "mark match ! 0x5/0x7"],
  ]);
  accepts("ipv6", [["-m mark --mark 5/7", "-m mark --mark 0x5/0x7", "mark match 0x5/0x7"]]);
  refuses("ipv4", [
    ["-m mark --mark 4294967296", 'mark: bad integer value for option "--mark", or out of range.'],
    ["-m mark --mark 1/", 'mark: bad integer value for option "--mark", or out of range.'],
    ["-m mark --mark /1", 'mark: bad integer value for option "--mark", or out of range.'],
    ["-m mark --mark foo", 'mark: bad integer value for option "--mark", or out of range.'],
    ["-m mark --mark 1/2/3", 'mark: trailing garbage after value for option "--mark".'],
    ["-m mark", 'mark: option "--mark" must be specified'],
    ["-m mark --mark 1 --mark 2", "can only be used once"],
    ["-m mark --mark -1", 'mark: bad integer value for option "--mark", or out of range.'],
    ['-m mark --mark ""', 'mark: bad integer value for option "--mark", or out of range.'],
    ['-m mark --mark "5 "', 'mark: trailing garbage after value for option "--mark".'],
    ['-m mark --mark "0x"', 'mark: trailing garbage after value for option "--mark".'],
    ['-m mark --mark "08"', 'mark: trailing garbage after value for option "--mark".'],
    ['-m mark --mark "0xZ/1"', 'mark: trailing garbage after value for option "--mark".'],
    ['-m mark --mark "1/0x"', 'mark: trailing garbage after value for option "--mark".'],
    [
      '-m mark --mark "1/4294967296"',
      'mark: bad integer value for option "--mark", or out of range.',
    ],
  ]);
});
