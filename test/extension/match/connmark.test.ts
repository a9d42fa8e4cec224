import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match connmark", () => {
  accepts("ipv4", [
    ["-m connmark --mark 1", "-m connmark --mark 0x1", "connmark match  0x1"],
    ["-m connmark --mark 0x10/0xff", "-m connmark --mark 0x10/0xff", "connmark match  0x10/0xff"],
    ["-m connmark ! --mark 1", "-m connmark ! --mark 0x1", "connmark match ! 0x1"],
    [
      "-m connmark --mark 0x1ff/0xff",
      "-m connmark --mark 0x1ff/0xff",
      "connmark match  0x1ff/0xff",
    ],
  ]);
  accepts("ipv6", [
    ["-m connmark --mark 0/1", "-m connmark --mark 0x0/0x1", "connmark match  0x0/0x1"],
    [
      "-p tcp --syn -m connmark --mark 1",
      "-m tcp --tcp-flags FIN,SYN,RST,ACK SYN -m connmark --mark 0x1",
      "tcp flags:0x17/0x02 connmark match  0x1",
      "tcp flags:FIN,SYN,RST,ACK/SYN connmark match  0x1",
    ],
  ]);
  refuses("ipv4", [
    ["-m connmark", 'connmark: option "--mark" must be specified'],
    ["-m connmark --mark foo", 'connmark: bad integer value for option "--mark", or out of range.'],
    [
      "-m connmark --mark 4294967296",
      'connmark: bad integer value for option "--mark", or out of range.',
    ],
    ["-m connmark --mark 1 --mark 2", "can only be used once"],
  ]);
});
