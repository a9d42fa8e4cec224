import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match addrtype", () => {
  accepts("ipv4", [
    [
      "-m addrtype --src-type LOCAL",
      "-m addrtype --src-type LOCAL",
      "ADDRTYPE match src-type LOCAL",
    ],
    [
      "-m addrtype --dst-type LOCAL,BROADCAST",
      "-m addrtype --dst-type LOCAL,BROADCAST",
      "ADDRTYPE match dst-type LOCAL,BROADCAST",
    ],
    [
      "-m addrtype ! --dst-type LOCAL",
      "-m addrtype ! --dst-type LOCAL",
      "ADDRTYPE match dst-type !LOCAL",
    ],
    [
      "-m addrtype ! --src-type UNICAST ! --dst-type MULTICAST",
      "-m addrtype ! --src-type UNICAST ! --dst-type MULTICAST",
      "ADDRTYPE match src-type !UNICAST dst-type !MULTICAST",
    ],
    [
      "-m addrtype --src-type UNSPEC,UNICAST,LOCAL,BROADCAST,ANYCAST,MULTICAST,BLACKHOLE,UNREACHABLE,PROHIBIT,THROW,NAT,XRESOLVE",
      "-m addrtype --src-type UNSPEC,UNICAST,LOCAL,BROADCAST,ANYCAST,MULTICAST,BLACKHOLE,UNREACHABLE,PROHIBIT,THROW,NAT,XRESOLVE",
      "ADDRTYPE match src-type UNSPEC,UNICAST,LOCAL,BROADCAST,ANYCAST,MULTICAST,BLACKHOLE,UNREACHABLE,PROHIBIT,THROW,NAT,XRESOLVE",
    ],
    [
      "-m addrtype --src-type local",
      "-m addrtype --src-type LOCAL",
      "ADDRTYPE match src-type LOCAL",
    ],
    ["-m addrtype --src-type LOC", "-m addrtype --src-type LOCAL", "ADDRTYPE match src-type LOCAL"],
    [
      "-m addrtype --dst-type LOCAL --limit-iface-in",
      "-m addrtype --dst-type LOCAL --limit-iface-in",
      "ADDRTYPE match dst-type LOCAL limit-in",
    ],
    [
      "-A FORWARD -m addrtype --dst-type LOCAL --limit-iface-out",
      "-m addrtype --dst-type LOCAL --limit-iface-out",
      "ADDRTYPE match dst-type LOCAL limit-out",
    ],
    [
      "-A FORWARD -m addrtype --dst-type LOCAL --limit-iface-in",
      "-m addrtype --dst-type LOCAL --limit-iface-in",
      "ADDRTYPE match dst-type LOCAL limit-in",
    ],
    [
      "-A OUTPUT -m addrtype --dst-type LOCAL --limit-iface-out",
      "-m addrtype --dst-type LOCAL --limit-iface-out",
      "ADDRTYPE match dst-type LOCAL limit-out",
    ],
    [
      "-t mangle -A PREROUTING -m addrtype --dst-type LOCAL --limit-iface-in",
      "-m addrtype --dst-type LOCAL --limit-iface-in",
      "ADDRTYPE match dst-type LOCAL limit-in",
    ],
    [
      "-t mangle -A POSTROUTING -m addrtype --dst-type LOCAL --limit-iface-out",
      "-m addrtype --dst-type LOCAL --limit-iface-out",
      "ADDRTYPE match dst-type LOCAL limit-out",
    ],
    [
      "-A user -m addrtype --dst-type LOCAL --limit-iface-out",
      "-m addrtype --dst-type LOCAL --limit-iface-out",
      "ADDRTYPE match dst-type LOCAL limit-out",
    ],
    [
      "-m addrtype --src-type LOCAL --dst-type LOCAL --limit-iface-in",
      "-m addrtype --src-type LOCAL --dst-type LOCAL --limit-iface-in",
      "ADDRTYPE match src-type LOCAL dst-type LOCAL limit-in",
    ],
    ["-m addrtype --src-type U", "-m addrtype --src-type UNSPEC", "ADDRTYPE match src-type UNSPEC"],
    [
      "-m addrtype --src-type UN",
      "-m addrtype --src-type UNSPEC",
      "ADDRTYPE match src-type UNSPEC",
    ],
    [
      "-m addrtype --src-type UNR",
      "-m addrtype --src-type UNREACHABLE",
      "ADDRTYPE match src-type UNREACHABLE",
    ],
    [
      "-m addrtype --src-type B",
      "-m addrtype --src-type BROADCAST",
      "ADDRTYPE match src-type BROADCAST",
    ],
    [
      "-m addrtype --src-type BLA,M,P,T,N,X,A",
      "-m addrtype --src-type ANYCAST,MULTICAST,BLACKHOLE,PROHIBIT,THROW,NAT,XRESOLVE",
      "ADDRTYPE match src-type ANYCAST,MULTICAST,BLACKHOLE,PROHIBIT,THROW,NAT,XRESOLVE",
    ],
  ]);
  accepts("ipv6", [
    [
      "-m addrtype --src-type LOCAL",
      "-m addrtype --src-type LOCAL",
      "ADDRTYPE match src-type LOCAL",
    ],
    [
      "-m addrtype --dst-type UNICAST",
      "-m addrtype --dst-type UNICAST",
      "ADDRTYPE match dst-type UNICAST",
    ],
    [
      "-m addrtype --dst-type LOCAL,ANYCAST",
      "-m addrtype --dst-type LOCAL,ANYCAST",
      "ADDRTYPE match dst-type LOCAL,ANYCAST",
    ],
    [
      "-m addrtype --dst-type MULTICAST",
      "-m addrtype --dst-type MULTICAST",
      "ADDRTYPE match dst-type MULTICAST",
    ],
    [
      "-m addrtype --dst-type UNREACHABLE",
      "-m addrtype --dst-type UNREACHABLE",
      "ADDRTYPE match dst-type UNREACHABLE",
    ],
    [
      "-m addrtype --dst-type UNSPEC",
      "-m addrtype --dst-type UNSPEC",
      "ADDRTYPE match dst-type UNSPEC",
    ],
    [
      "-m addrtype --dst-type LOCAL --limit-iface-in",
      "-m addrtype --dst-type LOCAL --limit-iface-in",
      "ADDRTYPE match dst-type LOCAL limit-in",
    ],
  ]);
  refuses("ipv4", [
    ["-m addrtype --src-type foo", 'addrtype: bad type "foo"'],
    ['-m addrtype --src-type ""', 'addrtype: bad type ""'],
    ["-m addrtype --src-type LOCAL,", 'addrtype: bad type ""'],
    ["-m addrtype", "addrtype: you must specify --src-type or --dst-type"],
    ["-m addrtype --limit-iface-in", "addrtype: you must specify --src-type or --dst-type"],
    [
      "-m addrtype --dst-type LOCAL --limit-iface-out",
      "output interface limitation not valid in PREROUTING and INPUT",
    ],
    ["-m addrtype --dst-type LOCAL --limit-iface-in --limit-iface-out", "cannot be used together"],
    [
      "-m addrtype --dst-type LOCAL ! --limit-iface-in",
      'addrtype: option "--limit-iface-in" cannot be inverted.',
    ],
    [
      "-A OUTPUT -m addrtype --dst-type LOCAL --limit-iface-in",
      "input interface limitation not valid in POSTROUTING and OUTPUT",
    ],
    [
      "-t mangle -A PREROUTING -m addrtype --dst-type LOCAL --limit-iface-out",
      "output interface limitation not valid in PREROUTING and INPUT",
    ],
    [
      "-t mangle -A POSTROUTING -m addrtype --dst-type LOCAL --limit-iface-in",
      "input interface limitation not valid in POSTROUTING and OUTPUT",
    ],
    ["-m addrtype --src-type LOCAL --src-type LOCAL", "can only be used once"],
  ]);
  refuses("ipv6", [
    ["-m addrtype --dst-type BROADCAST", "matching not supported"],
    ["-m addrtype --dst-type BLACKHOLE", "matching not supported"],
    ["-m addrtype --dst-type PROHIBIT", "matching not supported"],
    ["-m addrtype --dst-type THROW", "matching not supported"],
    ["-m addrtype --dst-type NAT", "matching not supported"],
    ["-m addrtype --dst-type XRESOLVE", "matching not supported"],
    ["-m addrtype --src-type LOCAL,BROADCAST", "matching not supported"],
    ["-m addrtype ! --src-type BROADCAST", "matching not supported"],
  ]);
});
