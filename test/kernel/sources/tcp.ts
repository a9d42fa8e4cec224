// Connection tracking of TCP: the table of states, windows, and what is INVALID.
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
-A FORWARD -m state --state NEW,ESTABLISHED`);

const OPEN = `
in eth1 tcp client.4000 > server.80 S seq=100 mss=1460 sackok ws=7 win=64240
in eth0 tcp server.80 > client.4000 SA seq=900 ack=101 mss=1460 sackok ws=7 win=65160
in eth1 tcp client.4000 > server.80 A seq=101 ack=901 win=502`;

/** Scenarios of TCP. */
export const tcp: ScenarioSource[] = [
  {
    name: "tcp-life",
    about: "A whole connection: handshake, data both ways, FIN from either side",
    setup: `${ROUTER}${STATES}`,
    packets: `${OPEN}
in eth1 tcp client.4000 > server.80 PA seq=101 ack=901 win=502 len=500
in eth0 tcp server.80 > client.4000 A seq=901 ack=601 win=509 len=1400
in eth1 tcp client.4000 > server.80 A seq=601 ack=2301 win=502
in eth1 tcp client.4000 > server.80 FA seq=601 ack=2301 win=502
in eth0 tcp server.80 > client.4000 A seq=2301 ack=602 win=509
in eth0 tcp server.80 > client.4000 FA seq=2301 ack=602 win=509
in eth1 tcp client.4000 > server.80 A seq=602 ack=2302 win=502
in eth1 tcp client6.4000 > server6.80 S seq=100 mss=1440 win=64240
in eth0 tcp server6.80 > client6.4000 SA seq=900 ack=101 win=65160
in eth1 tcp client6.4000 > server6.80 A seq=101 ack=901 win=502
in eth0 tcp server6.80 > client6.4000 FA seq=901 ack=101 win=509
in eth1 tcp client6.4000 > server6.80 FA seq=101 ack=902 win=502
in eth0 tcp server6.80 > client6.4000 A seq=902 ack=102 win=509
`,
  },
  {
    name: "tcp-states",
    about: "Connections left in each state of the table",
    setup: `${ROUTER}${STATES}`,
    packets: `
in eth1 tcp client.1 > server.80 S seq=100
in eth1 tcp client.2 > server.80 S seq=100
in eth0 tcp server.80 > client.2 SA seq=900 ack=101
in eth1 tcp client.3 > server.80 S seq=100
in eth0 tcp server.80 > client.3 SA seq=900 ack=101
in eth1 tcp client.3 > server.80 A seq=101 ack=901
in eth1 tcp client.4 > server.80 S seq=100
in eth0 tcp server.80 > client.4 SA seq=900 ack=101
in eth1 tcp client.4 > server.80 A seq=101 ack=901
in eth1 tcp client.4 > server.80 FA seq=101 ack=901
in eth1 tcp client.5 > server.80 S seq=100
in eth0 tcp server.80 > client.5 SA seq=900 ack=101
in eth1 tcp client.5 > server.80 A seq=101 ack=901
in eth1 tcp client.5 > server.80 FA seq=101 ack=901
in eth0 tcp server.80 > client.5 A seq=901 ack=102
in eth1 tcp client.6 > server.80 S seq=100
in eth0 tcp server.80 > client.6 SA seq=900 ack=101
in eth1 tcp client.6 > server.80 A seq=101 ack=901
in eth1 tcp client.6 > server.80 FA seq=101 ack=901
in eth0 tcp server.80 > client.6 FA seq=901 ack=102
in eth1 tcp client.7 > server.80 S seq=100
in eth0 tcp server.80 > client.7 RA seq=0 ack=101
in eth1 tcp client.8 > server.80 S seq=100
in eth0 tcp server.80 > client.8 S seq=900
`,
  },
  {
    name: "tcp-window",
    about: "In and out of the window: old, repeated, too far ahead, acks of what was never sent",
    setup: `${ROUTER}${STATES}
sysctl -qw net.netfilter.nf_conntrack_log_invalid=0`,
    packets: `
