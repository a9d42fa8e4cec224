// Two connections with a tuple in common: what is tracked in other zones one way than the other, what NAT
// gives to two. Of two packets that wait in a queue: test/conntrack/clash.test.ts.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER, THREE, THREE_LEGS } from "./router.js";

const COUNTED = `
sysctl -qw net.netfilter.nf_conntrack_acct=1
iptables -A FORWARD -m conntrack --ctstate NEW
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED
iptables -A FORWARD -m conntrack --ctstate RELATED
iptables -A FORWARD -m conntrack --ctstate INVALID`;

/** Both ends of every protocol begin, answer and quote. */
const BOTH_WAYS = `
in eth1 udp client.4000 > server.53
in eth0 udp server.53 > client.4000
in eth1 udp client.4000 > server.53
in eth0 udp server.53 > client.4000
in eth0 icmp hop > client type=3/3 quote=[udp client.4000 > server.53 ]
in eth1 icmp client2 > server type=3/3 quote=[udp server.53 > client.4000 ]
in eth0 udp server.54 > client.4001
in eth1 udp client.4001 > server.54
in eth0 udp server.54 > client.4001
in eth1 tcp client.4000 > server.80 S seq=1
in eth0 tcp server.80 > client.4000 SA seq=9 ack=2
in eth1 tcp client.4000 > server.80 A seq=2 ack=10
in eth0 tcp server.80 > client.4000 A seq=10 ack=2
in eth0 tcp server.81 > client.4000 S seq=1
in eth1 tcp client.4000 > server.81 S seq=1
in eth0 gre server > client
in eth1 gre client > server
in eth0 gre server > client
in eth1 udplite client.4000 > server.53
in eth0 udplite server.53 > client.4000
in eth1 udplite client.4000 > server.53
in eth1 sctp client.4000 > server.80 chunks=init:5
in eth0 sctp server.80 > client.4000 chunks=init:5
in eth0 ip server > client proto=99 hex=00
in eth1 ip client > server proto=99 hex=00
in eth0 ip server > client proto=99 hex=00
in eth1 icmp client > server echo id=7
in eth0 icmp server > client reply id=7
in eth0 icmp server > client echo id=8
in eth1 icmp client > server reply id=8
`;

const ABOUT: Readonly<Record<string, string>> = {
  none: "no zone",
  both: "zone 1",
  orig: "zone 1 for what begins",
  reply: "zone 1 for answers",
};
const WORDS: Readonly<Record<string, string>> = {
  both: "--zone 1",
  orig: "--zone-orig 1",
  reply: "--zone-reply 1",
};

const rule = (device: string, zone: string): string =>
  WORDS[zone] === undefined
    ? ""
    : `\niptables -t raw -A PREROUTING -i ${device} -j CT ${WORDS[zone]}`;

/** What either side's packets say of zones. */
const PAIRS = [
  ["reply", "none"],
  ["orig", "none"],
  ["none", "reply"],
  ["none", "orig"],
  ["orig", "both"],
  ["reply", "both"],
  ["both", "orig"],
  ["both", "reply"],
  ["orig", "reply"],
  ["reply", "orig"],
  ["orig", "orig"],
  ["reply", "reply"],
] as const;

const zones: ScenarioSource[] = PAIRS.map(([inside, outside]) => ({
  name: `clash-zone-${inside}-${outside}`,
  about: `What comes from inside has ${ABOUT[inside]}, what comes from outside ${ABOUT[outside]}`,
  statistics: true,
  setup: `${ROUTER}${COUNTED}${rule("eth1", inside)}${rule("eth0", outside)}`,
  packets: BOTH_WAYS,
}));

// the ports that NAT may draw: of those below 512, and of those above 1023
const NATTED = [
  ["reply", "none", [1, 511]],
  ["orig", "both", [1, 511]],
  ["none", "reply", [1024, 65535]],
] as const;

const natted: ScenarioSource[] = NATTED.map(([inside, outside, [from, to]]) => ({
  name: `clash-zone-nat-${inside}-${outside}`,
  about: `The same with NAT about, which finds tuples taken: inside ${ABOUT[inside]}, outside ${ABOUT[outside]}`,
  statistics: true,
  randomPorts: [from, to],
  setup: `${ROUTER}${COUNTED}
iptables -t nat -A POSTROUTING -s 1.1.1.1 -j ACCEPT${rule("eth1", inside)}${rule("eth0", outside)}`,
  packets: BOTH_WAYS.replace(/^.* sctp .*\n/gm, ""),
}));

