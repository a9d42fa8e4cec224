// Connections that a network has at once: -m connlimit.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

const open = (port: number, from = "client", to = "server.80"): string =>
  `in eth1 tcp ${from}.${port} > ${to} S seq=1`;
/** Packets of so many connections, some milliseconds apart. */
const each = (start: number, packet: (port: number) => string): string =>
  Array.from({ length: 80 }, (_, i) => `@${(start + i * 0.01).toFixed(3)} ${packet(i + 1)}`).join(
    "\n",
  );

/** For which direction zones count of what comes from inside, and from outside. */
const ZONED = [
  ["orig", ""],
  ["reply", ""],
  ["reply", "orig"],
  ["orig", "reply"],
] as const;

const BOTH_BEGIN = [
  ...[4000, 4001, 4002].flatMap((port) => [
    `in eth1 tcp client.${port} > server.80 S seq=1`,
    `in eth0 tcp server.80 > client.${port} SA seq=9 ack=2`,
    `in eth0 tcp server.80 > client.${port} S seq=9`,
  ]),
  "in eth1 tcp client.4000 > server.80 RA seq=2 ack=10",
  "in eth1 tcp client.4009 > server.80 S seq=1",
  "in eth0 udp server.53 > client.4000",
  "in eth1 udp client.4000 > server.53",
  "in eth0 udp server.53 > client.4000",
];