in eth1 tcp client.4000 > server.80 S seq=1000 win=1000 mss=500
in eth0 tcp server.80 > client.4000 SA seq=9000 ack=1001 win=1000 mss=500
in eth1 tcp client.4000 > server.80 A seq=1001 ack=9001 win=1000
in eth1 tcp client.4000 > server.80 A seq=1001 ack=9001 win=1000 len=500
in eth1 tcp client.4000 > server.80 A seq=1001 ack=9001 win=1000 len=500
in eth1 tcp client.4000 > server.80 A seq=1501 ack=9001 win=1000 len=500
in eth1 tcp client.4000 > server.80 A seq=2001 ack=9001 win=1000 len=500
in eth1 tcp client.4000 > server.80 A seq=1001 ack=9900 win=1000
in eth0 tcp server.80 > client.4000 A seq=9001 ack=2001 win=1000
in eth0 tcp server.80 > client.4000 A seq=9001 ack=5001 win=1000
in eth1 tcp client.4000 > server.80 A seq=2001 ack=9001 win=1000 len=500
in eth1 tcp client.4000 > server.80 A seq=900 ack=9001 win=1000 len=10
in eth1 tcp client.4000 > server.80 A seq=100000 ack=9001 win=1000
in eth0 tcp server.80 > client.4000 A seq=9001 ack=2501 win=0
in eth1 tcp client.4000 > server.80 A seq=2501 ack=9001 win=1000 len=1
in eth1 tcp client.4000 > server.80 A seq=2500 ack=9001 win=1000 len=0
in eth0 tcp server.80 > client.4000 A seq=9001 ack=2501 win=1000
in eth1 tcp client.4000 > server.80 A seq=2501 ack=9001 win=1000 len=1000
in eth0 tcp server.80 > client.4000 A seq=8000 ack=2501 win=1000
`,
  },
  {
    name: "tcp-window-scale",
    about: "Window scaling counts only if both sides offered it, SACK widens what is acknowledged",
    setup: `${ROUTER}${STATES}`,
    packets: `
in eth1 tcp client.1 > server.80 S seq=1000 win=1000 ws=7 sackok
in eth0 tcp server.80 > client.1 SA seq=9000 ack=1001 win=1000 ws=2 sackok
in eth1 tcp client.1 > server.80 A seq=1001 ack=9001 win=100
in eth0 tcp server.80 > client.1 A seq=9001 ack=1001 win=1000 len=1000
in eth0 tcp server.80 > client.1 A seq=20001 ack=1001 win=1000 len=1000
in eth0 tcp server.80 > client.1 A seq=22801 ack=1001 win=1000 len=1000
in eth1 tcp client.1 > server.80 A seq=1001 ack=9001 win=100 sack=20001-21001
in eth0 tcp server.80 > client.1 A seq=10001 ack=1001 win=1000 len=1000
in eth1 tcp client.2 > server.80 S seq=1000 win=1000 ws=7
in eth0 tcp server.80 > client.2 SA seq=9000 ack=1001 win=1000
in eth1 tcp client.2 > server.80 A seq=1001 ack=9001 win=100
in eth0 tcp server.80 > client.2 A seq=9001 ack=1001 win=1000 len=1000
in eth0 tcp server.80 > client.2 A seq=10001 ack=1001 win=1000 len=1000
in eth1 tcp client.3 > server.80 S seq=1000 win=1000 ws=15
in eth0 tcp server.80 > client.3 SA seq=9000 ack=1001 win=1000 ws=14
in eth1 tcp client.3 > server.80 A seq=1001 ack=9001 win=100
in eth0 tcp server.80 > client.3 A seq=900000 ack=1001 win=1000
`,
  },
  {
    name: "tcp-reset",
    about: "RST: exact, inside the window, outside it, to a SYN, after it",
    setup: `${ROUTER}${STATES}`,
    packets: `${OPEN}
