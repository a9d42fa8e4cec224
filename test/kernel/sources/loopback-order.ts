// The order of what goes over `lo`: what a sender says is received at once, what a rule makes when its table
// is done, what comes of a received packet behind all that was there before.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, THREE, THREE_LEGS } from "./router.js";

/** Both families: lines with an address of theirs. */
const logged = (tables: readonly [string, string][]): string =>
  tables
    .map(([table, chain]) =>
      inBoth(`-t ${table} -A ${chain} -j LOG --log-prefix "${table} ${chain} "`),
    )
    .join("\n");

const RECEIVED = logged([
  ["raw", "PREROUTING"],
  ["mangle", "INPUT"],
]);

const LATER = logged([
  ["raw", "OUTPUT"],
  ["mangle", "OUTPUT"],
  ["filter", "OUTPUT"],
  ["security", "OUTPUT"],
  ["mangle", "POSTROUTING"],
]);

export const loopbackOrder: ScenarioSource[] = [
  {
    name: "loopback-copies",
    about:
      "Copies of a local sender's packets come back over lo when the table that made them is done",
    interfaces: THREE,
    setup: `${THREE_LEGS}
${RECEIVED}
iptables -t raw -A OUTPUT -p udp --dport 1 -j TEE --gateway 10.0.0.1
iptables -t raw -A OUTPUT -p udp --dport 1 -j TEE --gateway 127.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 2 -j TEE --gateway 198.51.100.1 --oif lo
iptables -t nat -A OUTPUT -p udp --dport 3 -j TEE --gateway 10.0.0.1
iptables -A OUTPUT -p udp --dport 4 -j TEE --gateway 10.0.0.1
iptables -A OUTPUT -p udp --dport 4 -j TEE --gateway 10.0.0.1
iptables -t security -A OUTPUT -p udp --dport 5 -j TEE --gateway 10.0.0.1
iptables -t mangle -A POSTROUTING -p udp --dport 6 -j TEE --gateway 10.0.0.1
iptables -t nat -A POSTROUTING -p udp --dport 7 -j TEE --gateway 10.0.0.1
iptables -t raw -A OUTPUT -p udp --dport 8 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 8 -j TEE --gateway 10.0.0.1
iptables -A OUTPUT -p udp --dport 8 -j TEE --gateway 10.0.0.1
iptables -t mangle -A POSTROUTING -p udp --dport 8 -j TEE --gateway 10.0.0.1
ip6tables -t raw -A OUTPUT -p udp --dport 1 -j TEE --gateway 2001:db8:1::1
ip6tables -t raw -A OUTPUT -p udp --dport 1 -j TEE --gateway ::1
ip6tables -t mangle -A OUTPUT -p udp --dport 2 -j TEE --gateway 2001:db8:1::1
ip6tables -t nat -A OUTPUT -p udp --dport 3 -j TEE --gateway 2001:db8:1::1
ip6tables -A OUTPUT -p udp --dport 4 -j TEE --gateway 2001:db8:1::1
ip6tables -A OUTPUT -p udp --dport 4 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A POSTROUTING -p udp --dport 6 -j TEE --gateway 2001:db8:1::1
ip6tables -t raw -A OUTPUT -p udp --dport 8 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 8 -j TEE --gateway 2001:db8:1::1
ip6tables -A OUTPUT -p udp --dport 8 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A POSTROUTING -p udp --dport 8 -j TEE --gateway 2001:db8:1::1
${LATER}`,
    packets: [
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `out eth0 udp router.9 > server.${n}`),
      ...[1, 2, 4, 6, 8].map((n) => `out eth0 udp router.9 > inside.${n}`),
      ...[1, 2, 3, 4, 6, 8].map((n) => `out eth0 udp router6.9 > server6.${n}`),
      ...[1, 2, 4, 6, 8].map((n) => `out eth0 udp router6.9 > inside6.${n}`),
      "",
    ].join("\n"),
  },
  {
    name: "loopback-answers",
    about:
      "Answers to a local sender and to TEE's copies of its packets come back over lo when the table is done",
    interfaces: THREE,
    setup: `${THREE_LEGS}
${RECEIVED}
iptables -A OUTPUT -p udp --dport 1 -j LOG --log-prefix "before "
iptables -A OUTPUT -p udp --dport 1 -j TEE --gateway 10.0.1.99
iptables -A OUTPUT -p udp --dport 1 -j LOG --log-prefix "between "
iptables -A OUTPUT -p udp --dport 1 -j REJECT
iptables -A OUTPUT -p tcp --dport 2 -j TEE --gateway 10.0.1.99
iptables -A OUTPUT -p tcp --dport 2 -j TEE --gateway 10.0.0.1
iptables -A OUTPUT -p tcp --dport 2 -j REJECT --reject-with tcp-reset
iptables -t mangle -A OUTPUT -p udp --dport 3 -j TEE --gateway 10.0.0.1
iptables -A OUTPUT -p udp --dport 3 -j REJECT
iptables -t mangle -A OUTPUT -p icmp -j TEE --gateway 10.0.0.1
iptables -t mangle -A POSTROUTING -p icmp -j TEE --gateway 10.0.0.1
ip6tables -A OUTPUT -p udp --dport 1 -j LOG --log-prefix "before "
ip6tables -A OUTPUT -p udp --dport 1 -j TEE --gateway 2001:db8:2::99
ip6tables -A OUTPUT -p udp --dport 1 -j LOG --log-prefix "between "
ip6tables -A OUTPUT -p udp --dport 1 -j REJECT
ip6tables -A OUTPUT -p tcp --dport 2 -j TEE --gateway 2001:db8:2::99
ip6tables -A OUTPUT -p tcp --dport 2 -j TEE --gateway 2001:db8:1::1
ip6tables -A OUTPUT -p tcp --dport 2 -j REJECT --reject-with tcp-reset
ip6tables -t mangle -A OUTPUT -p udp --dport 3 -j TEE --gateway 2001:db8:1::1
ip6tables -A OUTPUT -p udp --dport 3 -j REJECT
ip6tables -t mangle -A OUTPUT -p icmpv6 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A POSTROUTING -p icmpv6 -j TEE --gateway 2001:db8:1::1
${LATER}`,
    packets: `
out eth0 udp router.9 > server.1
out eth0 tcp router.9 > server.2 S seq=1
out eth0 tcp router.9 > inside.2 S seq=1
out eth0 udp router.9 > server.3
out eth0 udp router.9 > inside.3
out eth0 icmp router > inside echo id=4 seq=1
in eth1 udp client.9 > inside.1
out eth0 udp router6.9 > server6.1
out eth0 tcp router6.9 > server6.2 S seq=1
out eth0 tcp router6.9 > inside6.2 S seq=1
out eth0 udp router6.9 > server6.3
out eth0 udp router6.9 > inside6.3
out eth0 icmp router6 > inside6 echo id=4 seq=1
`,
  },
  {
    name: "loopback-errors",
    about:
      "A local sender's packet does not fit where a rule sends it: the error, its copies, and the copies of errors",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip link set eth2 mtu 1300
ip route add default via 10.0.1.7 dev eth2 table 7
ip rule add fwmark 7 table 7
ip -6 route add default via 2001:db8:2::7 dev eth2 table 7
ip -6 rule add fwmark 7 table 7
${RECEIVED}
${inBoth("-t mangle -A OUTPUT -p udp --dport 7 -j MARK --set-mark 7")}
iptables -t mangle -A POSTROUTING -p icmp -j TEE --gateway 10.0.0.1
iptables -t mangle -A POSTROUTING -p udp --dport 7 -j TEE --gateway 10.0.0.1
ip6tables -t mangle -A POSTROUTING -p icmpv6 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A POSTROUTING -p udp --dport 7 -j TEE --gateway 2001:db8:1::1
${LATER}`,
    packets: `
out eth0 udp router.9 > server.7 len=1400 df
out eth0 udp router.9 > server.7 len=100 df
out eth0 udp router.9 > server.8 len=1400 df
in eth1 udp client.9 > server.8 len=1400 df ttl=1
out eth0 udp router6.9 > server6.7 len=1400
out eth0 udp router6.9 > server6.7 len=100
in eth1 udp client6.9 > server6.8 ttl=1
`,
  },
  {
    name: "loopback-received",
    about:
      "What received packets send over lo waits until they are done, and behind what waits already",
    interfaces: THREE,
    setup: `${THREE_LEGS}
${RECEIVED}
iptables -t raw -A PREROUTING -i eth1 -j TEE --gateway 10.0.0.1
iptables -t mangle -A PREROUTING -i eth1 -j TEE --gateway 127.0.0.1
iptables -t mangle -A FORWARD -j TEE --gateway 10.0.0.1
iptables -t mangle -A INPUT -i eth1 -j TEE --gateway 10.0.0.1
iptables -t raw -A PREROUTING -i lo -p udp --dport 4 -j TEE --gateway 10.0.1.99
iptables -A INPUT -p udp --dport 2 -j REJECT
iptables -A INPUT -p tcp --dport 2 -j REJECT --reject-with tcp-reset
iptables -A FORWARD -p udp --dport 3 -j REJECT
iptables -A INPUT -i lo -p udp --dport 3 -j REJECT
ip6tables -t raw -A PREROUTING -i eth1 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A PREROUTING -i eth1 -j TEE --gateway ::1
ip6tables -t mangle -A FORWARD -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A INPUT -i eth1 -j TEE --gateway 2001:db8:1::1
ip6tables -A INPUT -p udp --dport 2 -j REJECT
ip6tables -A INPUT -p tcp --dport 2 -j REJECT --reject-with tcp-reset
ip6tables -A FORWARD -p udp --dport 3 -j REJECT
${LATER}`,
    packets: `
in eth1 udp client.9 > server.1
in eth1 udp client.9 > inside.1
in eth1 udp client.9 > inside.2
in eth1 tcp client.9 > inside.2 S seq=1
in eth1 udp client.9 > server.3
in eth1 udp client.9 > server.4
out eth0 udp router.9 > inside.2
out eth0 tcp router.9 > inside.2 S seq=1
out eth0 udp router.9 > inside.3
out eth0 udp router.9 > inside.4
in eth1 udp client6.9 > server6.1
in eth1 udp client6.9 > inside6.1
in eth1 udp client6.9 > inside6.2
in eth1 tcp client6.9 > inside6.2 S seq=1
in eth1 udp client6.9 > server6.3
out eth0 udp router6.9 > inside6.2
out eth0 tcp router6.9 > inside6.2 S seq=1
`,
  },
  {
    name: "loopback-many",
    about:
      "Multicasts and broadcasts of a local sender with their copies, and what rules make of both",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip route add 239.0.0.0/8 dev eth1
ip route add table local multicast 239.0.0.0/8 dev eth1
${RECEIVED}
iptables -t raw -A OUTPUT -p udp --dport 1 -j TEE --gateway 10.0.0.1
iptables -t mangle -A POSTROUTING -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -A INPUT -i eth1 -p udp --dport 3 -j TEE --gateway 10.0.0.1
iptables -t raw -A OUTPUT -p udp --dport 4 -j TEE --gateway 224.0.0.9
iptables -t raw -A OUTPUT -p udp --dport 5 -j TEE --gateway 10.0.0.255
ip6tables -t raw -A OUTPUT -p udp --dport 1 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A POSTROUTING -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
${LATER}`,
    packets: `
out eth1 udp inside.9 > 224.0.0.9.1
out eth1 udp inside.9 > 224.0.0.9.2
out eth1 udp inside.9 > 10.0.0.255.1
out eth1 udp inside.9 > 10.0.0.255.2
out eth1 udp inside.9 > 10.0.0.255.3
out eth1 udp inside.9 > 10.0.0.255.3 len=3000
out eth1 udp inside.9 > 239.1.1.1.1 ttl=0
out eth0 udp router.9 > server.4
out eth0 udp router.9 > server.5
out eth1 udp inside6.9 > ff02::9.1
out eth1 udp inside6.9 > ff02::1.1
out eth1 udp inside6.9 > ff02::1.2
`,
  },
  {
    name: "loopback-traced",
    about: "Lines of TRACE where copies and answers come back over lo",
    interfaces: THREE,
    setup: `${THREE_LEGS}
${inBoth("-t raw -A OUTPUT -j TRACE")}
${inBoth("-t raw -A PREROUTING -j TRACE")}
iptables -t mangle -A OUTPUT -p udp --dport 1 -j TEE --gateway 10.0.0.1
iptables -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -A OUTPUT -p udp --dport 2 -j REJECT
iptables -t mangle -A POSTROUTING -p udp --dport 3 -j TEE --gateway 10.0.0.1
iptables -t nat -A OUTPUT -p udp --dport 4 -j DNAT --to 10.0.0.1
iptables -A INPUT -i lo -p udp --dport 4 -j REJECT
ip6tables -t mangle -A OUTPUT -p udp --dport 1 -j TEE --gateway 2001:db8:1::1
ip6tables -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -A OUTPUT -p udp --dport 2 -j REJECT
ip6tables -t mangle -A POSTROUTING -p udp --dport 3 -j TEE --gateway 2001:db8:1::1
ip6tables -t nat -A OUTPUT -p udp --dport 4 -j DNAT --to 2001:db8:1::1
ip6tables -A INPUT -i lo -p udp --dport 4 -j REJECT`,
    packets: [
      ...[1, 2, 3, 4].map((n) => `out eth0 udp router.9 > server.${n}`),
      ...[1, 2, 3, 4].map((n) => `in eth1 udp client.9 > server.${n}`),
      ...[1, 2, 3, 4].map((n) => `out eth0 udp router6.9 > server6.${n}`),
      "",
    ].join("\n"),
  },
  {
    name: "loopback-crowded",
    about: "Two dozen copies of a packet wait to come back over lo, the last of them as the first",
    interfaces: THREE,
    setup: `${THREE_LEGS}
${RECEIVED}
${Array.from({ length: 24 }, (_, n) => `iptables -t mangle -A FORWARD -p udp --dport ${n === 0 ? 2 : "1:2"} -j TEE --gateway 10.0.0.1`).join("\n")}
${Array.from({ length: 24 }, () => "iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1").join("\n")}
${Array.from({ length: 24 }, () => "ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1").join("\n")}
iptables -t raw -A PREROUTING -i lo -p udp --dport 2 -m statistic --mode nth --every 3 --packet 0 -j TEE --gateway 10.0.0.1
ip6tables -t raw -A PREROUTING -i lo -p udp --dport 2 -m statistic --mode nth --every 3 --packet 0 -j TEE --gateway 2001:db8:1::1`,
    packets: `
in eth1 udp client.9 > server.1
in eth1 udp client.9 > server.2 len=900
out eth0 udp router.9 > server.1
out eth0 udp router.9 > server.2 len=1200
out eth0 udp router6.9 > server6.1
out eth0 udp router6.9 > server6.2 len=1200
`,
  },
  {
    name: "loopback-opened",
    about:
      "SYNPROXY in INPUT answers a client on the host itself: each segment waits for the one before",
    interfaces: THREE,
    setup: `${THREE_LEGS}
${RECEIVED}
${inBoth(`
-t raw -A OUTPUT -p tcp --syn --dport 80 -j CT --notrack
-A INPUT -i lo -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1460 --sack-perm`)}
${LATER}`,
    packets: ["router inside", "router6 inside6"]
      .map((ends) => ends.split(" "))
      .flatMap(([client, server]) => [
        `out eth0 tcp ${client}.4000 > ${server}.80 S seq=100 mss=1460`,
        `out eth0 tcp ${client}.4000 > ${server}.80 A seq=101 ack=268435457 win=500`,
        `out eth1 tcp ${server}.80 > ${client}.4000 SA seq=7000 ack=101 mss=1400 win=2000`,
        `out eth0 tcp ${client}.4000 > ${server}.80 PA seq=101 ack=268435457 len=9 win=500`,
      ])
      .join("\n")
      .concat("\n"),
  },
  {
    name: "loopback-pieces",
    about: "Fragments that go over a narrow lo, of a local sender's packets and of their copies",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip link set lo mtu 1300
${RECEIVED}
iptables -t mangle -A OUTPUT -p udp --dport 2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p icmp -j TEE --gateway 10.0.0.1
ip6tables -t mangle -A OUTPUT -p udp --dport 2 -j TEE --gateway 2001:db8:1::1
${LATER}`,
    packets: `
out eth0 udp router.9 > inside.1 len=1000 nodf
out eth0 udp router.9 > server.1 len=1400 nodf
out eth0 udp router.9 > server.2 len=1400 nodf
out eth0 udp router.9 > server.2 len=1400 df
in eth1 udp client.9 > inside.1 len=2800 id=6 pieces=0-1400,1400-
out eth0 udp router6.9 > inside6.1 len=1000
out eth0 udp router6.9 > server6.2 len=1400
`,
  },
];
