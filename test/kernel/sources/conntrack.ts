// Connection tracking of everything but TCP.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

const STATES = inBoth(`
-A FORWARD -m conntrack --ctstate NEW
-A FORWARD -m conntrack --ctstate ESTABLISHED
-A FORWARD -m conntrack --ctstate RELATED
-A FORWARD -m conntrack --ctstate INVALID
-A FORWARD -m conntrack --ctstate UNTRACKED
-A FORWARD -m conntrack --ctstatus ASSURED`);

/** Scenarios of connection tracking. */
export const conntrack: ScenarioSource[] = [
  {
    name: "conntrack-udp",
    about: "UDP: new, answered, assured only later; checksums, lengths, ports of zero",
    setup: `${ROUTER}${STATES}`,
    packets: `
in eth1 udp client.1000 > server.53
in eth0 udp server.53 > client.1000
in eth1 udp client.1000 > server.53
in eth0 udp server.54 > client.1000
in eth1 udp client.1001 > server.53 badsum
in eth1 udp client.1002 > server.53 nosum
in eth1 udp client.1003 > server.53 ulen=4
in eth1 udp client.1004 > server.53 ulen=12
in eth1 udp client.1005 > server.53 ulen=100
in eth1 ip client > server proto=17 len=5
in eth1 udp client.0 > server.0
in eth1 udp client.9 > client.9
in eth1 udp client6.1000 > server6.53
in eth0 udp server6.53 > client6.1000
in eth1 udp client6.1001 > server6.53 badsum
in eth1 udp client6.1002 > server6.53 nosum
`,
  },
  {
    name: "conntrack-icmp",
    about: "ICMP queries and answers; what may begin a connection and what may not",
    setup: `${ROUTER}${STATES}`,
    packets: `
in eth1 icmp client > server echo id=1 seq=1
in eth0 icmp server > client reply id=1 seq=1
in eth0 icmp server > client reply id=1 seq=2
in eth1 icmp client > server echo id=1 seq=2
in eth1 icmp client > server echo id=2 seq=1
in eth0 icmp server > client reply id=3 seq=1
in eth1 icmp client > server type=13/0 id=4 seq=1 len=12
in eth0 icmp server > client type=14/0 id=4 seq=1 len=12
in eth1 icmp client > server type=15/0 id=5 seq=1
in eth1 icmp client > server type=17/0 id=6 seq=1 len=4
in eth1 icmp client > server type=9/0
in eth1 icmp client > server type=40/0
in eth1 icmp client > server type=8/3 id=7 seq=1
in eth1 icmp client > server echo id=8 seq=1 badsum
in eth1 ip client > server proto=1 len=4
in eth1 icmp client6 > server6 echo id=1 seq=1
in eth0 icmp server6 > client6 reply id=1 seq=1
in eth0 icmp server6 > client6 reply id=2 seq=1
in eth1 icmp client6 > server6 type=139/0 len=8
in eth1 icmp client6 > server6 type=135/0 len=16 ttl=255
in eth1 icmp client6 > server6 type=130/0 len=16
in eth1 icmp client6 > server6 type=200/0
in eth1 icmp client6 > server6 echo id=8 seq=1 badsum
`,
  },
  {
    name: "conntrack-related",
    about: "Errors belong to the connection they quote, if it is there and quoted well enough",
    setup: `${ROUTER}${STATES}`,
    packets: `
in eth1 udp client.1000 > server.53 len=20
in eth0 icmp server > client type=3/3 quote=[udp client.1000 > server.53 len=20]
in eth0 icmp hop > client type=11/0 quote=[udp client.1000 > server.53 len=20] keep=28
in eth0 icmp hop > client type=11/0 quote=[udp client.1000 > server.53 len=20] keep=27
in eth0 icmp hop > client type=11/0 quote=[udp client.1000 > server.53 len=20] keep=10
in eth0 icmp hop > client type=3/3 quote=[udp client.1001 > server.53 len=20]
in eth0 icmp hop > client type=3/3 quote=[udp client.1000 > server.53 len=20] badsum
in eth0 icmp hop > client type=5/0 gw=hop quote=[udp client.1000 > server.53 len=20]
in eth0 icmp hop > client type=4/0 quote=[udp client.1000 > server.53 len=20]
in eth0 icmp hop > client type=12/0 quote=[udp client.1000 > server.53 len=20]
in eth0 icmp hop > client2 type=3/3 quote=[udp client.1000 > server.53 len=20]
in eth0 icmp hop > client type=3/3 \\
   quote=[icmp client > server type=3/3 quote=[udp server.1 > client.2]]
in eth1 icmp client > server type=3/3 quote=[udp server.53 > client.1000]
in eth0 udp server.53 > client.1000
in eth1 icmp client > server type=3/3 quote=[udp server.53 > client.1000]
in eth1 udp client6.1000 > server6.53 len=20
in eth0 icmp server6 > client6 type=1/4 quote=[udp client6.1000 > server6.53 len=20]
in eth0 icmp hop6 > client6 type=2/0 mtu=1280 quote=[udp client6.1000 > server6.53 len=20] keep=48
in eth0 icmp hop6 > client6 type=3/0 quote=[udp client6.1000 > server6.53 len=20] keep=44
in eth0 icmp hop6 > client6 type=4/1 quote=[udp client6.1001 > server6.53 len=20]
in eth0 icmp hop6 > client6 type=1/4 quote=[udp client6.1000 > server6.53 len=20 ext=dst]
in eth0 icmp hop6 > client26 type=1/4 quote=[udp client6.1000 > server6.53 len=20]
`,
  },
  {
    name: "conntrack-generic",
    about: "Protocols without ports: one connection for two addresses; UDP-Lite has ports",
    setup: `${ROUTER}${STATES}`,
    packets: `
in eth1 ip client > server proto=99
in eth0 ip server > client proto=99
in eth1 ip client > server proto=50
in eth1 ip client > server proto=0
in eth1 ip client > server proto=2
in eth1 udplite client.1 > server.53
in eth0 udplite server.53 > client.1
in eth1 udplite client.2 > server.53 badsum
in eth1 udplite client.3 > server.53 cover=4
in eth1 udplite client.4 > server.53 cover=8
in eth1 udplite client.5 > server.53 cover=100
in eth1 udplite client.6 > server.53 nosum
in eth1 ip client6 > server6 proto=99
in eth0 ip server6 > client6 proto=99
in eth1 udplite client6.1 > server6.53
`,
  },
  {
    name: "conntrack-log-invalid",
    about: "nf_conntrack_log_invalid=255: why a packet is invalid, in the kernel's words",
    setup: `${ROUTER}${STATES}
sysctl -qw net.netfilter.nf_conntrack_log_invalid=255`,
    packets: `
in eth1 udp client.1 > server.53 len=20
in eth1 udp client.2 > server.53 badsum
in eth1 ip client > server proto=17 len=5
in eth1 icmp client > server type=8/0 badsum
in eth1 ip client > server proto=1 len=4
in eth1 udplite client.1 > server.53
in eth1 udplite client.1 > server.53 pseudo=17 len=20 cover=4
in eth1 udplite client.1 > server.53 nosum
in eth0 icmp hop > client2 type=3/3 quote=[udp client.1 > server.53 len=20]
in eth1 tcp client.1 > server.80 none
in eth1 tcp client.1 > server.80 S badsum
in eth1 tcp client.1 > server.80 S off=15
in eth1 tcp client.1 > server.80 SA seq=1 ack=1
in eth1 tcp client.2 > server.80 S seq=100
in eth1 tcp client.2 > server.80 A seq=101 ack=1
in eth0 tcp server.80 > client.2 SA seq=500 ack=101
in eth1 tcp client.2 > server.80 A seq=101 ack=501
in eth1 tcp client.2 > server.80 S seq=100
in eth0 tcp server.80 > client.2 A seq=501 ack=900
in eth0 tcp server.80 > client.2 A seq=900000 ack=101
in eth0 tcp server.80 > client.2 R seq=1
in eth1 udp client6.1 > server6.53 len=20
in eth1 udp client6.2 > server6.53 badsum
in eth0 icmp hop6 > client26 type=1/4 quote=[udp client6.1 > server6.53 len=20]
in eth1 icmp client6 > server6 type=128/0 badsum
`,
  },
  {
    name: "conntrack-udplite",
    about: "UDP-Lite: the kernel checks sums as if the pseudo header said UDP, so true ones fail",
    setup: `${ROUTER}${STATES}
iptables -A INPUT -m conntrack --ctstate INVALID`,
    packets: `
in eth1 udplite client.1 > server.53
in eth1 udplite client.2 > server.53 pseudo=17
in eth0 udplite server.53 > client.2 pseudo=17
in eth1 udplite client.3 > server.53 pseudo=17 len=20 cover=12
in eth1 udplite client.4 > server.53 pseudo=17 len=20 cover=4
in eth1 udplite client.5 > server.53 pseudo=17 len=20 cover=29
in eth1 udplite client.6 > server.53 nosum
in eth1 udplite client.7 > server.53 pseudo=17 len=20 cover=28
out eth0 udplite router.8 > server.53
in eth0 udplite server.53 > router.8
in eth1 udplite client6.1 > server6.53
in eth1 udplite client6.2 > server6.53 pseudo=17
in eth1 udplite client6.3 > server6.53 pseudo=17 len=20 cover=12
`,
  },
  {
    name: "conntrack-udplite-unchecked",
    about: "UDP-Lite with nf_conntrack_checksum=0: ports, streams, coverage",
    setup: `${ROUTER}${STATES}
sysctl -qw net.netfilter.nf_conntrack_checksum=0`,
    packets: `
in eth1 udplite client.1 > server.53
in eth0 udplite server.53 > client.1
in eth1 udplite client.1 > server.53 cover=8
in eth1 udplite client.2 > server.53 cover=7
in eth1 udplite client.3 > server.53 nosum
in eth1 udplite client6.1 > server6.53
in eth0 udplite server6.53 > client6.1
`,
  },
  {
    name: "conntrack-sctp",
    about: "SCTP associations: four-way start, data, shutdown, abort, wrong tags",
    setup: `${ROUTER}${STATES}`,
    packets: `
in eth1 sctp client.1 > server.2 tag=0 chunks=init:77
in eth0 sctp server.2 > client.1 tag=77 chunks=initack:99
in eth1 sctp client.1 > server.2 tag=99 chunks=cookieecho
in eth0 sctp server.2 > client.1 tag=77 chunks=cookieack
in eth1 sctp client.1 > server.2 tag=99 chunks=data
in eth0 sctp server.2 > client.1 tag=77 chunks=sack
in eth1 sctp client.1 > server.2 tag=98 chunks=data
in eth1 sctp client.1 > server.2 tag=99 chunks=heartbeat
in eth1 sctp client.1 > server.2 tag=99 chunks=shutdown
in eth0 sctp server.2 > client.1 tag=77 chunks=shutdownack
in eth1 sctp client.1 > server.2 tag=99 chunks=shutdowncomplete
in eth1 sctp client.2 > server.2 tag=0 chunks=init:5
in eth0 sctp server.2 > client.2 tag=5 chunks=abort
in eth1 sctp client.3 > server.2 tag=7 chunks=init:5
in eth1 sctp client.4 > server.2 tag=0 chunks=init:5,data
in eth1 sctp client.5 > server.2 tag=6 chunks=data
in eth1 sctp client.6 > server.2 tag=6 chunks=heartbeat
in eth0 sctp server.2 > client.6 tag=8 chunks=heartbeatack
in eth1 sctp client.7 > server.2 tag=0 chunks=init:5 badsum
in eth1 sctp client.8 > server.2 tag=0 chunks=initack:5
in eth1 sctp client.9 > server.2 tag=0 chunks=cookieecho
in eth1 sctp client6.1 > server6.2 tag=0 chunks=init:77
in eth0 sctp server6.2 > client6.1 tag=77 chunks=initack:99
`,
  },
  {
    name: "conntrack-gre",
    about: "GRE: plain, with a key, version 1 with call ids",
    setup: `${ROUTER}${STATES}`,
    packets: `
in eth1 gre client > server
in eth0 gre server > client
in eth1 gre client > server key=5
in eth1 gre client > server call=7
in eth0 gre server > client call=8
in eth1 ip client > server proto=47 len=2
in eth1 gre client6 > server6
in eth0 gre server6 > client6
`,
  },
  {
    name: "conntrack-match",
    about: "The conntrack match: protocol, both tuples, ports, status, direction, expiry",
    setup: `${ROUTER}
iptables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 192.0.2.7
iptables -A FORWARD -m conntrack --ctproto 17
iptables -A FORWARD -m conntrack ! --ctproto tcp
iptables -A FORWARD -m conntrack --ctorigsrc 10.0.0.0/24
iptables -A FORWARD -m conntrack --ctorigdst 203.0.113.9
iptables -A FORWARD -m conntrack --ctreplsrc 203.0.113.9
iptables -A FORWARD -m conntrack --ctrepldst 192.0.2.7
iptables -A FORWARD -m conntrack ! --ctrepldst 10.0.0.0/24
iptables -A FORWARD -m conntrack --ctorigsrcport 4000 --ctorigdstport 53:80
iptables -A FORWARD -m conntrack --ctreplsrcport 53
iptables -A FORWARD -m conntrack ! --ctrepldstport 4000
iptables -A FORWARD -m conntrack --ctstatus NONE
iptables -A FORWARD -m conntrack --ctstatus SEEN_REPLY
iptables -A FORWARD -m conntrack --ctstatus CONFIRMED
iptables -A FORWARD -m conntrack ! --ctstatus CONFIRMED
iptables -A FORWARD -m conntrack --ctdir REPLY
iptables -A FORWARD -m conntrack --ctstate SNAT
iptables -A FORWARD -m conntrack ! --ctstate NEW
iptables -A FORWARD -m conntrack --ctexpire 25:35
iptables -A FORWARD -m conntrack --ctexpire 0
iptables -A FORWARD -m conntrack --ctstate NEW --ctproto 6 --ctorigdstport 80
iptables -A FORWARD -m state --state RELATED,ESTABLISHED
ip6tables -A FORWARD -m conntrack --ctorigsrc 2001:db8:1::/64 --ctproto tcp
ip6tables -A FORWARD -m conntrack --ctstate ESTABLISHED --ctdir REPLY`,
    packets: `
in eth1 udp client.4000 > server.53
in eth0 udp server.53 > 192.0.2.7.4000
in eth1 udp client.4000 > server.53
in eth1 tcp client.4000 > server.80 S seq=1
in eth0 tcp server.80 > 192.0.2.7.4000 SA seq=9 ack=2
in eth1 tcp client.4001 > server.80 FS
in eth1 icmp client > server echo id=5 seq=1
in eth0 icmp hop > 192.0.2.7 type=11/0 quote=[udp 192.0.2.7.4000 > server.53]
in eth1 tcp client6.4000 > server6.80 S seq=1
in eth0 tcp server6.80 > client6.4000 SA seq=9 ack=2
`,
  },
  {
    name: "conntrack-local",
    about: "Connections of the host itself, by the wire and by loopback",
    setup: `${ROUTER}
iptables -A OUTPUT -m conntrack --ctstate NEW
iptables -A OUTPUT -m conntrack --ctstate ESTABLISHED
iptables -A INPUT -m conntrack --ctstate NEW
iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED
iptables -A INPUT -m conntrack --ctstate INVALID
ip6tables -A INPUT -m conntrack --ctstate NEW`,
    packets: `
out eth0 udp router.4000 > server.53
in eth0 udp server.53 > router.4000
out eth0 tcp router.4000 > server.80 S seq=1
in eth0 tcp server.80 > router.4000 SA seq=9 ack=2
in eth0 icmp hop > router type=3/1 quote=[tcp router.4000 > server.80 S seq=1]
out eth0 udp 127.0.0.1.1 > 127.0.0.1.2
out eth0 udp 127.0.0.1.2 > 127.0.0.1.1
out eth0 tcp inside.1 > router.2 S seq=1
in eth1 udp client.1 > 10.0.0.255.137 to=ffffffffffff
out eth1 udp inside.137 > client.1
out eth0 udp ::1.1 > ::1.2
in eth1 udp client6.1 > ff02::1.5 to=333300000001
in eth1 udp client6.1 > inside6.5
`,
  },
  {
    name: "conntrack-acct",
    about: "nf_conntrack_acct=1: packets and bytes of each direction",
    setup: `${ROUTER}${STATES}
sysctl -qw net.netfilter.nf_conntrack_acct=1`,
    packets: `
in eth1 udp client.1 > server.53 len=100
in eth0 udp server.53 > client.1 len=200
in eth1 udp client.1 > server.53 len=100
in eth1 udp client.2 > server.53 len=2000 id=5 pieces=0-1480,1480-
in eth1 tcp client.2 > server.80 S seq=1
in eth1 icmp client > server echo id=1 seq=1
in eth1 udp client6.1 > server6.53 len=100
in eth0 udp server6.53 > client6.1 len=200
`,
  },
  {
    name: "conntrack-neighbours",
    about: "Neighbour discovery and listener reports are not tracked",
    setup: `${ROUTER}
ip6tables -A INPUT -m conntrack --ctstate UNTRACKED
ip6tables -A INPUT -m conntrack --ctstate NEW
ip6tables -A INPUT -m conntrack --ctstate INVALID
ip6tables -A OUTPUT -m conntrack --ctstate UNTRACKED
ip6tables -A OUTPUT -m conntrack --ctstate NEW,INVALID`,
    packets: `
in eth1 icmp client6 > inside6 type=135/0 hex=20010db8000100000000000000000001 ttl=255
in eth1 icmp client6 > inside6 type=136/0 hex=20010db8000100000000000000000005 ttl=255
in eth1 icmp client6 > ff02::1 type=133/0 ttl=255 to=333300000001
in eth1 icmp fe80::5 > ff02::1 type=134/0 len=8 ttl=255 to=333300000001
in eth1 icmp fe80::5 > ff02::1 type=130/0 len=16 ttl=1 to=333300000001
in eth1 icmp client6 > inside6 type=143/0 ttl=1
in eth1 icmp client6 > inside6 type=137/0 len=32 ttl=255
in eth1 icmp client6 > inside6 type=128/0
in eth1 icmp client6 > inside6 type=160/0
out eth1 icmp inside6 > client6 type=136/0 hex=20010db8000100000000000000000001 ttl=255
`,
  },
  {
    name: "conntrack-lazy",
    about: "Only one family has a rule that asks for connections: only that one is tracked",
    setup: `${ROUTER}
iptables -A FORWARD -p udp -j ACCEPT
ip6tables -A FORWARD -m state --state INVALID`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 udp client.1 > server.53 len=2000 id=5 pieces=0-1480,1480-
in eth1 udp client6.1 > server6.53
in eth1 udp client6.1 > server6.53 len=2000 id=5 pieces=0-1232,1232-
`,
  },
];
