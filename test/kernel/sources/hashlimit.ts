// Token buckets by group of flows: -m hashlimit.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

export const hashlimit: ScenarioSource[] = [
  {
    name: "hashlimit-groups",
    about: "Each group has a bucket of its own: by address, by network, by port, or one for all",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m hashlimit --hashlimit-upto 1/hour --hashlimit-burst 3 --hashlimit-mode srcip --hashlimit-name src
-A FORWARD -m hashlimit --hashlimit-above 1/hour --hashlimit-burst 2 --hashlimit-mode dstip,dstport --hashlimit-name dst
-A FORWARD -m hashlimit --hashlimit-upto 1/hour --hashlimit-burst 4 --hashlimit-mode srcip --hashlimit-srcmask 24 --hashlimit-name net
-A FORWARD -m hashlimit --hashlimit-upto 1/hour --hashlimit-burst 5 --hashlimit-name one
-A FORWARD -m hashlimit --hashlimit-upto 1/hour --hashlimit-burst 1 --hashlimit-mode srcip,srcport,dstip,dstport --hashlimit-name flow`)}`,
    packets: `
in eth1 udp client.1 > server.53 times=2
in eth1 udp client2.1 > server.53 times=2
in eth1 udp client.2 > server.53 times=2
in eth1 udp client.2 > server2.53 times=2
in eth1 udp client.2 > server2.54 times=2
in eth1 icmp client > server echo id=1 seq=1
in eth1 icmp client > server echo id=2 seq=1
in eth1 sctp client.1 > server.53 chunks=data
in eth1 ip client > server proto=50 hex=0102030405060708
in eth1 ip client > server proto=51 hex=010203040506070809101112
in eth1 ip client > server proto=50 hex=0102
in eth1 udp client.1 > server.53 len=100 id=9 pieces=0-64,64-
in eth1 udp client6.1 > server6.53 times=2
in eth1 udp client26.1 > server6.53 times=2
in eth1 udp client26.1 > server6.53 ext=dst:01040000 times=2
in eth1 udp client26.1 > server6.53 len=100 id=9 pieces=0-64,64-
in eth1 ip client6 > server6 proto=59
in eth1 ip client6 > server6 proto=17 hex=0102
`,
  },
  {
    name: "hashlimit-shared",
    about:
      "What the first rule says of a table counts for all that name it; only inversion is a rule's own",
    setup: `${ROUTER}
iptables -A FORWARD -m hashlimit --hashlimit-upto 1/hour --hashlimit-burst 3 --hashlimit-mode srcip --hashlimit-name t
iptables -A FORWARD -m hashlimit --hashlimit-above 100/sec --hashlimit-burst 50 --hashlimit-mode dstport --hashlimit-name t
iptables -t mangle -A PREROUTING -m hashlimit --hashlimit-upto 7/sec --hashlimit-burst 9 --hashlimit-name t
ip6tables -A FORWARD -m hashlimit --hashlimit-upto 1/hour --hashlimit-burst 1 --hashlimit-name t`,
    packets: `
in eth1 udp client.1 > server.53 times=3
in eth1 udp client.1 > server.54 times=2
in eth1 udp client2.1 > server.54 times=2
in eth1 udp client6.1 > server6.54 times=2
`,
  },
  {
    name: "hashlimit-full",
    about: "A table that is full drops what would need another entry",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m hashlimit ! --hashlimit-upto 1/hour --hashlimit-mode srcip,srcport --hashlimit-name t --hashlimit-htable-size 2 --hashlimit-htable-max 3
-A FORWARD -m hashlimit --hashlimit-upto 1/hour --hashlimit-mode srcip,srcport --hashlimit-name u --hashlimit-htable-size 5 --hashlimit-htable-max 3`)}`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 udp client.2 > server.53
in eth1 udp client.3 > server.53
in eth1 udp client.4 > server.53
in eth1 udp client.1 > server.53
in eth1 udp client6.1 > server6.53
in eth1 udp client6.2 > server6.53
in eth1 udp client6.3 > server6.53
in eth1 udp client6.4 > server6.53
in eth1 udp client6.5 > server6.53
`,
  },
  {
    name: "hashlimit-bytes",
    about: "Rates of bytes count chunks of sixteen; a burst is a number of whole seconds",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m hashlimit --hashlimit-upto 1kb/s --hashlimit-mode srcip --hashlimit-name a
-A FORWARD -m hashlimit --hashlimit-above 512b/s --hashlimit-burst 2kb --hashlimit-mode srcip --hashlimit-name b
-A FORWARD -m hashlimit --hashlimit-upto 16b/s --hashlimit-burst 1mb --hashlimit-name c
-A FORWARD -m hashlimit --hashlimit-upto 1b/s --hashlimit-name d`)}`,
    packets: `