in eth0 tcp server.80 > client.4000 R seq=950 win=0
in eth0 tcp server.80 > client.4000 R seq=900000 win=0
in eth0 tcp server.80 > client.4000 R seq=901 win=0
in eth1 tcp client.4000 > server.80 A seq=101 ack=901 win=502
in eth1 tcp client.4001 > server.80 S seq=100
in eth0 tcp server.80 > client.4001 RA seq=0 ack=999
in eth0 tcp server.80 > client.4001 RA seq=0 ack=101
in eth1 tcp client.4002 > server.80 S seq=100
in eth1 tcp client.4002 > server.80 R seq=101
in eth1 tcp client.4003 > server.80 R seq=101
in eth1 tcp client.4004 > server.80 RA seq=101 ack=5
in eth1 tcp client.4005 > server.80 S seq=100
in eth0 tcp server.80 > client.4005 SA seq=900 ack=101
in eth1 tcp client.4005 > server.80 A seq=101 ack=901
in eth1 tcp client.4005 > server.80 RA seq=101 ack=901
in eth0 tcp server.80 > client.4005 RA seq=901 ack=101
in eth1 tcp client.4005 > server.80 S seq=700
`,
  },
  {
    name: "tcp-reuse",
    about: "The same ports again: SYN in TIME_WAIT, after a reset, during the handshake",
    setup: `${ROUTER}${STATES}`,
    packets: `
in eth1 tcp client.1 > server.80 S seq=100
in eth0 tcp server.80 > client.1 SA seq=900 ack=101
in eth1 tcp client.1 > server.80 A seq=101 ack=901
in eth1 tcp client.1 > server.80 FA seq=101 ack=901
in eth0 tcp server.80 > client.1 FA seq=901 ack=102
in eth1 tcp client.1 > server.80 A seq=102 ack=902
in eth1 tcp client.1 > server.80 S seq=5000
in eth0 tcp server.80 > client.1 SA seq=7000 ack=5001
in eth1 tcp client.1 > server.80 A seq=5001 ack=7001
in eth1 tcp client.1 > server.80 S seq=9000
in eth0 tcp server.80 > client.1 A seq=7001 ack=5001
in eth1 tcp client.2 > server.80 S seq=100
in eth1 tcp client.2 > server.80 S seq=100
in eth1 tcp client.2 > server.80 S seq=500
in eth0 tcp server.80 > client.2 SA seq=900 ack=501
in eth1 tcp client.2 > server.80 S seq=500
in eth1 tcp client.2 > server.80 A seq=501 ack=901
in eth0 tcp server.80 > client.2 SA seq=900 ack=501
in eth1 tcp client.3 > server.80 S seq=100
in eth0 tcp server.80 > client.3 SA seq=900 ack=777
in eth0 tcp server.80 > client.3 SA seq=900 ack=101
in eth0 tcp server.80 > client.4 S seq=100
in eth1 tcp client.4 > server.80 S seq=200
in eth0 tcp server.80 > client.4 SA seq=100 ack=201
in eth1 tcp client.4 > server.80 SA seq=200 ack=101
in eth0 tcp server.80 > client.4 A seq=101 ack=201
`,
  },
  {
    name: "tcp-pickup",
    about: "Connections first seen in the middle are taken up, in either direction",
    setup: `${ROUTER}${STATES}`,
    packets: `
in eth1 tcp client.1 > server.80 A seq=1000 ack=9000 win=500
in eth0 tcp server.80 > client.1 A seq=9000 ack=1000 win=500 len=400
in eth1 tcp client.1 > server.80 A seq=1000 ack=9400 win=500
in eth0 tcp server.80 > client.1 A seq=900000 ack=1000 win=500
in eth0 tcp server.80 > client.2 PA seq=9000 ack=1000 win=500 len=10
in eth1 tcp client.2 > server.80 A seq=1000 ack=9010 win=500
in eth0 tcp server.80 > client.3 SA seq=9000 ack=1000
in eth1 tcp client.4 > server.80 FA seq=9000 ack=1000
in eth0 tcp server.80 > client.4 FA seq=1000 ack=9001
in eth1 tcp client.5 > server.80 FA seq=9000 ack=1000
in eth1 tcp client.6 > server.80 R seq=9000
`,
  },
  {
    name: "tcp-strict",
    about: "nf_conntrack_tcp_loose=0: no connection begins in the middle",
    setup: `${ROUTER}${STATES}
sysctl -qw net.netfilter.nf_conntrack_tcp_loose=0`,
    packets: `
