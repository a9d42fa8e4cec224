// Rules that count: -m quota, statistic, connbytes.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

export const counting: ScenarioSource[] = [
  {
    name: "quota",
    about: "A quota is used up packet by packet; the first that does not fit takes the rest",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m quota --quota 300 -m comment --comment plain
-A FORWARD -m quota ! --quota 300 -m comment --comment inverted
-A FORWARD -m quota --quota 0
-A FORWARD -p udp -m quota --quota 128 -j DROP
-A FORWARD -m quota --quota 18446744073709551615`)}`,
    packets: `
in eth1 udp client.1 > server.53 len=72
in eth1 udp client.1 > server.53 len=100
in eth1 udp client.1 > server.53 len=100
in eth1 udp client.1 > server.53 len=0 times=3
in eth1 udp client6.1 > server6.53 len=72
in eth1 udp client6.1 > server6.53 len=252
in eth1 udp client6.1 > server6.53 len=0 times=3
`,
  },
  {
    name: "statistic",
    about: "Every nth packet from the one told, inverted too; chances of none and one",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m statistic --mode nth --every 3 --packet 0
-A FORWARD -m statistic --mode nth --every 3 --packet 2
-A FORWARD -m statistic --mode nth ! --every 4 --packet 1
-A FORWARD -m statistic --mode nth --every 1 --packet 0
-A FORWARD -m statistic --mode nth ! --every 1 --packet 0
-A FORWARD -m statistic --mode random --probability 0
-A FORWARD -m statistic --mode random ! --probability 0
-A FORWARD -m statistic --mode random --probability 1
-A FORWARD -m statistic --mode nth --every 2 --packet 1 -j DROP
-A INPUT -m statistic --mode nth --every 2 --packet 0
-A OUTPUT -m statistic --mode nth --every 2 --packet 0`)}`,
    packets: `
in eth1 udp client.1 > server.53 times=11
in eth1 udp client6.1 > server6.53 times=10
in eth1 udp client.1 > inside.53 times=3
`,
  },
  {
    name: "connbytes",
    about: "Packets, bytes and their ratio of a connection, this packet included, by direction",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m connbytes --connbytes 3 --connbytes-dir both --connbytes-mode packets
-A FORWARD -m connbytes --connbytes 2:3 --connbytes-dir original --connbytes-mode packets
-A FORWARD -m connbytes ! --connbytes 2:3 --connbytes-dir original --connbytes-mode packets
-A FORWARD -m connbytes --connbytes :1 --connbytes-dir reply --connbytes-mode packets
-A FORWARD -m connbytes --connbytes 200: --connbytes-dir both --connbytes-mode bytes
-A FORWARD -m connbytes ! --connbytes 200: --connbytes-dir reply --connbytes-mode bytes
-A FORWARD -m connbytes --connbytes 60:100 --connbytes-dir both --connbytes-mode avgpkt
-A FORWARD -m connbytes --connbytes 60:100 --connbytes-dir reply --connbytes-mode avgpkt
-A FORWARD -m connbytes --connbytes :59 --connbytes-dir original --connbytes-mode avgpkt
-t raw -A PREROUTING -m connbytes --connbytes 0 --connbytes-dir both --connbytes-mode packets
-t mangle -A POSTROUTING -m connbytes --connbytes 0 --connbytes-dir both --connbytes-mode packets`)}`,
    packets: `
in eth1 udp client.1 > server.53 len=10
in eth0 udp server.53 > client.1 len=100
in eth1 udp client.1 > server.53 len=10
in eth1 udp client.1 > server.53 len=10
in eth0 udp server.53 > client.1 len=40
in eth1 udp client.1 > server.53 len=1000
in eth1 icmp client > server echo id=1 seq=1
in eth0 icmp server > client reply id=1 seq=1
in eth1 udp client6.1 > server6.53 len=10 times=3
in eth0 udp server6.53 > client6.1 len=100 times=3
in eth1 udp client.2 > server.53 len=200 id=7 pieces=0-104,104-
`,
  },
];
