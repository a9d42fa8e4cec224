import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match iprange", () => {
  accepts("ipv4", [
    [
      "-m iprange --src-range 10.0.0.1-10.0.0.5",
      "-m iprange --src-range 10.0.0.1-10.0.0.5",
      "source IP range 10.0.0.1-10.0.0.5",
    ],
    [
      "-m iprange ! --src-range 10.0.0.1-10.0.0.5",
      "-m iprange ! --src-range 10.0.0.1-10.0.0.5",
      "source IP range ! 10.0.0.1-10.0.0.5",
    ],
    [
      "-m iprange --dst-range 10.0.0.1",
      "-m iprange --dst-range 10.0.0.1-10.0.0.1",
      "destination IP range 10.0.0.1-10.0.0.1",
    ],
    [
      "-m iprange ! --src-range 10.0.0.1-10.0.0.5 ! --dst-range 1.1.1.1-2.2.2.2",
      "-m iprange ! --src-range 10.0.0.1-10.0.0.5 ! --dst-range 1.1.1.1-2.2.2.2",
      "source IP range ! 10.0.0.1-10.0.0.5 destination IP range ! 1.1.1.1-2.2.2.2",
    ],
    [
      "-m iprange --src-range 10.0.0.5-10.0.0.1",
      "-m iprange --src-range 10.0.0.5-10.0.0.1",
      "source IP range 10.0.0.5-10.0.0.1",
    ],
    [
      "-m iprange --src-range 10.0.0",
      "-m iprange --src-range 10.0.0.0-10.0.0.0",
      "source IP range 10.0.0.0-10.0.0.0",
    ],
    [
      "-m iprange --src-range 10.0.0.1-10.0.0.1",
      "-m iprange --src-range 10.0.0.1-10.0.0.1",
      "source IP range 10.0.0.1-10.0.0.1",
    ],
    [
      "-m iprange --src-range 0.0.0.0-255.255.255.255",
      "-m iprange --src-range 0.0.0.0-255.255.255.255",
      "source IP range 0.0.0.0-255.255.255.255",
    ],
    [
      "-m iprange --src-range 010.0.0.1",
      "-m iprange --src-range 8.0.0.1-8.0.0.1",
      "source IP range 8.0.0.1-8.0.0.1",
    ],
    [
      "-m iprange --src-range 1.1",
      "-m iprange --src-range 1.1.0.0-1.1.0.0",
      "source IP range 1.1.0.0-1.1.0.0",
    ],
    [
      "-m iprange --src-range 5",
      "-m iprange --src-range 5.0.0.0-5.0.0.0",
      "source IP range 5.0.0.0-5.0.0.0",
    ],
    [
      "-m iprange --src-range 0x10.1.1.1",
      "-m iprange --src-range 16.1.1.1-16.1.1.1",
      "source IP range 16.1.1.1-16.1.1.1",
    ],
    [
      '-m iprange --src-range " 1.2.3.4"',
      "-m iprange --src-range 1.2.3.4-1.2.3.4",
      "source IP range 1.2.3.4-1.2.3.4",
    ],
  ]);
  accepts("ipv6", [
    [
      "-m iprange --src-range 2001:db8::1-2001:db8::ff",
      "-m iprange --src-range 2001:db8::1-2001:db8::ff",
      "source IP range 2001:db8::1-2001:db8::ff",
    ],
    [
      "-m iprange ! --dst-range 2001:db8::1",
      "-m iprange ! --dst-range 2001:db8::1-2001:db8::1",
      "destination IP range ! 2001:db8::1-2001:db8::1",
    ],
    [
      "-m iprange --src-range 2001:db8::ff-2001:db8::1",
      "-m iprange --src-range 2001:db8::ff-2001:db8::1",
      "source IP range 2001:db8::ff-2001:db8::1",
    ],
    [
      "-m iprange --src-range ::ffff:10.0.0.1-::ffff:10.0.0.2",
      "-m iprange --src-range ::ffff:10.0.0.1-::ffff:10.0.0.2",
      "source IP range ::ffff:10.0.0.1-::ffff:10.0.0.2",
    ],
  ]);
  refuses("ipv4", [
    ["-m iprange --src-range 10.0.0.5-", 'iprange: Bad value for "--src-range" option: ""'],
    ["-m iprange --src-range -10.0.0.5", 'iprange: Bad value for "--src-range" option: ""'],
    ["-m iprange --src-range 10.0.0.5-foo", 'iprange: Bad value for "--src-range" option: "foo"'],
    [
      "-m iprange --src-range 10.0.0.256",
      'iprange: Bad value for "--src-range" option: "10.0.0.256"',
    ],
    ["-m iprange", "iprange match: You must specify `--src-range' or `--dst-range'"],
    ["-m iprange --src-range ::1-::5", 'iprange: Bad value for "--src-range" option: "::1"'],
    ["-m iprange --src-range 1.1.1.1-2.2.2.2 --src-range 1.1.1.1-2.2.2.2", "can only be used once"],
    [
      "-m iprange --src-range 1.1.1.1-2.2.2.2-3.3.3.3",
      'iprange: Bad value for "--src-range" option: "2.2.2.2-3.3.3.3"',
    ],
    ["-m iprange --src-range 1.2.3.4.", 'iprange: Bad value for "--src-range" option: "1.2.3.4."'],
    ["-m iprange --src-range 1..3.4", 'iprange: Bad value for "--src-range" option: "1..3.4"'],
    [
      '-m iprange --src-range "1.2.3.4 "',
      'iprange: Bad value for "--src-range" option: "1.2.3.4 "',
    ],
    ["-m iprange --src-range 300", 'iprange: Bad value for "--src-range" option: "300"'],
    ['-m iprange --src-range ""', 'iprange: Bad value for "--src-range" option: ""'],
    ['-m iprange --src-range "-"', 'iprange: Bad value for "--src-range" option: ""'],
  ]);
  refuses("ipv6", [
    [
      "-m iprange --src-range 10.0.0.1-10.0.0.2",
      'iprange: Bad value for "--src-range" option: "10.0.0.1"',
    ],
  ]);
});
