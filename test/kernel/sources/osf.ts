// Fingerprints of operating systems: -m osf and nfnl_osf.
import { onlyFingerprints } from "../fingerprints.js";
import type { ScenarioSource } from "../scenario.js";
import { ROUTER } from "./router.js";

/** MSS of 1460, SACK permitted, timestamps, window scale of 7: as Linux orders them. */
const LINUX = "tcpopt=020405b40402080a00000001000000000103037f";

export const osf: ScenarioSource[] = [
  {
    name: "osf",
    about:
      "Window, TTL, size and options of a SYN tell who sent it; only with its genre, and ! does nothing",
    setup: `${ROUTER}
${onlyFingerprints(`
S4:64:1:60:M*,S,T,N,W7:Linux:2.6::Linux 2.6 (newer, 3)
16384:128:1:48:M*,N,N,S:Windows:XP:SP1:Windows XP SP1
`)}
iptables -A FORWARD -p tcp -m osf --genre Linux
iptables -A FORWARD -p tcp -m osf --genre Windows
iptables -A FORWARD -p tcp -m osf ! --genre Linux
iptables -A FORWARD -p tcp -m osf --genre Nothing
iptables -A FORWARD -p tcp -m osf --genre Linux --ttl 0
iptables -A FORWARD -p tcp -m osf --genre Linux --ttl 1
iptables -A FORWARD -p tcp -m osf --genre Linux --ttl 2
`,
    packets: `
in eth1 tcp client.1 > server.80 S win=5840 ttl=64 df ${LINUX}
in eth1 tcp client.2 > server.80 SA win=5840 ttl=64 df ${LINUX}
in eth1 tcp client.3 > server.80 A win=5840 ttl=64 df ${LINUX}
in eth1 tcp client.4 > server.80 S win=5841 ttl=64 df ${LINUX}
in eth1 tcp client.5 > server.80 S win=5840 ttl=64 nodf ${LINUX}
in eth1 tcp client.6 > server.80 S win=5840 ttl=63 df ${LINUX}
in eth1 tcp client.7 > server.80 S win=5840 ttl=65 df ${LINUX}
in eth0 tcp server.8 > client.80 S win=5840 ttl=60 df ${LINUX}
in eth0 tcp server.9 > client.80 S win=16384 ttl=128 df tcpopt=020405b401010402
in eth1 udp client.9 > server.80
`,
  },
  {
    name: "osf-log",
    about:
      "With --log the genre is not asked for: every fingerprint that fits is told, or the first one",
    setup: `${ROUTER}
${onlyFingerprints(`
5840:64:1:44:M*:Linux:2.0:a:One
S4:64:1:44:M*:Linux:2.1::Two
T4:64:1:44:M*:Windows:3.1:SP0:Three
6000:64:1:44:M*:@BSD:4:*:Four
`)}
iptables -A FORWARD -p tcp --dport 80 -m osf --genre Linux --log 0
iptables -A FORWARD -p tcp --dport 81 -m osf --genre Linux --log 1
iptables -A FORWARD -p tcp --dport 82 -m osf --genre Linux --log 2 --ttl 2
iptables -A FORWARD -p tcp --dport 83 -m osf ! --genre Linux --log 2 --ttl 1
iptables -t raw -A PREROUTING -p tcp --dport 84 -m osf --genre BSD --log 2 --ttl 1
iptables -A INPUT -p tcp --dport 85 -m osf --genre BSD --log 0 --ttl 2
`,
    packets: `
in eth1 tcp client.1 > server.80 S win=5840 ttl=64 df mss=1460
in eth1 tcp client.1 > server.81 S win=5840 ttl=64 df mss=1460
in eth1 tcp client.1 > server.82 S win=5840 ttl=64 df mss=1460
in eth1 tcp client.2 > server.80 S win=6000 ttl=64 df mss=1460
in eth1 tcp client.2 > server.81 S win=6000 ttl=64 df mss=1460
in eth1 tcp client.2 > server.82 S win=6000 ttl=70 df mss=1460
in eth1 tcp client.2 > server.82 S win=6000 ttl=64 df mss=1500
in eth1 tcp client.3 > server.80 S win=6001 ttl=64 df mss=1460
in eth1 tcp client.3 > server.81 S win=6001 ttl=64 df mss=1460
in eth1 tcp client.3 > server.82 S win=6001 ttl=64 df mss=1460
in eth1 tcp client.4 > server.83 S win=6000 ttl=60 df mss=1460
in eth1 tcp client.4 > server.83 S win=6000 ttl=70 df mss=1460
in eth1 tcp 198.51.100.1.4 > server.83 S win=6000 ttl=70 df mss=1460
in eth1 tcp client.4 > server.83 A win=6000 ttl=70 df mss=1460
in eth1 tcp client.5 > server.84 S win=6000 ttl=60 df mss=1460
in eth1 tcp client.5 > router.85 S win=6000 ttl=60 df mss=1460
`,
  },
  {
    name: "osf-edges",
    about:
      "Windows of all kinds, SYNs without options and with odd ones, fragments, and long names in the log",
    setup: `${ROUTER}
${onlyFingerprints(`
%7:64:1:52:M*,N,W9,N,N,S:Modulo:7::d
T*:64:1:52:.,M,N,W,N,N,S:Zero:T::d
T3:64:1:48:M*,S,N,N:Mtu:3::d
2147483650:64:1:49:N:Wrap:1::d
S2147483649:64:1:48:N,N,M,E,N:Wrap:2::d
*:64:1:41:.:Bare:1::d
*:64:0:41:.:Bare:2::d
*:64:5:56:.:Bare:df:5:d
*:64:1:80:T,T,T,T:Full:::d
77:64:1:46:M:ABCDEFGHIJKLMNOPQRSTUVWXYZabcde:ABCDEFGHIJKLMNOPQRSTUVWXYZabcde:ABCDEFGHIJKLMNOPQRSTUVWXYZabcde:d
78:64:1:46:M:back\\slash:tab\tulator::d
`)}
iptables -A FORWARD -p tcp -m osf --genre Modulo --ttl 2
iptables -A FORWARD -p tcp -m osf --genre Zero --ttl 2
iptables -A FORWARD -p tcp -m osf --genre Mtu --ttl 2
iptables -A FORWARD -p tcp -m osf --genre Wrap --ttl 2
iptables -A FORWARD -p tcp -m osf --genre Bare --ttl 2
iptables -A FORWARD -p tcp -m osf --genre Full --ttl 2
iptables -A FORWARD -p tcp -m osf --genre ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh --ttl 2
iptables -A FORWARD -p tcp -m osf --genre ABCDEFGHIJKLMNOPQRSTUVWXYZabcd --ttl 2
iptables -A FORWARD -p tcp -m osf --genre Mod --ttl 2 -m osf --genre Mtu --ttl 2 --log 1
iptables -A FORWARD -p tcp --dport 81 -m osf --genre x --log 1 --ttl 2
`,
    packets: `
in eth1 tcp client.1 > server.80 S win=700 df tcpopt=020405b40103030901010402
in eth1 tcp client.1 > server.80 S win=701 df tcpopt=020405b40103030901010402
in eth1 tcp client.1 > server.80 S win=0 df tcpopt=020405b40103030901010402
in eth1 tcp client.1 > server.81 S win=700 df tcpopt=020405b40101030301010402
in eth1 tcp client.2 > server.80 S win=4500 df tcpopt=020405b404020101
in eth1 tcp client.2 > server.80 S win=4464 df tcpopt=020405b404020101
in eth1 tcp client.2 > server.80 S win=1728 df tcpopt=0204021804020101
in eth1 tcp client.2 > server.80 S win=1728 df tcpopt=0206021804020101
in eth1 tcp client.3 > server.80 S win=2 df tcpopt=01010101 data=hello
in eth1 tcp client.3 > server.80 S win=1460 df tcpopt=0101020405b40001
in eth1 tcp client.4 > server.80 S win=9 df data=x
in eth1 tcp client.4 > server.80 S win=9 nodf data=x
in eth1 tcp client.4 > server.80 S win=9 df data=0123456789abcdef
in eth1 tcp client.4 > server.80 S win=9 df off=4 data=x
in eth1 tcp client.4 > server.80 S win=9 df off=15 data=x
in eth1 tcp client.5 > server.80 S win=9 df tcpopt=080a0000000000000000080a0000000000000000080a0000000000000000080a0000000000000000
in eth1 tcp client.5 > server.81 S win=9 df tcpopt=080a0000000000000000080a0000000000000000080a0000000000000000080a0000000000000000
in eth1 tcp client.6 > server.81 S win=77 df mss=1460 data=xx
in eth1 tcp client.12345 > server.81 S win=77 df mss=1460 data=xx
in eth1 tcp client.6 > server.81 S win=78 df mss=1460 data=xx
in eth1 tcp client.6 > server.80 S win=77 df mss=1460 data=xx
in eth1 tcp client.7 > server.81 S win=77 df cut=36
in eth1 tcp client.7 > server.81 S win=77 len=100 pieces=0-24,24-
`,
  },
];
