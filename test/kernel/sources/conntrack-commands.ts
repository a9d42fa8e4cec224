// Connections that conntrack(8) made before the first packet, and packets that belong to them.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

const STATES = inBoth(`
-A FORWARD -m conntrack --ctstate NEW
-A FORWARD -m conntrack --ctstate ESTABLISHED --ctdir ORIGINAL
-A FORWARD -m conntrack --ctstate ESTABLISHED --ctdir REPLY
-A FORWARD -m conntrack --ctstate RELATED
-A FORWARD -m conntrack --ctstate INVALID -j DROP
-A FORWARD -m conntrack --ctstatus ASSURED
-A FORWARD -m conntrack --ctstatus SEEN_REPLY
-A FORWARD -m connmark --mark 5`);

const TCP = "-s 10.0.0.5 -d 203.0.113.9 -p tcp --dport 80 -t 600";
const UDP = "-s 10.0.0.5 -d 203.0.113.9 -p udp --dport 53 -t 600";

/** Scenarios of commands. */
export const conntrackCommands: ScenarioSource[] = [
  {
    name: "command-tcp",
    about:
      "TCP connections made by hand: windows are learnt from the first segments of either side",
    setup: `${ROUTER}${STATES}
conntrack -I ${TCP} --sport 1000 --state ESTABLISHED -u SEEN_REPLY,ASSURED
conntrack -I ${TCP} --sport 1001 --state ESTABLISHED
conntrack -I ${TCP} --sport 1002 --state SYN_SENT
conntrack -I ${TCP} --sport 1003 --state SYN_RECV -u SEEN_REPLY
conntrack -I ${TCP} --sport 1004 --state CLOSE -u SEEN_REPLY
conntrack -I ${TCP} --sport 1005 --state NONE
conntrack -I ${TCP} --sport 1006 --state ESTABLISHED -u SEEN_REPLY,ASSURED,FIXED_TIMEOUT
`,
    packets: `
in eth1 tcp client.1000 > server.80 PA seq=1000 ack=5000 win=500 len=100
in eth0 tcp server.80 > client.1000 PA seq=5000 ack=1100 win=500 len=100
in eth1 tcp client.1000 > server.80 A seq=1100 ack=5100 win=500
in eth1 tcp client.1000 > server.80 PA seq=900000 ack=5100 win=500 len=10
in eth0 tcp server.80 > client.1000 R seq=5100 win=0
in eth1 tcp client.1001 > server.80 PA seq=1000 ack=5000 win=500 len=100
in eth0 tcp server.80 > client.1001 A seq=5000 ack=1100 win=500
in eth1 tcp client.1001 > server.80 FA seq=1100 ack=5000 win=500
in eth0 tcp server.80 > client.1001 FA seq=5000 ack=1101 win=500
in eth1 tcp client.1001 > server.80 A seq=1101 ack=5001 win=500
in eth0 tcp server.80 > client.1002 SA seq=5000 ack=1001 win=500
in eth1 tcp client.1002 > server.80 A seq=1001 ack=5001 win=500
in eth1 tcp client.1003 > server.80 A seq=1001 ack=5001 win=500
in eth0 tcp server.80 > client.1003 PA seq=5001 ack=1001 win=500 len=10
in eth1 tcp client.1004 > server.80 S seq=1 win=500
in eth1 tcp client.1005 > server.80 S seq=1 win=500
in eth1 tcp client.1006 > server.80 PA seq=1000 ack=5000 win=500 len=100
in eth0 tcp server.80 > client.1006 FA seq=5000 ack=1100 win=500
`,
  },
  {
    name: "command-other",
    about: "UDP, ICMP, SCTP and others made by hand, with marks and zones, changed and deleted",
    setup: `${ROUTER}${STATES}
conntrack -I ${UDP} --sport 1000 -m 5
conntrack -I ${UDP} --sport 1001 -u SEEN_REPLY,ASSURED
conntrack -I ${UDP} --sport 1002
conntrack -I ${UDP} --sport 1003 -w 7
conntrack -I ${UDP} --sport 1004 -t 0
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p icmp --icmp-type 8 --icmp-code 0 --icmp-id 7 -t 600
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p sctp --sport 1 --dport 2 --state ESTABLISHED --orig-vtag 77 --reply-vtag 99 -t 600
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p 99 -t 600
conntrack -I -s 2001:db8:1::5 -d 2001:db8:9::9 -p udp --sport 1 --dport 2 -t 600 -m 5
conntrack -D -p udp --sport 1002
conntrack -U -s 10.0.0.5 -p udp --sport 1001 -m 5
`,
    packets: `
in eth0 udp server.53 > client.1000
in eth1 udp client.1000 > server.53
in eth1 udp client.1001 > server.53
in eth0 udp server.53 > client.1001
in eth1 udp client.1002 > server.53
in eth0 udp server.53 > client.1003
in eth1 udp client.1004 > server.53
in eth0 icmp server > client reply id=7 seq=1
in eth1 icmp client > server echo id=7 seq=2
in eth1 sctp client.1 > server.2 tag=99 chunks=data
in eth0 sctp server.2 > client.1 tag=77 chunks=data
in eth0 sctp server.2 > client.1 tag=76 chunks=data
in eth0 ip server > client proto=99 len=20
in eth1 ip client > server proto=99 len=20
in eth1 udp client6.1 > server6.2
in eth0 udp server6.2 > client6.1
`,
  },
  {
    name: "command-nat",
    about:
      "connections made by hand with a translation are translated; counted and stamped ones count",
    setup: `${ROUTER}${STATES}
sysctl -qw net.netfilter.nf_conntrack_acct=1
iptables -t nat -A POSTROUTING -o eth0 -p udp -j SNAT --to-source 192.0.2.1:5000-5001
conntrack -I ${UDP} --sport 1000 -n 192.0.2.1:5000
conntrack -I ${UDP} --sport 1001 -g 203.0.113.10
conntrack -I ${TCP} --sport 1000 --state ESTABLISHED -n 192.0.2.7 -g 203.0.113.11:8080
conntrack -I ${UDP} --sport 1002
`,
    packets: `
in eth1 udp client.1000 > server.53
in eth0 udp server.53 > 192.0.2.1.5000
in eth1 udp client.1001 > server.53
in eth0 udp 203.0.113.10.53 > client.1001
in eth1 tcp client.1000 > server.80 PA seq=1000 ack=5000 win=500 len=100
in eth0 tcp 203.0.113.11.8080 > 192.0.2.7.1000 PA seq=5000 ack=1100 win=500 len=50
in eth1 udp client.1002 > server.53
in eth1 udp client.1003 > server.53
in eth1 udp client.1004 > server.53
`,
  },
];
