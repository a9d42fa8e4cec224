// Connections that the host opens in the server's place: -j SYNPROXY. Clients know the nominal cookie
// 0x10000000 (268435456) and time stamps around 0x40000000 (test/kernel/cookies.ts).
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER, THREE, THREE_LEGS } from "./router.js";

/** The usual rules: SYNs pass conntrack by, and what it does not know goes to SYNPROXY. */
const proxied = (options: string, chain = "FORWARD"): string =>
  inBoth(`
-t raw -A PREROUTING -p tcp --dport 80 --syn -j CT --notrack
-A ${chain} -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY ${options}
-A ${chain} -m conntrack --ctstate INVALID -j DROP`);

const SETUP = `${ROUTER}
sysctl -qw net.netfilter.nf_conntrack_tcp_loose=0
`;

const COOKIE = 0x1000_0000;
const STAMP = 0x4000_0000;
const ack = (n: number): string => `ack=${COOKIE + n}`;

export const synproxy: ScenarioSource[] = [
  {
    name: "synproxy-forward",
    about: "SYNPROXY: a whole connection, its numbers and time stamps; both families",
    setup: `${SETUP}${proxied("--sack-perm --timestamp --wscale 7 --mss 1460 --ecn")}`,
    packets: `
in eth1 tcp client.4000 > server.80 S seq=100 mss=1460 sackok ws=5 ts=1000:0 win=30000
in eth1 tcp client.4000 > server.80 A seq=101 ${ack(1)} ts=1001:${STAMP + 0x15} win=500
in eth0 tcp server.80 > client.4000 SA seq=7000 ack=101 mss=1400 sackok ws=8 ts=5000:1001 win=20000
in eth1 tcp client.4000 > server.80 PA seq=101 ${ack(1)} len=100 ts=1002:${STAMP + 0x15} win=500
in eth0 tcp server.80 > client.4000 A seq=7001 ack=201 ts=5001:1002 win=200
in eth0 tcp server.80 > client.4000 PA seq=7001 ack=201 len=300 ts=5002:1002 win=200
in eth1 tcp client.4000 > server.80 A seq=201 ${ack(101)} sack=${COOKIE + 201}-${COOKIE + 301} ts=1003:${STAMP + 0x17} win=500
in eth1 tcp client.4000 > server.80 FA seq=201 ${ack(301)} ts=1003:${STAMP + 0x17} win=500
in eth0 tcp server.80 > client.4000 FA seq=7301 ack=202 ts=5003:1003 win=200
in eth1 tcp client.4000 > server.80 A seq=202 ${ack(302)} ts=1004:${STAMP + 0x18} win=500
in eth1 tcp client6.4000 > server6.80 S seq=100 mss=1440 sackok ws=5 ts=1000:0 win=30000
in eth1 tcp client6.4000 > server6.80 A seq=101 ${ack(1)} ts=1001:${STAMP + 0x15} win=500
in eth0 tcp server6.80 > client6.4000 SA seq=7000 ack=101 mss=1400 sackok ws=8 ts=5000:1001 win=20000
in eth1 tcp client6.4000 > server6.80 PA seq=101 ${ack(1)} len=100 ts=1002:${STAMP + 0x15} win=500
in eth0 tcp server6.80 > client6.4000 PA seq=7001 ack=201 len=300 ts=5002:1002 win=200
in eth1 tcp client6.4000 > server6.80 RA seq=201 ${ack(301)} win=500
`,
  },
  {
    name: "synproxy-crossed",
    about:
      "SYNPROXY: a server whose SYN+ACK a rule drops opens the connection from its side, and is answered like a client",
    interfaces: THREE,
    setup: `${THREE_LEGS}
${inBoth(`
-A FORWARD -p tcp -m conntrack --ctstate NEW,INVALID,UNTRACKED -j SYNPROXY --sack-perm --timestamp --mss 1460
-P FORWARD DROP`)}`,
    packets: ["server2 client2", "server26 client26"]
      .map((ends) => ends.split(" "))
      .flatMap(([server, client]) => [
        `in eth1 tcp ${client}.4082 > ${server}.80 SEC seq=100 mss=1300 ts=100:0`,
        `in eth1 tcp ${client}.4082 > ${server}.80 A seq=101 ${ack(1)} win=100`,
        `in eth2 tcp ${server}.80 > ${client}.4082 SA seq=853198793 ack=101 win=20000`,
        `in eth2 tcp ${server}.80 > ${client}.4082 S seq=853198792 win=1`,
        `in eth1 tcp ${client}.4083 > ${server}.80 S seq=100 mss=1300 ts=100:0`,
        `in eth1 tcp ${client}.4083 > ${server}.80 A seq=101 ${ack(1)} ts=101:${STAMP + 0x1f} win=100`,
        `in eth2 tcp ${server}.80 > ${client}.4083 S seq=70000 mss=536 sackok ts=7:0 win=9`,
      ])
      .join("\n")
      .concat("\n"),
  },
  {
    name: "synproxy-options",
    about: "SYNPROXY: what is offered and what the rule offers, sizes that a cookie can tell",
    setup: `${SETUP}${inBoth(`
-t raw -A PREROUTING -p tcp --syn -j CT --notrack
-N proxy
-A FORWARD -p tcp -m conntrack --ctstate INVALID,UNTRACKED -j proxy
-A proxy -p tcp --dport 1 -j SYNPROXY
-A proxy -p tcp --dport 2 -j SYNPROXY --mss 1400
-A proxy -p tcp --dport 3 -j SYNPROXY --timestamp
-A proxy -p tcp --dport 4 -j SYNPROXY --timestamp --sack-perm --ecn
-A proxy -p tcp --dport 5 -j SYNPROXY --wscale 9 --sack-perm --mss 70000
-A proxy -p tcp --dport 6 -j SYNPROXY --wscale 9 --timestamp --mss 0
-A proxy -p tcp --dport 7 -j SYNPROXY --sack-perm --timestamp --wscale 300 --mss 1460`)}`,
    packets: [1, 2, 3, 4, 5, 6, 7]
      .flatMap((port) =>
        ["client server", "client6 server6"].flatMap((ends, six) => {
          const [from, to] = ends.split(" ");
          const pair = (n: number) => `in eth1 tcp ${from}.${n} > ${to}.${port}`;
          const stamp = six === 0 ? 0x3f : 0x1f;
          return [
            `${pair(1)} S seq=100`,
            `${pair(1)} A seq=101 ${ack(1)}`,
            `${pair(2)} SEC seq=100 mss=1300 sackok ws=14 ts=7:0`,
            `${pair(2)} A seq=101 ${ack(1)} ts=8:${STAMP + stamp}`,
            `${pair(3)} S seq=100 mss=1440 ws=3`,
            `${pair(3)} A seq=101 ${ack(1)} len=20`,
            `${pair(4)} S seq=100 mss=9000 ts=7:0 sackok`,
            `${pair(4)} PA seq=101 ${ack(1)} ts=8:${STAMP + 0x2f} len=7`,
          ];
        }),
      )
      .map((line) => `\n${line}`)
      .join(""),
  },
  {
    name: "synproxy-odd",
    about: "SYNPROXY: bad cookies, bad sums, other flags, keep-alives, resets",
    setup: `${SETUP}${proxied("--sack-perm --timestamp --wscale 7 --mss 1460")}`,
    packets: `
in eth1 tcp client.1 > server.80 A seq=101 ack=77
in eth1 tcp client.1 > server.80 S seq=100 badsum
in eth1 tcp client.1 > server.80 SA seq=100 ack=5
in eth1 tcp client.1 > server.80 FA seq=100 ack=5
in eth1 tcp client.1 > server.80 R seq=100
in eth1 tcp client.1 > server.80 SF seq=100
in eth1 tcp client.1 > server.80 none seq=100
in eth1 tcp client.1 > server.80 S seq=100 len=20
in eth1 tcp client.1 > server.80 S seq=100 off=4
in eth1 tcp client.1 > server.80 S seq=100 tcpopt=0204
in eth1 tcp client.1 > server.80 S seq=100 tcpopt=0101080a00000007
in eth1 tcp client.1 > server.80 S seq=100 tcpopt=020405b4030301ff
in eth1 tcp client.2 > server.80 S seq=100 mss=1460 ts=5:0
in eth1 tcp client.2 > server.80 A seq=101 ${ack(1)} ts=6:${STAMP + 0x0f}
in eth1 tcp client.2 > server.80 A seq=100 ${ack(1)} ts=7:${STAMP + 0x0f}
in eth1 tcp client.2 > server.80 A seq=101 ${ack(1)} ts=7:${STAMP + 0x0f}
in eth1 tcp client.2 > server.80 PA seq=101 ${ack(1)} ts=7:${STAMP + 0x0f} len=10
in eth0 tcp server.80 > client.2 RA seq=0 ack=101
in eth1 tcp client.3 > server.80 S seq=100 mss=1460 ts=5:0
in eth1 tcp client.3 > server.80 A seq=101 ${ack(1)} ts=6:${STAMP + 0x0f}
in eth0 tcp server.80 > client.3 SA seq=900 ack=101 ts=50:6 win=1000
in eth0 tcp server.80 > client.3 SA seq=900 ack=101 ts=50:6 win=1000
in eth0 tcp server.80 > client.3 RA seq=901 ack=101
in eth1 udp client.3 > server.80
in eth1 tcp client.4 > server.80 S seq=100 mss=1460 id=7 pieces=0-8,8-
`,
  },
  {
    name: "synproxy-nat",
    about: "SYNPROXY behind DNAT and in front of MASQUERADE; SYNs that conntrack knows",
    setup: `${SETUP}
iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 80 -j DNAT --to-destination 10.0.0.5:8080
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
iptables -A FORWARD -p tcp --syn -j SYNPROXY --timestamp --mss 1460
iptables -A FORWARD -p tcp -m conntrack --ctstate INVALID -j SYNPROXY --timestamp --mss 1460
iptables -A OUTPUT -p tcp --tcp-flags SYN,ACK SYN,ACK -m conntrack --ctstate NEW,INVALID,UNTRACKED
iptables -A OUTPUT -p tcp --tcp-flags SYN,ACK SYN,ACK -m conntrack --ctstate ESTABLISHED`,
    packets: `
in eth0 tcp server.4000 > router.80 S seq=100 mss=1460 ts=5:0
in eth0 tcp server.4000 > router.80 A seq=101 ${ack(1)} ts=6:${STAMP + 0x0f}
in eth1 tcp client.8080 > server.4000 SA seq=900 ack=101 ts=50:6 win=1000
in eth0 tcp server.4000 > router.80 PA seq=101 ${ack(1)} ts=7:${STAMP + 0x0f} len=10
in eth1 tcp client.4000 > server.80 S seq=100 mss=1460 ts=5:0
in eth1 tcp client.4000 > server.80 A seq=101 ${ack(1)} ts=6:${STAMP + 0x0f}
in eth0 tcp server.80 > router.4000 SA seq=900 ack=101 ts=50:6 win=1000
in eth1 tcp client.4000 > server.80 PA seq=101 ${ack(1)} ts=7:${STAMP + 0x0f} len=10
in eth0 tcp server.80 > router.4000 A seq=901 ack=111 ts=51:7 win=1000
`,
  },
  {
    name: "synproxy-input",
    about: "SYNPROXY in front of the host's own servers",
    setup: `${SETUP}${proxied("--sack-perm --timestamp --wscale 7 --mss 1460", "INPUT")}`,
    packets: `
in eth1 tcp client.4000 > inside.80 S seq=100 mss=1460 sackok ws=5 ts=1000:0 win=30000
in eth1 tcp client.4000 > inside.80 A seq=101 ${ack(1)} ts=1001:${STAMP + 0x15} win=500
out eth1 tcp inside.80 > client.4000 SA seq=7000 ack=101 mss=1400 sackok ws=8 ts=5000:1001 win=20000
in eth1 tcp client.4000 > inside.80 PA seq=101 ${ack(1)} len=100 ts=1002:${STAMP + 0x15} win=500
out eth1 tcp inside.80 > client.4000 PA seq=7001 ack=201 len=300 ts=5002:1002 win=200
in eth1 tcp client.4000 > inside.80 A seq=201 ${ack(301)} ts=1003:${STAMP + 0x17} win=500
in eth1 tcp client6.4000 > inside6.80 S seq=100 mss=1440 sackok ws=5 ts=1000:0 win=30000
in eth1 tcp client6.4000 > inside6.80 A seq=101 ${ack(1)} ts=1001:${STAMP + 0x15} win=500
out eth1 tcp inside6.80 > client6.4000 SA seq=7000 ack=101 mss=1400 sackok ws=8 ts=5000:1001 win=20000
in eth1 tcp client6.4000 > inside6.80 PA seq=101 ${ack(1)} len=100 ts=1002:${STAMP + 0x15} win=500
out eth1 tcp inside6.80 > client6.4000 FA seq=7001 ack=201 win=200
`,
  },
  {
    name: "synproxy-broadcast",
    about: "SYNPROXY: what is sent to a broadcast address comes back, and its options are read",
    setup: `${SETUP}
ip route add broadcast 203.0.113.9 dev eth0
iptables -A INPUT -p tcp -j SYNPROXY --mss 1460 --wscale 7 --sack-perm --timestamp`,
    packets: `
in eth1 tcp client.4000 > server.80 S seq=100 mss=1460 win=30000
in eth1 tcp client.4000 > server.80 A seq=101 ${ack(1)} win=20000
in eth0 tcp server.80 > client.4000 SA seq=5000 ack=101 mss=1460 ws=7 win=20000
in eth1 tcp client.4000 > server.80 PA seq=101 ${ack(1)} len=100 win=500
in eth0 tcp server.80 > client.4000 A seq=5001 ack=201 win=200
in eth1 tcp client.4001 > server.80 S seq=100 mss=1460 win=30000
in eth1 tcp client.4001 > server.80 A seq=101 ${ack(1)} win=20000
out eth0 tcp server.80 > client.4001 SA seq=5000 ack=101 mss=1460 ws=7 win=20000
`,
  },
  {
    name: "synproxy-translated",
    about:
      "SYNPROXY meets its own SYN, a broadcast that NAT gave another source: that has a cookie of its own",
    setup: `
ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip route add default via 192.0.2.253 dev eth0
ip route add broadcast 203.0.113.9 dev eth0
iptables -t nat -A POSTROUTING -j NETMAP --to 10.0.0.6
iptables -A INPUT -p tcp -m conntrack --ctstate NEW,INVALID,UNTRACKED -j SYNPROXY`,
    packets: `
in eth1 tcp client.4081 > server.80 S seq=100 mss=536
in eth1 tcp client.4081 > server.80 A seq=101 ${ack(1)} len=1400 win=20000
in eth0 tcp server.80 > 10.0.0.6.4081 SA seq=69744 ack=101 win=0 ws=14
in eth0 tcp server.80 > 10.0.0.6.4081 PA seq=69745 ack=101 len=536 win=20000
in eth1 tcp client.4081 > server.80 A seq=1502 ${ack(1)} win=20000`,
  },
  {
    name: "synproxy-crossed-translated",
    about: "A SYN that comes again, answered as one of a connection that NAT changed in OUTPUT",
    setup: `
ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/24 dev eth1
ip route add default via 192.0.2.254 dev eth0
sysctl -qw net.ipv4.ip_forward=1
iptables -t nat -A OUTPUT -s 10.0.0.5 -p tcp --syn -j DNAT --to-destination 10.0.0.9
iptables -A FORWARD -p tcp -j SYNPROXY --mss 536`,
    packets: `
in eth1 tcp client.4081 > server.80 S seq=100 mss=536
in eth1 tcp client.4081 > server.80 A seq=101 ${ack(1)} win=20000
in eth1 tcp 10.0.0.9.80 > client.4081 SA seq=494696460 ack=101 win=20000 mss=1460 sackok ws=7
in eth1 tcp client.4081 > server.80 S seq=100 mss=536`,
  },
  {
    name: "synproxy-crossed-again",
    about:
      "A SYN that comes again once both sides have numbers, before rules that stop at no state",
    setup: `${ROUTER}
iptables -t mangle -A FORWARD -p tcp -j SYNPROXY --ecn`,
    packets: `
in eth1 tcp client.4081 > server.80 S seq=100
in eth1 tcp client.4081 > server.80 A seq=101 ${ack(1)} win=20000 ts=42:7
in eth0 tcp server.80 > client.4081 SA seq=5000 ack=101 win=20000
in eth1 tcp client.4081 > server.80 A seq=101 ${ack(1)}
in eth0 tcp server.80 > client.4081 SA seq=6165342 ack=101 win=20000 mss=1460 sackok ws=7 ts=63:7
in eth1 tcp client.4081 > server.80 S seq=100`,
  },
];
