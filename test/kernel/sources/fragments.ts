// Fragments that arrive: with conntrack they are joined before raw, without it rules see them.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER, TRACKED } from "./router.js";

const COUNT = `
iptables -t raw -A PREROUTING -p udp
iptables -A FORWARD -f
iptables -A FORWARD -p udp -m udp --dport 53
iptables -A FORWARD -m length --length 2028
iptables -A INPUT -f
iptables -A INPUT -p udp -m udp --dport 53
ip6tables -t raw -A PREROUTING
ip6tables -A FORWARD -p udp -m udp --dport 53
ip6tables -A FORWARD -p ipv6-frag
ip6tables -A INPUT -p udp -m udp --dport 53`;

/** Scenarios of fragmentation. */
export const fragments: ScenarioSource[] = [
  {
    name: "fragments-joined",
    about: "Conntrack joins fragments in any order, and they leave as they came",
    setup: `${ROUTER}${TRACKED}${COUNT}`,
    packets: `
in eth1 udp client.4000 > server.53 len=2000 id=1 pieces=0-1480,1480-
in eth1 udp client.4000 > server.53 len=2000 id=2 pieces=1480-,0-1480
in eth1 udp client.4000 > server.53 len=3000 id=3 pieces=0-1000,2000-,1000-2000
in eth1 udp client.4000 > server.53 len=3000 id=4 pieces=2000-,1000-2000,0-1000
in eth1 udp client.4000 > server.53 len=2000 id=5 pieces=0-1000,1000-
in eth1 udp client.4000 > server.53 len=100 id=6 pieces=0-8,8-16,16-
in eth1 icmp client > server echo id=9 seq=1 len=1600 ipid=7 pieces=0-1480,1480-
in eth1 tcp client.4000 > server.80 S id=8 pieces=0-8,8-
in eth1 udp client.4000 > inside.53 len=2000 id=9 pieces=0-1480,1480-
in eth1 udp client.4000 > server.53 len=2000 id=10 pieces=0-1480
in eth1 udp client.4001 > server.53 len=2000 id=11 pieces=1480-
in eth1 udp client.4001 > server.53 len=2000 id=11 pieces=0-1480
`,
  },
  {
    name: "fragments-untracked",
    about: "Without conntrack every fragment goes its way alone; only the first has ports",
    setup: `${ROUTER}${COUNT}
iptables -A FORWARD ! -f -p udp
iptables -A FORWARD -p udp -m multiport --dports 53
iptables -A FORWARD -p tcp -m tcp --dport 80`,
    packets: `
in eth1 udp client.4000 > server.53 len=2000 id=1 pieces=0-1480,1480-
in eth1 udp client.4000 > server.53 len=2000 id=2 pieces=1480-,0-1480
in eth1 udp client.4000 > server.53 len=100 id=3 pieces=0-8,8-
in eth1 tcp client.4000 > server.80 S id=4 pieces=0-8
in eth1 tcp client.4000 > server.80 S id=4 pieces=8-
in eth1 tcp client.4000 > server.80 S id=4 pieces=16-
in eth1 udp client.4000 > inside.53 len=2000 id=5 pieces=0-1480,1480-
in eth1 udp client6.4000 > server6.53 len=2000 id=6 pieces=0-1232,1232-
in eth1 udp client6.4000 > inside6.53 len=2000 id=7 pieces=0-1232,1232-
`,
  },
  {
    name: "fragments-joined6",
    about: "IPv6 fragments joined by conntrack in any order, split again on the way out",
    setup: `${ROUTER}${TRACKED}${COUNT}`,
    packets: `
in eth1 udp client6.4000 > server6.53 len=2000 id=1 pieces=0-1232,1232-
in eth1 udp client6.4000 > server6.53 len=2000 id=2 pieces=1232-,0-1232
in eth1 udp client6.4000 > server6.53 len=3000 id=3 pieces=0-1000,2000-,1000-2000
in eth1 udp client6.4000 > server6.53 len=100 id=4 pieces=0-8,8-16,16-
in eth1 udp client6.4000 > inside6.53 len=2000 id=5 pieces=0-1232,1232-
in eth1 icmp client6 > server6 echo id=9 seq=1 len=1600 ipid=6 pieces=0-1232,1232-
in eth1 udp client6.4000 > server6.53 len=2000 id=7 pieces=0-1232
in eth1 udp client6.4000 > server6.53 len=20 id=8 pieces=0-
in eth1 udp client6.4000 > server6.53 len=2000 id=9 pieces=0-1400,1400- ext=dst
`,
  },
  {
    name: "fragments-overlap",
    about: "Duplicates are passed over, overlaps end the whole datagram",
    setup: `${ROUTER}${TRACKED}${COUNT}`,
    packets: `
in eth1 udp client.4000 > server.53 len=2000 id=1 pieces=0-1000,0-1000,1000-
in eth1 udp client.4000 > server.53 len=2000 id=2 pieces=0-1000,992-2000,1000-
in eth1 udp client.4000 > server.53 len=2000 id=3 pieces=0-1000,0-800,1000-
in eth1 udp client.4000 > server.53 len=2000 id=4 pieces=0-800,0-1000,1000-
in eth1 udp client.4000 > server.53 len=2000 id=5 pieces=0-1000,1000-,1000-
in eth1 udp client.4000 > server.53 len=2000 id=6 pieces=1000-,1000-,0-1000
in eth1 udp client.4000 > server.53 len=2000 id=7 pieces=0-1000,1600-,800-1800,1000-1600
in eth1 udp client.4000 > server.53 len=2000 id=8 pieces=0-1000,200-400,1000-
in eth1 udp client6.4000 > server6.53 len=2000 id=1 pieces=0-1000,0-1000,1000-
in eth1 udp client6.4000 > server6.53 len=2000 id=2 pieces=0-1000,992-2000,1000-
in eth1 udp client6.4000 > server6.53 len=2000 id=3 pieces=0-1000,0-800,1000-
in eth1 udp client6.4000 > server6.53 len=2000 id=4 pieces=1000-,1000-,0-1000
`,
  },
  {
    name: "fragments-odd",
    about: "Fragments that cannot be right: past the end, odd sizes, two ends, too long",
    setup: `${ROUTER}${TRACKED}${COUNT}`,
    packets: `
in eth1 udp client.4000 > server.53 len=100 id=1 frag=65528
in eth1 udp client.4000 > server.53 len=92 id=2 frag=0+
in eth1 udp client.4000 > server.53 len=13 id=3 frag=0+
in eth1 ip client > server proto=17 len=20 id=3 frag=16
in eth1 udp client.4000 > server.53 len=2000 id=4 pieces=0-1000
in eth1 ip client > server proto=17 len=16 id=4 frag=1000
in eth1 ip client > server proto=17 len=100 id=4 frag=1008
in eth1 udp client.4000 > server.53 len=0 id=5 frag=0+
in eth1 ip client > server proto=17 len=0 id=5 frag=8
in eth1 udp client6.4000 > server6.53 len=13 id=1 frag=0+
in eth1 ip client6 > server6 proto=17 len=100 id=2 frag=65528
in eth1 udp client6.4000 > server6.53 len=2000 id=3 pieces=0-1000
in eth1 ip client6 > server6 proto=17 len=16 id=3 frag=1000
in eth1 ip client6 > server6 proto=17 len=100 id=3 frag=1008
in eth1 udp client6.4000 > server6.53 len=20 id=4 frag=0
`,
  },
  {
    name: "fragments-keys",
    about: "Source, destination, id and protocol keep datagrams apart",
    setup: `${ROUTER}${TRACKED}${COUNT}`,
    packets: `
in eth1 udp client.4000 > server.53 len=2000 id=1 pieces=0-1480
in eth1 udp client2.4000 > server.53 len=2000 id=1 pieces=0-1480
in eth1 udp client.4000 > server2.53 len=2000 id=1 pieces=0-1480
in eth1 udp client.4000 > server.53 len=2000 id=2 pieces=0-1480
in eth1 udplite client.4000 > server.53 len=2000 id=1 pieces=0-1480
in eth1 udp client2.4000 > server.53 len=2000 id=1 pieces=1480-
in eth1 udplite client.4000 > server.53 len=2000 id=1 pieces=1480-
in eth1 udp client.4000 > server.53 len=2000 id=2 pieces=1480-
in eth1 udp client.4000 > server2.53 len=2000 id=1 pieces=1480-
in eth1 udp client.4000 > server.53 len=2000 id=1 pieces=1480-
in eth1 udp client6.4000 > server6.53 len=2000 id=1 pieces=0-1232
in eth1 udp client26.4000 > server6.53 len=2000 id=1 pieces=0-1232
in eth1 udp client6.4000 > server6.53 len=2000 id=1 pieces=1232-
in eth1 udp client26.4000 > server6.53 len=2000 id=1 pieces=1232-
`,
  },
  {
    name: "fragments-and-mtu",
    about: "Joined datagrams meet a smaller link: split to the smaller of both sizes",
    setup: `${ROUTER}${TRACKED}
ip link set eth0 mtu 1400
iptables -A FORWARD -p udp
ip6tables -A FORWARD -p udp`,
    packets: `
in eth1 udp client.4000 > server.53 len=2000 id=1 pieces=0-1480,1480-
in eth1 udp client.4000 > server.53 len=2000 id=2 pieces=0-1000,1000-
in eth1 udp client.4000 > server.53 len=4000 id=3 pieces=0-504,504-1000,1000-2400,2400-
in eth1 udp client6.4000 > server6.53 len=2000 id=1 pieces=0-1432,1432-
in eth1 udp client6.4000 > server6.53 len=2000 id=2 pieces=0-1200,1200-
in eth1 udp client6.4000 > server6.53 len=2000 id=3 pieces=0-1352,1352-
`,
  },
  {
    name: "fragments-mixed",
    about: "Fragments that disagree on TTL, TOS and DF; the largest piece that may not be split",
    setup: `${ROUTER}${TRACKED}
ip link set eth0 mtu 1300`,
    packets: `
in eth1 udp client.4000 > server.53 len=2000 id=1 pieces=0-1000 ttl=50 tos=0x00
in eth1 udp client.4000 > server.53 len=2000 id=1 pieces=1000- ttl=40 tos=0x08
in eth1 udp client.4000 > server.53 len=2000 id=2 pieces=0-1000 tos=0x02
in eth1 udp client.4000 > server.53 len=2000 id=2 pieces=1000- tos=0x03
in eth1 udp client.4000 > server.53 len=2000 id=3 pieces=0-1000 tos=0x00
in eth1 udp client.4000 > server.53 len=2000 id=3 pieces=1000- tos=0x03
in eth1 udp client.4000 > server.53 len=2000 id=4 pieces=0-1000,1000- df
in eth1 udp client.4000 > server.53 len=2000 id=5 pieces=0-1400,1400- df
in eth1 udp client.4000 > server.53 len=2000 id=6 pieces=0-1400,1400-
in eth1 udp client.4000 > server.53 len=2000 id=7 pieces=0-1000 df
in eth1 udp client.4000 > server.53 len=2000 id=7 pieces=1000-
in eth1 udp client.4000 > server.53 len=2000 id=8 pieces=1000- ttl=1
in eth1 udp client.4000 > server.53 len=2000 id=8 pieces=0-1000 ttl=9
in eth1 udp client.4000 > server.53 len=1000 id=9 pieces=0-504,504- ipopt=94040000
in eth1 udp client6.4000 > server6.53 len=2000 id=1 pieces=0-1000 ttl=50 tos=0x00
in eth1 udp client6.4000 > server6.53 len=2000 id=1 pieces=1000- ttl=40 tos=0x08
in eth1 udp client6.4000 > server6.53 len=2000 id=2 pieces=1000- tos=0x03 flow=5
in eth1 udp client6.4000 > server6.53 len=2000 id=2 pieces=0-1000 tos=0x02 flow=6
`,
  },
  {
    name: "fragments-and-nat",
    about: "Address translation reaches the ports through joined fragments",
    setup: `${ROUTER}
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
iptables -t nat -A PREROUTING -i eth1 -p udp --dport 53 -j DNAT --to-destination 198.51.100.7:5353
ip6tables -t nat -A POSTROUTING -o eth0 -j MASQUERADE`,
    packets: `
in eth1 udp client.4000 > server.53 len=2000 id=1 pieces=0-1480,1480-
in eth1 udp client.4000 > server.54 len=2000 id=2 pieces=1480-,0-1480
in eth0 udp 198.51.100.7.5353 > router.4000 len=3000 id=77 pieces=0-1480,1480-2960,2960-
in eth1 udp client6.4000 > server6.53 len=2000 id=1 pieces=0-1232,1232-
in eth0 udp server6.53 > router6.4000 len=2000 id=78 pieces=1232-,0-1232
`,
  },
];