in eth1 tcp client.1 > server.80 A seq=1000 ack=9000 win=500
in eth0 tcp server.80 > client.1 A seq=9000 ack=1000 win=500 len=400
in eth1 tcp client.2 > server.80 S seq=1000
in eth0 tcp server.80 > client.2 SA seq=9000 ack=1001
in eth1 tcp client.2 > server.80 A seq=1001 ack=9001
in eth1 tcp client.3 > server.80 FA seq=1000 ack=9
`,
  },
  {
    name: "tcp-liberal",
    about: "nf_conntrack_tcp_be_liberal=1: only a RST outside the window is INVALID",
    setup: `${ROUTER}${STATES}
sysctl -qw net.netfilter.nf_conntrack_tcp_be_liberal=1`,
    packets: `${OPEN}
in eth1 tcp client.4000 > server.80 A seq=9000000 ack=901 win=502 len=10
in eth0 tcp server.80 > client.4000 A seq=901 ack=5000000 win=509
in eth0 tcp server.80 > client.4000 R seq=90000000
in eth1 tcp client.4000 > server.80 A seq=101 ack=901 win=502
in eth0 tcp server.80 > client.4000 R seq=901
`,
  },
  {
    name: "tcp-invalid",
    about: "Flags that do not go together, broken headers and checksums",
    setup: `${ROUTER}${STATES}`,
    packets: `
in eth1 tcp client.1 > server.80 none
in eth1 tcp client.2 > server.80 FSRPAU
in eth1 tcp client.3 > server.80 FS
in eth1 tcp client.4 > server.80 SR
in eth1 tcp client.5 > server.80 FPU
in eth1 tcp client.6 > server.80 F
in eth1 tcp client.7 > server.80 S badsum
in eth1 tcp client.8 > server.80 S off=4
in eth1 tcp client.9 > server.80 S off=15
in eth1 ip client > server proto=6 len=12
in eth1 tcp client.10 > server.80 SU
in eth1 tcp client.11 > server.80 SP
in eth1 tcp client.12 > server.80 SEC
in eth1 tcp client.13 > server.80 SAP
in eth1 tcp client.14 > server.80 PA
in eth1 tcp client.15 > server.80 U
in eth1 tcp client6.7 > server6.80 S badsum
in eth1 tcp client6.8 > server6.80 none
out eth0 tcp router.7 > server.80 S badsum
`,
  },
  {
    name: "tcp-checksum-off",
    about: "nf_conntrack_checksum=0: nobody looks at checksums",
    setup: `${ROUTER}${STATES}
sysctl -qw net.netfilter.nf_conntrack_checksum=0`,
    packets: `
in eth1 tcp client.7 > server.80 S badsum
in eth1 udp client.7 > server.80 badsum
in eth1 icmp client > server echo id=1 seq=1 badsum
in eth1 tcp client6.7 > server6.80 S badsum
in eth1 icmp client6 > server6 echo id=1 seq=1 badsum
`,
  },
  {
    name: "tcp-timeouts-set",
    about: "The timeouts of the table come from the sysctls, and from repeats without an answer",
    setup: `${ROUTER}${STATES}
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_syn_sent=33
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_established=4444
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_close=55
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_unacknowledged=66
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_max_retrans=77
sysctl -qw net.netfilter.nf_conntrack_udp_timeout=11`,
    packets: `
in eth1 tcp client.1 > server.80 S seq=100
in eth1 tcp client.2 > server.80 S seq=100
in eth0 tcp server.80 > client.2 SA seq=900 ack=101
in eth1 tcp client.2 > server.80 A seq=101 ack=901
in eth1 tcp client.3 > server.80 S seq=100
in eth0 tcp server.80 > client.3 SA seq=900 ack=101
in eth1 tcp client.3 > server.80 A seq=101 ack=901
in eth1 tcp client.3 > server.80 A seq=101 ack=901 len=10
in eth1 tcp client.4 > server.80 S seq=100
in eth0 tcp server.80 > client.4 SA seq=900 ack=101
in eth1 tcp client.4 > server.80 A seq=101 ack=901
in eth1 tcp client.4 > server.80 A seq=101 ack=901 len=10 times=5
in eth1 tcp client.5 > server.80 S seq=100
in eth0 tcp server.80 > client.5 SA seq=900 ack=101
in eth1 tcp client.5 > server.80 R seq=101
in eth1 tcp client.6 > server.80 S seq=100
in eth0 tcp server.80 > client.6 R seq=900
in eth1 udp client.1 > server.53
`,
  },
];