/** Scenarios of clashes. */
export const clash: ScenarioSource[] = [
  ...zones,
  ...natted,
  {
    name: "clash-zone-newest",
    about: "Two connections have one tuple, one of them for answers: packets belong to the newer",
    interfaces: THREE,
    statistics: true,
    setup: `${THREE_LEGS}${COUNTED}
iptables -t raw -A PREROUTING -i eth1 -j CT --zone-orig 1
iptables -t raw -A PREROUTING -i eth0 -j CT --zone-reply 1
iptables -A FORWARD -i eth1 -j CONNMARK --set-mark 1
iptables -A FORWARD -i eth0 -j CONNMARK --set-mark 2
iptables -A FORWARD -i eth2 -m connmark --mark 1
iptables -A FORWARD -i eth2 -m connmark --mark 2`,
    packets: `
in eth1 udp client.4000 > server.53
in eth2 udp server.53 > client.4000
in eth0 udp server.53 > client.4000
in eth2 udp server.53 > client.4000
in eth0 udp server.54 > client.4000
in eth2 udp server.54 > client.4000
in eth1 udp client.4000 > server.54
in eth2 udp server.54 > client.4000
in eth2 udp client.4000 > server.54
in eth1 udp client.4000 > server.54
in eth0 udp server.54 > client.4000
`,
  },
  {
    name: "clash-zone-ipv6",
    about: "IPv6: answers in a zone of their own, and what begins from there",
    statistics: true,
    setup: `${ROUTER}
sysctl -qw net.netfilter.nf_conntrack_acct=1
ip6tables -t raw -A PREROUTING -i eth1 -j CT --zone-reply 7
ip6tables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate ESTABLISHED`,
    packets: `
in eth1 udp client6.4000 > server6.53
in eth0 udp server6.53 > client6.4000
in eth0 udp server6.54 > client6.4000
in eth1 udp client6.4000 > server6.54
in eth1 tcp client6.4000 > server6.80 S seq=1
in eth0 tcp server6.80 > client6.4000 A seq=9 ack=2
in eth1 icmp client6 > server6 echo id=7
in eth0 icmp server6 > client6 reply id=7
in eth0 icmp server6 > client6 echo id=7
in eth0 icmp hop6 > client6 type=1/4 quote=[udp client6.4000 > server6.53 ]
in eth0 ip server6 > client6 proto=99 hex=00
in eth1 ip client6 > server6 proto=99 hex=00
`,
  },
  {
    name: "clash-zone-mark",
    about: "The zone is the mark, and DNAT sends to a host that answers in another zone",
    statistics: true,
    setup: `${ROUTER}${COUNTED}
iptables -t raw -A PREROUTING -i eth1 -j MARK --set-mark 5
iptables -t raw -A PREROUTING -i eth1 -j CT --zone mark
iptables -t nat -A PREROUTING -i eth1 -p udp --dport 53 -j DNAT --to-destination 203.0.113.10
iptables -t raw -A PREROUTING -i eth0 -p udp --sport 53 -j CT --zone-orig 5`,
    packets: `
in eth1 udp client.4000 > server.53
in eth0 udp server2.53 > client.4000
in eth1 udp client.4000 > server.54
in eth0 udp server.54 > client.4000
in eth1 udp client.4000 > server.54
`,
  },
  {
    name: "clash-nat-no-ports",
    about: "SNAT and DNAT of protocols without ports give two connections one answer",
    statistics: true,
    setup: `${ROUTER}
sysctl -qw net.netfilter.nf_conntrack_acct=1
${inBoth("-A FORWARD -m conntrack --ctstate NEW")}
iptables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 192.0.2.1
ip6tables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 2001:db8::1
iptables -t nat -A PREROUTING -i eth1 -d 198.51.100.1 -j DNAT --to-destination 203.0.113.9`,
    packets: `
in eth1 ip client > server proto=99 hex=00
in eth1 ip client2 > server proto=99 hex=00
in eth0 ip server > router proto=99 hex=00
in eth1 gre client > server
in eth1 gre client2 > server
in eth0 gre server > router
in eth1 ip client > server proto=50 hex=0000000100000001
in eth1 ip client > 198.51.100.1 proto=50 hex=0000000100000001
in eth1 ip client6 > server6 proto=99 hex=00
in eth1 ip client26 > server6 proto=99 hex=00
in eth0 ip server6 > router6 proto=99 hex=00
`,
  },
  {
    name: "clash-nat-one-port",
    about: "SNAT to one port: the second is dropped, whatever its protocol",
    statistics: true,
    setup: `${ROUTER}
sysctl -qw net.netfilter.nf_conntrack_acct=1
iptables -A FORWARD -m conntrack --ctstate NEW
iptables -t nat -A POSTROUTING -o eth0 -p tcp -j SNAT --to-source 192.0.2.1:5000
iptables -t nat -A POSTROUTING -o eth0 -p udp -j SNAT --to-source 192.0.2.1:5000
iptables -t nat -A POSTROUTING -o eth0 -p sctp -j SNAT --to-source 192.0.2.1:5000
iptables -t nat -A POSTROUTING -o eth0 -p icmp -j SNAT --to-source 192.0.2.1
iptables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 192.0.2.1`,
    packets: `
in eth1 tcp client.4000 > server.80 S seq=1
in eth1 tcp client2.4000 > server.80 S seq=1
in eth1 udp client.4000 > server.53
in eth1 udp client2.4000 > server.53
in eth1 udp client2.4000 > server.53
in eth0 udp server.53 > router.5000
in eth1 sctp client.4000 > server.80 chunks=init:5
in eth1 sctp client2.4000 > server.80 chunks=init:5
in eth1 icmp client > server echo id=1
in eth0 icmp server > router reply id=1
`,
  },
];
