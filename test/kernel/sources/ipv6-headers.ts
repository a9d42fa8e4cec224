// Matches of IPv6's extension headers: one rule a chain, so that each counts by itself and a header
// that cannot be read drops the packet where it is met.
import type { ScenarioSource } from "../scenario.js";
import { chains, commands, numbered } from "./match-edges.js";
import { ROUTER } from "./router.js";

/** The rules of a match, each in a chain of its own. */
const rules = (name: string, options: readonly string[]): string => {
  const named = numbered(options, `-m ${name} `).map(
    ([chain, rule]) => [`${name}-${chain}`, rule] as const,
  );
  return commands("ip6tables", chains(named, "FORWARD"));
};

/** Scenarios of the extension headers. */
export const ipv6Headers: ScenarioSource[] = [
  {
    name: "frag-header",
    about: "frag: identification, flags and places of fragments that nobody puts together",
    setup: `${ROUTER}
${rules("frag", [
  "",
  "--fragid 7",
  "! --fragid 7",
  "--fragid 8:4294967295",
  "--fraglen 8",
  "--fraglen 1000",
  "--fragres",
  "--fragfirst",
  "--fragmore",
  "--fraglast",
  "--fragfirst --fraglast",
  "! --fragid 0:4294967295",
])}`,
    packets: `
in eth1 udp client6.1 > server6.1 len=100
in eth1 udp client6.1 > server6.1 len=400 id=7 pieces=0-200,200-
in eth1 udp client6.1 > server6.1 len=400 id=4294967295 pieces=0-200,200-304,304-
in eth1 udp client6.1 > server6.1 len=40 ext=44:00000000000007
in eth1 udp client6.1 > server6.1 len=40 ext=44:01000000000007
in eth1 udp client6.1 > server6.1 len=40 ext=44:00000200000008
in eth1 udp client6.1 > server6.1 len=40 ext=44:00000600000008
in eth1 udp client6.1 > server6.1 len=40 ext=dst,44:00000100000009
in eth1 udp client6.1 > server6.1 len=40 ext=44:0000090000000a,dst
in eth1 ip client6 > server6 proto=44 len=4
in eth1 ip client6 > server6 proto=44 len=1
in eth1 ip client6 > server6 proto=60 len=1
`,
  },
  {
    name: "option-headers",
    about: "hbh and dst: lengths, and options in their order",
    setup: `${ROUTER}
${rules("hbh", [
  "",
  "--hbh-len 8",
  "! --hbh-len 8",
  "--hbh-opts 1:4",
  "--hbh-opts 1",
  "--hbh-opts 30",
  "--hbh-opts 0,0,30",
  "--hbh-opts 0,0,30:2",
  "--hbh-len 16 --hbh-opts 30:4,1",
  "--hbh-opts 30:4,1,0",
])}
${rules("dst", [
  "",
  "--dst-len 8",
  "! --dst-len 8",
  "--dst-opts 1:4",
  "--dst-opts 1,0",
  "--dst-opts 1",
  "--dst-opts 1:9",
  "--dst-opts 1:1,1",
  "--dst-opts 30:2,30:2,30:2",
  "--dst-opts 30,30,30:1",
  "--dst-opts 1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
])}`,
    packets: `
in eth1 udp client6.1 > server6.1
in eth1 udp client6.1 > server6.1 ext=hbh
in eth1 udp client6.1 > server6.1 ext=hbh:0000001e020000
in eth1 udp client6.1 > server6.1 ext=hbh:0000001e02aabb
in eth1 udp client6.1 > server6.1 ext=hbh:011e04000000000106000000000000
in eth1 udp client6.1 > server6.1 ext=hbh:011e04000000000105000000000000
in eth1 udp client6.1 > server6.1 ext=dst
in eth1 udp client6.1 > server6.1 ext=hbh,dst
in eth1 udp client6.1 > server6.1 ext=dst:00010200000100
in eth1 udp client6.1 > server6.1 ext=dst:011e0200001e0200001e0200000000
in eth1 udp client6.1 > server6.1 ext=dst:011e0200001e0200001e0100000000
in eth1 udp client6.1 > server6.1 ext=dst:011e0200001e0200001e0900000000
in eth1 udp client6.1 > server6.1 ext=dst:01010001000100010001000100010000
in eth1 udp client6.1 > server6.1 ext=dst:00010900000000
in eth1 udp client6.1 > server6.1 ext=dst:00010100000001
in eth1 udp client6.1 > server6.1 ext=dst:00010100010100
in eth1 udp client6.1 > server6.1 ext=dst:00010100010101
in eth1 udp client6.1 > server6.1 ext=rt:00040000000000,dst
in eth1 ip client6 > server6 proto=60 hex=110100000000
in eth1 ip client6 > server6 proto=60 hex=11
`,
  },
  {
    name: "routing-header",
    about: "rt: type, segments left, length, the addresses of type 0",
    setup: `${ROUTER}
${rules("rt", [
  "",
  "--rt-type 0",
  "! --rt-type 0",
  "--rt-type 2",
  "--rt-type 256",
  "--rt-segsleft 1",
  "! --rt-segsleft 1:2",
  "! --rt-segsleft 0:4294967295",
  "--rt-len 24",
  "! --rt-len 24",
  "--rt-type 0 --rt-0-res",
  "--rt-type 0 --rt-0-addrs 2001:db8::aa",
  "--rt-type 0 --rt-0-addrs 2001:db8::aa,2001:db8::bb",
  "--rt-type 0 --rt-0-addrs 2001:db8::bb --rt-0-not-strict",
  "--rt-type 0 --rt-0-addrs 2001:db8::aa,2001:db8::bb --rt-0-not-strict",
  "--rt-type 0 --rt-0-addrs 2001:db8::bb,2001:db8::aa --rt-0-not-strict",
])}`,
    packets: `
in eth1 udp client6.1 > server6.1
in eth1 udp client6.1 > server6.1 ext=rt:00000000000000
in eth1 udp client6.1 > server6.1 ext=rt:00000100000000
in eth1 udp client6.1 > server6.1 ext=rt:0200010000000020010db80000000000000000000000aa
in eth1 udp client6.1 > server6.1 ext=rt:0200030000000120010db80000000000000000000000aa
in eth1 udp client6.1 > server6.1 ext=rt:0200000000000020010db80000000000000000000000bb
in eth1 udp client6.1 > server6.1 ext=rt:0400020000000020010db80000000000000000000000aa20010db80000000000000000000000bb
in eth1 udp client6.1 > server6.1 ext=rt:0400000000000020010db80000000000000000000000bb20010db80000000000000000000000aa
in eth1 udp client6.1 > server6.1 ext=rt:0202010000000020010db80000000000000000000000aa
in eth1 udp client6.1 > server6.1 ext=dst,rt:02040100000000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
in eth1 udp client6.1 > server6.1 ext=44:00000900000007,rt:00000000000000
in eth1 ip client6 > server6 proto=43 hex=110200000000000000000000
in eth1 ip client6 > server6 proto=43 hex=1100
`,
  },
];
