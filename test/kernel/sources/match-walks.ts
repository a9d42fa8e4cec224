// Matches on chunks of SCTP and on the authentication header, byte by byte.
import type { ScenarioSource } from "../scenario.js";
import { chains, commands, numbered } from "./match-edges.js";
import { inBoth, ROUTER } from "./router.js";

/** What is asked of SCTP packets. */
const SCTP_RULES = [
  "--chunk-types any I_DATA",
  "--chunk-types any I_DATA:I",
  "--chunk-types any I_DATA:i",
  "--chunk-types any I_DATA:U",
  "--chunk-types any DATA",
  "--chunk-types any DATA:B",
  "--chunk-types any DATA:b",
  "--chunk-types any DATA:BE",
  "--chunk-types any DATA:Be",
  "--chunk-types all DATA",
  "--chunk-types all DATA,INIT",
  "--chunk-types all DATA:B",
  "--chunk-types only DATA",
  "--chunk-types only DATA:B",
  "--chunk-types only DATA,SACK,COOKIE_ECHO",
  "! --chunk-types any INIT",
  "! --chunk-types only DATA",
  "! --chunk-types all INIT,DATA",
  "--chunk-types any ALL",
  "--chunk-types all ALL",
  "--chunk-types only ALL",
  "--chunk-types any NONE",
  "--chunk-types all NONE",
  "--chunk-types only NONE",
  "--chunk-types any ABORT:T",
  "--chunk-types any ABORT:t",
  "--chunk-types any SHUTDOWN_COMPLETE:T",
  "--chunk-types any DATA:I",
  "--dport 80",
  "! --dport 80",
  "--sport 5",
  "! --sport 0:65535",
  "-m sctp",
  "--dport 80 --chunk-types any DATA:i",
  "--chunk-types any DATA:I,I_DATA:B,ABORT:T,SHUTDOWN_COMPLETE:t",
] as const;

/** What is asked of authentication headers, IPv4. */
const AH_RULES = [
  "-p ah",
  "-p ah --ahspi 5",
  "-p ah ! --ahspi 5",
  "-p ah --ahspi 1:9",
  "-p ah -m ah",
] as const;

/** The same, IPv6; and of what stands behind extension headers. */
const AH6_RULES = [
  "-m ah",
  "-m ah --ahspi 5",
  "-m ah ! --ahspi 5",
  "-m ah --ahlen 24",
  "-m ah ! --ahlen 24",
  "-m ah --ahlen 12 --ahspi 1:9",
  "-m ah --ahres",
  "-p udp -m ah --ahspi 5 --dport 80",
  "-p ah --ahspi 5",
  "-p udp",
  "-p 59",
  "-p 60",
] as const;

