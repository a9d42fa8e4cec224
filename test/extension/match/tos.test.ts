import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match tos", () => {
  accepts("ipv4", [
    ["-m tos --tos 0x10", "-m tos --tos 0x10/0xff", "tos match0x10/0xff"],
    [
      "-m tos --tos Minimize-Delay",
      "-m tos --tos 0x10/0x3f",
      "tos match0x10/0x3f",
      "tos match Minimize-Delay",
    ],
    [
      "-m tos --tos minimize-cost",
      "-m tos --tos 0x02/0x3f",
      "tos match0x02/0x3f",
      "tos match Minimize-Cost",
    ],
    [
      "-m tos --tos Normal-Service",
      "-m tos --tos 0x00/0x3f",
      "tos match0x00/0x3f",
      "tos match Normal-Service",
    ],
    ["-m tos ! --tos 0x10", "-m tos ! --tos 0x10/0xff", "tos match!0x10/0xff"],
    [
      "-m tos --tos 0x10/0x3f",
      "-m tos --tos 0x10/0x3f",
      "tos match0x10/0x3f",
      "tos match Minimize-Delay",
    ],
    ["-m tos --tos 0xff/0xff", "-m tos --tos 0xff/0xff", "tos match0xff/0xff"],
    ["-m tos --tos 16", "-m tos --tos 0x10/0xff", "tos match0x10/0xff"],
    ["-m tos --tos 5/0", "-m tos --tos 0x05/0x00", "tos match0x05/0x00"],
    ["-m tos --tos 0x08", "-m tos --tos 0x08/0xff", "tos match0x08/0xff"],
    [
      "-m tos --tos 8/0x3f",
      "-m tos --tos 0x08/0x3f",
      "tos match0x08/0x3f",
      "tos match Maximize-Throughput",
    ],
    ["-m tos --tos 0x1f/0x0f", "-m tos --tos 0x1f/0x0f", "tos match0x1f/0x0f"],
    [
      "-m tos ! --tos Maximize-Reliability",
      "-m tos ! --tos 0x04/0x3f",
      "tos match!0x04/0x3f",
      "tos match! Maximize-Reliability",
    ],
    [
      "-m tos --tos MAXIMIZE-THROUGHPUT",
      "-m tos --tos 0x08/0x3f",
      "tos match0x08/0x3f",
      "tos match Maximize-Throughput",
    ],
  ]);
  accepts("ipv6", [
    [
      "-m tos --tos Minimize-Cost",
      "-m tos --tos 0x02/0x3f",
      "tos match0x02/0x3f",
      "tos match Minimize-Cost",
    ],
    ["-m tos --tos 0x1e", "-m tos --tos 0x1e/0xff", "tos match0x1e/0xff"],
  ]);
  refuses("ipv4", [
    ["-m tos --tos 256", 'Symbolic name "256" is unknown'],
    ["-m tos --tos foo", 'Symbolic name "foo" is unknown'],
    ["-m tos", 'tos: option "--tos" must be specified'],
    ["-m tos --tos 1/256", 'Illegal value: "1/256"'],
    ["-m tos --tos Max", 'Symbolic name "Max" is unknown'],
    ["-m tos --tos Maximize-T", 'Symbolic name "Maximize-T" is unknown'],
    ["-m tos --tos 1/", 'Illegal value: "1/"'],
    ['-m tos --tos ""', 'Symbolic name "" is unknown'],
    ["-m tos --tos 1 --tos 2", "can only be used once"],
    ["-m tos --tos 0x10/", 'Illegal value: "0x10/"'],
    ["-m tos --tos 0x10x", 'Illegal value: "0x10x"'],
    ["-m tos --tos 300/5", 'Symbolic name "300/5" is unknown'],
    ["-m tos --tos Minimize-Delay/0x3f", 'Symbolic name "Minimize-Delay/0x3f" is unknown'],
    ["-m tos --tos -1", 'Symbolic name "-1" is unknown'],
  ]);
});