export const connlimit: ScenarioSource[] = [
  {
    name: "connlimit",
    about:
      "Connections are counted by source or destination network, new ones and those of answers",
    realTime: true,
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m connlimit --connlimit-above 2
-A FORWARD -m connlimit --connlimit-upto 2
-A FORWARD -m connlimit --connlimit-above 2 --connlimit-daddr
-A FORWARD -m connlimit --connlimit-above 3 --connlimit-mask 24
-A FORWARD -m connlimit --connlimit-above 3 --connlimit-mask 0
-A FORWARD -m connlimit ! --connlimit-above 0
-A FORWARD -s 10.0.0.6,10.0.0.7 -m connlimit --connlimit-above 1 --connlimit-mask 24`)
      .replaceAll(/ip6tables.* -s 10.*/g, "")
      .replaceAll(/ip6(tables.*)--connlimit-mask 24/g, "ip6$1--connlimit-mask 64")}`,
    packets: `
${[1, 2, 3, 4].map((n) => `@${n * 0.02} ${open(4000 + n)}`).join("\n")}
@0.1 in eth1 tcp client2.4000 > server.80 S seq=1
@0.12 in eth1 tcp 10.0.0.7.4000 > server.80 S seq=1
@0.14 in eth0 tcp server.80 > client.4001 SA seq=9 ack=2
@0.16 in eth1 tcp client.4001 > server.80 A seq=2 ack=10
@0.18 in eth1 udp client.53 > server.53
@0.2 in eth1 udp client.53 > server2.53
@0.22 in eth0 udp server.53 > client.53
@0.24 in eth0 icmp server > client type=3/3 quote=[udp client.53 > server.53]
@0.26 in eth1 icmp client > server echo id=1
@0.28 in eth1 tcp client6.1 > server6.80 S seq=1
@0.3 in eth1 tcp client6.2 > server6.80 S seq=1
@0.32 in eth1 tcp client26.2 > server6.80 S seq=1
@0.34 in eth1 udp client26.3 > server6.80
@0.36 in eth0 udp server6.80 > client26.3
`,
  },
  {
    name: "connlimit-closed",
    about: "Closed TCP connections count no more, nor do those that were dropped",
    realTime: true,
    setup: `${ROUTER}
iptables -A FORWARD -p tcp -m connlimit --connlimit-above 3
iptables -A FORWARD -p tcp -m connlimit --connlimit-above 2
iptables -A FORWARD -p tcp -m connlimit --connlimit-above 1
iptables -A FORWARD -p tcp -m connlimit --connlimit-above 0
iptables -A FORWARD -p tcp --dport 81 -j DROP
iptables -A FORWARD -p tcp -m connlimit --connlimit-above 2 -j REJECT --reject-with tcp-reset
`,
    packets: `
@0 ${open(1)}
@0.02 ${open(2)}
@0.04 ${open(3, "client", "server.81")}
@0.06 ${open(4, "client", "server.81")}
@0.08 ${open(5)}
@0.1 in eth0 tcp server.80 > client.1 SA seq=9 ack=2
@0.12 in eth0 tcp server.80 > client.1 R seq=10
@0.14 in eth1 tcp client.1 > server.80 A seq=2 ack=10
@0.16 ${open(6)}
@0.18 in eth0 tcp server.80 > client.2 SA seq=9 ack=2
@0.2 in eth1 tcp client.2 > server.80 A seq=2 ack=10
@0.22 in eth1 tcp client.2 > server.80 FA seq=2 ack=10
@0.24 in eth0 tcp server.80 > client.2 FA seq=10 ack=3
@0.26 in eth1 tcp client.2 > server.80 A seq=3 ack=11
@0.28 in eth1 tcp client.2 > server.80 A seq=3 ack=11
@0.3 ${open(7)}
@0.32 in eth0 tcp server.80 > client.7 SA seq=9 ack=2
@0.34 in eth0 tcp server.80 > client.7 R seq=10
@0.36 in eth0 tcp server.80 > client.6 R seq=10
@0.38 in eth1 tcp client.6 > server.80 R seq=2
@0.4 in eth1 tcp client.7 > server.80 A seq=2 ack=10
`,
  },
  {
    name: "connlimit-many-closed",
    about: "One look throws away only so many closed connections",
    realTime: true,
    setup: `${ROUTER}
${[0, 1, 2, 3, 4, 5, 14, 15, 16, 17, 70]
  .map((n) => `iptables -A FORWARD -p tcp --syn -m connlimit --connlimit-above ${n}`)
  .join("\n")}
`,
    packets: `
${each(0, (port) => open(port))}
${each(1, (port) => `in eth1 tcp client.${port} > server.80 R seq=2`)}
@2 ${open(1000)}
@2.02 ${open(1001)}
@2.04 ${open(1002)}
@2.06 ${open(1003)}
@2.08 ${open(1004)}
`,
  },
  {
    name: "connlimit-untracked",
    about:
      "Without a connection the packet's own tuple counts, in its zone; fragments without one drop",
    realTime: true,
    setup: `${ROUTER}
iptables -t raw -A PREROUTING -p udp --dport 7 -j NOTRACK
iptables -t raw -A PREROUTING -p udp --dport 8 -j CT --zone 5
iptables -t raw -A PREROUTING -p udp --dport 9 -j CT --zone-reply 5
iptables -t raw -A PREROUTING -m connlimit --connlimit-above 1
iptables -t raw -A PREROUTING -m connlimit --connlimit-above 2
iptables -t mangle -A PREROUTING -m connlimit --connlimit-above 1
iptables -t mangle -A PREROUTING -m connlimit --connlimit-above 2
iptables -A FORWARD -m connlimit --connlimit-above 1
iptables -A FORWARD -m connlimit --connlimit-above 2
iptables -A OUTPUT -m connlimit --connlimit-above 0 --connlimit-mask 0
iptables -A OUTPUT -m connlimit --connlimit-above 1 --connlimit-mask 0
iptables -A INPUT -m connlimit --connlimit-above 0 --connlimit-mask 0
iptables -A INPUT -m connlimit --connlimit-above 1 --connlimit-mask 0
`,
    packets: `
@0 in eth1 udp client.1 > server.7
@0.02 in eth1 udp client.2 > server.7
@0.04 in eth1 udp client.3 > server.7
@0.06 in eth1 udp client.1 > server.8
@0.08 in eth1 udp client.2 > server.8
@0.1 in eth1 udp client.1 > server.9
@0.12 in eth1 udp client.2 > server.9
@0.14 in eth1 udp client.1 > server.10
@0.16 in eth1 udp client.1 > server.10
@0.18 in eth0 udp server.10 > client.1
@0.2 in eth1 ip client > server proto=99
@0.22 in eth1 tcp client.1 > router.80 A seq=1
@0.24 in eth1 udp client.5 > router.80
@0.26 out eth0 udp router.1 > server.53
@0.28 out eth0 udp router.2 > server.53
@0.3 out eth0 udp router.3 > router.4
@0.32 out eth0 udp router.3 > router.5
@0.34 out eth0 udp router.3 > router.5
@0.36 in eth1 icmp client > server type=99/0
@0.38 in eth1 tcp client.1 > server.80 none cut=22
@0.4 in eth1 udp client.1 > server.10 frag=8
`,
  },
  ...ZONED.map(([inside, outside]) => ({
    name: `connlimit-zone-${inside}-${outside || "none"}`,
    about: `Zones in the rule's way: inside --zone-${inside}, outside ${outside === "" ? "none" : `--zone-${outside}`}; what raw and what filter counts`,
    realTime: true,
    setup: `${ROUTER}
iptables -t raw -A PREROUTING -i eth1 -j CT --zone-${inside} 1${
      outside === "" ? "" : `\niptables -t raw -A PREROUTING -i eth0 -j CT --zone-${outside} 1`
    }
${[0, 1, 2, 3, 4, 5].map((n) => `iptables -t raw -A PREROUTING -m connlimit --connlimit-above ${n} --connlimit-mask 8`).join("\n")}
${[0, 1, 2, 3].map((n) => `iptables -A FORWARD -m connlimit --connlimit-above ${n} --connlimit-daddr`).join("\n")}`,
    // a packet a tick: within one the entries are looked through once only
    packets: BOTH_BEGIN.map((line, i) => `@${(i * 0.02).toFixed(2)} ${line}`).join("\n"),
  })),
];