/** Scenarios of matches that walk through a packet. */
export const matchWalks: ScenarioSource[] = [
  {
    name: "match-sctp",
    about: "sctp: ports; chunks of which any, all or only these are there, and their flags",
    setup: `${ROUTER}${inBoth(chains(numbered(SCTP_RULES, "-p sctp "), "FORWARD"))}`,
    packets: `
in eth1 ip client > server proto=132 hex=00010050000000010000000040000004
in eth1 ip client > server proto=132 hex=00010050000000010000000040080004
in eth1 ip client > server proto=132 hex=00010050000000010000000040040004
in eth1 ip client > server proto=132 hex=0001005000000001000000000000000761626300
in eth1 ip client > server proto=132 hex=00010050000000010000000000020004
in eth1 ip client > server proto=132 hex=00010050000000010000000000030004
in eth1 ip client > server proto=132 hex=00010050000000010000000000010004
in eth1 ip client > server proto=132 hex=0001005000000001000000000100001478787878787878787878787878787878
in eth1 ip client > server proto=132 hex=0001005000000001000000000100000400020004
in eth1 ip client > server proto=132 hex=0001005000000001000000000002000400000004
in eth1 ip client > server proto=132 hex=00010050000000010000000003000004000300040a000004
in eth1 ip client > server proto=132 hex=00010050000000010000000006010004
in eth1 ip client > server proto=132 hex=00010050000000010000000006000004
in eth1 ip client > server proto=132 hex=00010050000000010000000000000000
in eth1 ip client > server proto=132 hex=0001005000000001000000000100000400000000
in eth1 ip client > server proto=132 hex=000100500000000100000000
in eth1 ip client > server proto=132 hex=0001005000000001000000000000
in eth1 ip client > server proto=132 hex=00010050000000010000000001000064
in eth1 ip client > server proto=132 hex=000100500000000100000000010000040000
in eth1 ip client > server proto=132 hex=0001005000000001000000000100000200000004
in eth1 ip client > server proto=132 hex=000100500000000100000000000f0004400f0004
in eth1 ip client > server proto=132 hex=000100500000000100000000ff000004
in eth1 ip client > server proto=132 hex=0001005000000001000000000100ffff
in eth1 ip client > server proto=132 hex=0001005000000001000000000e010004
in eth1 ip client > server proto=132 hex=0001005000000001000000000300000500000000
in eth1 ip client > server proto=132 hex=00050051000000010000000000000004
in eth1 ip client > server proto=132 hex=0001000200000000
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000040000004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000040080004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000040040004
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000000000761626300
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000000020004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000000030004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000000010004
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000100001478787878787878787878787878787878
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000100000400020004
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000002000400000004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000003000004000300040a000004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000006010004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000006000004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000000000000
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000100000400000000
in eth1 ip client6 > server6 proto=132 hex=000100500000000100000000
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000000
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000001000064
in eth1 ip client6 > server6 proto=132 hex=000100500000000100000000010000040000
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000100000200000004
in eth1 ip client6 > server6 proto=132 hex=000100500000000100000000000f0004400f0004
in eth1 ip client6 > server6 proto=132 hex=000100500000000100000000ff000004
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000100ffff
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000e010004
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000300000500000000
in eth1 ip client6 > server6 proto=132 hex=00050051000000010000000000000004
in eth1 ip client6 > server6 proto=132 hex=0001000200000000
`,
  },
  {
    name: "match-ah",
    about: "ah in both families; chains of IPv6 headers that end early, or in a later fragment",
    setup: `${ROUTER}${commands("iptables", chains(numbered(AH_RULES, ""), "FORWARD"))}
${commands("ip6tables", chains(numbered(AH6_RULES, ""), "FORWARD"))}`,
    packets: `
in eth1 ip client > server proto=51 hex=1104000000000005000000010000000000000000000000000001005000080000
in eth1 ip client > server proto=51 hex=1104000000000009000000010000000000000000000000000001005000080000
in eth1 ip client > server proto=51 hex=110100000000000a000000010001005000080000
in eth1 ip client > server proto=51 hex=1104000000000005000000
in eth1 ip client > server proto=51 hex=110400000000000500000001
in eth1 ip client > server proto=51 hex=
in eth1 ip client > server proto=51 hex=1100000000000005000000010001005000080000
in eth1 ip client > server proto=51 hex=1104000000000005000000010000000000000000000000000001005000080000 frag=0+
in eth1 ip client > server proto=51 hex=1104000000000005000000010000000000000000000000000001005000080000 frag=24
in eth1 ip client6 > server6 proto=51 hex=1104000000000005000000010000000000000000000000000001005000080000
in eth1 ip client6 > server6 proto=51 hex=1104000000000009000000010000000000000000000000000001005000080000
in eth1 ip client6 > server6 proto=51 hex=110100000000000a000000010001005000080000
in eth1 ip client6 > server6 proto=51 hex=1104000000000005000000
in eth1 ip client6 > server6 proto=51 hex=110400000000000500000001
in eth1 ip client6 > server6 proto=51 hex=
in eth1 ip client6 > server6 proto=51 hex=1100000000000005000000010001005000080000
in eth1 ip client6 > server6 proto=51 hex=3b0400000000000500000001000000000000000000000000
in eth1 ip client6 > server6 proto=51 hex=1104000100000005000000010000000000000000000000000001005000080000
in eth1 ip client6 > server6 proto=51 hex=11
in eth1 ip client6 > server6 proto=51 hex=1104
in eth1 ip client6 > server6 proto=51 hex=11040000
in eth1 ip client6 > server6 proto=17 hex=0001005000080000
in eth1 ip client6 > server6 proto=60 hex=33000104000000001104000000000005000000010000000000000000000000000001005000080000
in eth1 ip client6 > server6 proto=60 hex=11000104000000000001005000080000
in eth1 ip client6 > server6 proto=60 hex=1100
in eth1 ip client6 > server6 proto=60 hex=11000104
in eth1 ip client6 > server6 proto=60 hex=3b000104
in eth1 ip client6 > server6 proto=60 hex=3c000104
in eth1 ip client6 > server6 proto=60 hex=11
in eth1 ip client6 > server6 proto=43 hex=11000000
in eth1 ip client6 > server6 proto=43 hex=110000
in eth1 ip client6 > server6 proto=43 hex=1100
in eth1 ip client6 > server6 proto=44 hex=33000001000000071104000000000005000000010000000000000000000000000001005000080000
in eth1 ip client6 > server6 proto=44 hex=330000110000000778787878787878787878787878787878
in eth1 ip client6 > server6 proto=44 hex=110000110000000778787878787878787878787878787878
in eth1 ip client6 > server6 proto=44 hex=3c0000110000000778787878787878787878787878787878
in eth1 ip client6 > server6 proto=44 hex=3b0000110000000778787878787878787878787878787878
in eth1 ip client6 > server6 proto=44 hex=11000000000000070001005000080000
in eth1 ip client6 > server6 proto=44 hex=11000000
in eth1 ip client6 > server6 proto=44 hex=110000
in eth1 ip client6 > server6 proto=44 hex=11000008
in eth1 ip client6 > server6 proto=44 hex=3c000008
in eth1 ip client6 > server6 proto=51 hex=11040000000000
in eth1 ip client6 > server6 proto=51 hex=3a0000
`,
  },
];