in eth1 udp client.1 > server.53 len=100 times=12
in eth1 udp client.1 > server.53 len=1400 times=3
in eth1 udp client2.1 > server.53 len=1400 times=3
in eth1 udp client6.1 > server6.53 len=100 times=12
`,
  },
  {
    name: "hashlimit-window",
    about: "--hashlimit-rate-match counts packets or bytes in windows",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m hashlimit --hashlimit-upto 3/minute --hashlimit-burst 1 --hashlimit-rate-match --hashlimit-mode srcip --hashlimit-name a
-A FORWARD -m hashlimit --hashlimit-above 5/sec --hashlimit-burst 2 --hashlimit-rate-match --hashlimit-rate-interval 60 --hashlimit-name b
-A FORWARD -m hashlimit --hashlimit-upto 1kb/s --hashlimit-rate-match --hashlimit-rate-interval 60 --hashlimit-name c
-A FORWARD -m hashlimit --hashlimit-upto 1kb/s --hashlimit-burst 4kb --hashlimit-rate-match --hashlimit-rate-interval 60 --hashlimit-name d`)}`,
    packets: `
in eth1 udp client.1 > server.53 len=100 times=12
in eth1 udp client2.1 > server.53 len=1400 times=3
in eth1 udp client6.1 > server6.53 len=100 times=12
`,
  },
  {
    name: "time-hashlimit",
    about:
      "Buckets fill again at their rate; entries expire when the collector comes; windows follow each other",
    realTime: true,
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m hashlimit --hashlimit-upto 2/sec --hashlimit-burst 3 --hashlimit-mode srcip --hashlimit-name a
-A FORWARD -m hashlimit --hashlimit-upto 1/min --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name b --hashlimit-htable-expire 1000 --hashlimit-htable-gcinterval 100
-A FORWARD -m hashlimit --hashlimit-upto 1/min --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name c --hashlimit-htable-expire 1000 --hashlimit-htable-gcinterval 30000
-A FORWARD -m hashlimit --hashlimit-upto 1kb/s --hashlimit-mode srcip --hashlimit-name d
-A FORWARD -m hashlimit --hashlimit-upto 2/sec --hashlimit-burst 1 --hashlimit-rate-match --hashlimit-mode srcip --hashlimit-name e`)}`,
    packets: `
@0 in eth1 udp client.1 > server.9 len=200 times=5
@0.3 in eth1 udp client.1 > server.9 len=200 times=2
@0.72 in eth1 udp client.1 > server.9 len=200 times=2
@0.93 in eth1 udp client.1 > server.9 len=200
@1.23 in eth1 udp client.1 > server.9 len=200 times=2
@1.4 in eth1 udp client6.1 > server6.9 len=200 times=6
@3.53 in eth1 udp client.1 > server.9 len=200 times=5
@3.6 in eth1 udp client6.1 > server6.9 len=200 times=2
@4.3 in eth1 udp client6.1 > server6.9 len=200
@4.7 in eth1 udp client.1 > server.9 len=200 times=2
`,
  },
];
