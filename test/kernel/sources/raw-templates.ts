// What rules of table raw see of a packet that a CT rule before them gave its template, or that NOTRACK
// set aside (nf_ct_get).
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

const SEEN = (chain: string): readonly string[] =>
  [
    "-m cluster --cluster-total-nodes 4 --cluster-local-node 1 --cluster-hash-seed 7",
    "-m cluster --cluster-total-nodes 4 --cluster-local-node 2 --cluster-hash-seed 7",
    "-m cluster --cluster-total-nodes 4 ! --cluster-local-node 1 --cluster-hash-seed 7",
    "-m cluster --cluster-total-nodes 4 --cluster-local-nodemask 14 --cluster-hash-seed 7",
    "-m connbytes --connbytes 0: --connbytes-dir both --connbytes-mode packets",
    "-m connbytes ! --connbytes 0: --connbytes-dir both --connbytes-mode packets",
    "-m connbytes --connbytes 0 --connbytes-dir original --connbytes-mode avgpkt",
    "-m connmark --mark 0",
    "-m connmark ! --mark 0",
    "-m conntrack --ctstate NEW",
    "-m conntrack ! --ctstate NEW",
    "-m conntrack --ctstate UNTRACKED",
    "-m conntrack --ctstatus CONFIRMED",
    "-m conntrack --ctdir ORIGINAL",
    "-m conntrack --ctdir REPLY",
    "-m conntrack --ctproto 0",
    "-m conntrack ! --ctproto 17",
    "-m conntrack --ctorigsrc 10.0.0.5",
    "-m conntrack ! --ctorigsrc 10.0.0.5",
    "-m conntrack --ctexpire 0:1000",
    "-m conntrack ! --ctorigdstport 53",
    "-m state --state NEW",
  ].map((words) => `-A ${chain} ${words}`);

const MARKS = (chain: string): readonly string[] => [
  `-A ${chain} -p udp --dport 1 -j HMARK --hmark-tuple ct,src,dst,sport,dport --hmark-mod 1000 --hmark-rnd 5`,
  `-A ${chain} -p udp --dport 2 -j HMARK --hmark-tuple ct,src,dst --hmark-mod 65536 --hmark-offset 3 --hmark-rnd 0`,
  `-A ${chain} -p udp --dport 3 -j HMARK --hmark-tuple ct,sport --hmark-mod 65536 --hmark-dport 77 --hmark-rnd 9`,
];

const rules = (first: string): string => {
  const lines = ["PREROUTING", "OUTPUT"].flatMap((chain) => [
    ...first.split("\n").map((words) => `-A ${chain} ${words}`),
    ...SEEN(chain),
    ...MARKS(chain),
  ]);
  const four = lines.map((l) => `iptables -t raw ${l}`);
  const six = lines.filter((l) => !l.includes("10.0.0.5")).map((l) => `ip6tables -t raw ${l}`);
  return [...four, ...six].join("\n");
};

const PACKETS = `
in eth1 udp client.9 > server.1
in eth1 udp client.9 > server.2
in eth1 udp client.9 > server.3
in eth1 tcp client.9 > server.80 S
in eth1 icmp client > server echo id=1 seq=1
in eth0 icmp server > client reply id=1 seq=1
in eth0 udp server.1 > client.9
out eth0 udp router.9 > server.1
out eth0 udp router.9 > router.2
in eth1 tcp client.9 > server.80 S badsum
in eth1 udp client6.9 > server6.1
in eth1 udp client6.9 > server6.2
in eth1 udp client6.9 > server6.3
in eth1 tcp client6.9 > server6.80 S
in eth1 icmp client6 > server6 echo id=1 seq=1
in eth0 icmp server6 > client6 reply id=1 seq=1
in eth0 udp server6.1 > client6.9
out eth0 udp router6.9 > server6.1
out eth0 udp router6.9 > router6.2
in eth1 icmp client6 > inside6 type=135/0
`;

/** Scenarios of table raw. */
export const rawTemplates: ScenarioSource[] = [
  {
    name: "raw-template-seen",
    about: "What rules behind CT see: a connection of nobody that is new, with no counters",
    setup: `${ROUTER}
${rules("-j CT --zone 3")}
${inBoth("-A FORWARD -m mark ! --mark 0")}`,
    packets: PACKETS,
  },
  {
    name: "raw-untracked-seen",
    about: "What rules behind NOTRACK see: no connection",
    setup: `${ROUTER}
${rules("-j NOTRACK")}`,
    packets: PACKETS,
  },
  {
    name: "raw-nothing-seen",
    about:
      "What rules of table raw see where no CT rule was: no connection, but for what came over lo",
    setup: `${ROUTER}
${rules("-p 99 -j CT --zone 3")}`,
    packets: PACKETS,
  },
];
