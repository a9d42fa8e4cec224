// Scenarios in real time: timeouts and rates. Each takes a few seconds to record.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER, TRACKED } from "./router.js";

const STATES = `
iptables -A FORWARD -m conntrack --ctstate NEW
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED
iptables -A FORWARD -m conntrack --ctstatus ASSURED
iptables -A FORWARD -m conntrack --ctstate INVALID`;

/** Scenarios of time. */
export const timing: ScenarioSource[] = [
  {
    name: "time-udp-stream",
    about: "UDP becomes a stream (120 s, assured) only when it lives longer than two seconds",
    realTime: true,
    setup: `${ROUTER}${STATES}`,
    packets: `
@0 in eth1 udp client.1 > server.53
@0.1 in eth0 udp server.53 > client.1
@0.2 in eth1 udp client.1 > server.53
@0.3 in eth1 udp client.2 > server.53
@0.4 in eth0 udp server.53 > client.2
@0.5 in eth1 udp client.3 > server.53
@2.5 in eth1 udp client.1 > server.53
@2.6 in eth1 udp client.3 > server.53
@2.7 in eth0 udp server.53 > client.3
@3.0 in eth0 udp server.53 > client.2
`,
  },
  {
    name: "time-conntrack-expiry",
    about: "Entries end after their timeout; what comes later is new",
    realTime: true,
    setup: `${ROUTER}${STATES}
sysctl -qw net.netfilter.nf_conntrack_udp_timeout=1
sysctl -qw net.netfilter.nf_conntrack_icmp_timeout=2
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_syn_sent=1
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_time_wait=1
sysctl -qw net.netfilter.nf_conntrack_generic_timeout=1`,
    packets: `
@0 in eth1 udp client.1 > server.53
@0.01 in eth1 icmp client > server echo id=1 seq=1
@0.02 in eth1 tcp client.1 > server.80 S seq=1
@0.03 in eth1 tcp client.2 > server.80 S seq=100
@0.04 in eth0 tcp server.80 > client.2 SA seq=900 ack=101
@0.05 in eth1 tcp client.2 > server.80 FA seq=101 ack=901
@0.06 in eth0 tcp server.80 > client.2 FA seq=901 ack=102
@0.07 in eth1 tcp client.2 > server.80 A seq=102 ack=902
@0.08 in eth1 ip client > server proto=99
@0.5 in eth0 udp server.53 > client.1
@1.3 in eth1 udp client.1 > server.53
@1.4 in eth0 icmp server > client reply id=1 seq=1
@1.5 in eth0 tcp server.80 > client.1 SA seq=9 ack=2
@1.6 in eth1 tcp client.2 > server.80 A seq=102 ack=902
@1.7 in eth0 ip server > client proto=99
@2.9 in eth0 udp server.53 > client.1
@3.7 in eth0 icmp server > client reply id=1 seq=2
`,
  },
  {
    name: "time-limit",
    about: "limit fills up again at its rate, up to the burst",
    realTime: true,
    setup: `${ROUTER}
iptables -A FORWARD -m limit --limit 2/sec --limit-burst 3 -j ACCEPT
iptables -A FORWARD -j DROP
ip6tables -A FORWARD -m limit --limit 60/min --limit-burst 1 -j ACCEPT
ip6tables -A FORWARD -j DROP`,
    packets: `
@0 in eth1 udp client.1 > server.9 times=5
@0.3 in eth1 udp client.1 > server.9 times=2
@0.7 in eth1 udp client.1 > server.9 times=2
@0.9 in eth1 udp client.1 > server.9
@1.2 in eth1 udp client.1 > server.9 times=2
@3.5 in eth1 udp client.1 > server.9 times=5
@3.6 in eth1 udp client6.1 > server6.9 times=2
@4.3 in eth1 udp client6.1 > server6.9
@4.8 in eth1 udp client6.1 > server6.9 times=2
`,
  },
  {
    name: "time-reassembly",
    about: "Fragments that wait too long are given up; the sender may hear of it",
    realTime: true,
    setup: `${ROUTER}${TRACKED}
sysctl -qw net.ipv4.ipfrag_time=1
sysctl -qw net.netfilter.nf_conntrack_frag6_timeout=1
iptables -A OUTPUT -p icmp
ip6tables -A OUTPUT -p icmpv6`,
    packets: `
@0 in eth1 udp client.1 > server.9 len=2000 id=1 pieces=0-1480
@0.1 in eth1 udp client.1 > inside.9 len=2000 id=2 pieces=0-1480
@0.2 in eth1 udp client6.1 > server6.9 len=2000 id=3 pieces=0-1232
@0.3 in eth1 udp client6.1 > inside6.9 len=2000 id=4 pieces=0-1232
@0.4 in eth1 udp client.1 > server.9 len=2000 id=5 pieces=1480-
@0.5 in eth1 udp client.2 > server.9 len=2000 id=6 pieces=0-1480
@0.9 in eth1 udp client.2 > server.9 len=2000 id=6 pieces=1480-
@2.5 in eth1 udp client.1 > server.9 len=2000 id=1 pieces=1480-
@2.6 in eth1 udp client6.1 > server6.9 len=2000 id=3 pieces=1232-
@2.7 in eth1 udp client.7 > server.9
`,
  },
  {
    name: "time-error-rate",
    about: "Errors of routes and redirects: how fast they may follow each other",
    realTime: true,
    setup: `${ROUTER}
ip route add unreachable 198.18.1.0/24`,
    packets: `
@0 in eth1 udp client.1 > 198.18.1.1.9 times=7
@0.6 in eth1 udp client.1 > 198.18.1.1.9
@1.2 in eth1 udp client.1 > 198.18.1.1.9 times=2
@1.3 in eth1 udp client2.1 > 10.0.0.7.9
@1.31 in eth1 udp client2.1 > 10.0.0.7.9
@1.4 in eth1 udp client2.1 > 10.0.0.8.9
@1.45 in eth1 udp client2.1 > 10.0.0.8.9
@1.55 in eth1 udp client2.1 > 10.0.0.8.9
@1.65 in eth1 udp client2.1 > 10.0.0.8.9
@1.9 in eth1 udp client2.1 > 10.0.0.8.9
@3.1 in eth1 udp client.1 > 198.18.1.1.9 times=3
`,
  },
  {
    name: "time-error-mixed",
    about: "Errors of other kinds share the record of a source with those of routes and redirects",
    realTime: true,
    setup: `${ROUTER}
ip route add unreachable 198.18.1.0/24
iptables -A FORWARD -p tcp -j REJECT
iptables -A FORWARD -p sctp -j REJECT --reject-with icmp-admin-prohibited`,
    packets: `
@0 in eth1 udp client.1 > 198.18.1.1.9
@0.1 in eth1 tcp client.1 > server.9 S
@0.2 in eth1 udp client.1 > 198.18.1.1.9
@0.3 in eth1 udp client.1 > 198.18.1.1.9
@0.4 in eth1 udp client2.1 > 10.0.0.7.9
@0.43 in eth1 tcp client2.1 > server.9 S
@0.46 in eth1 udp client2.1 > 10.0.0.7.9
@0.5 in eth1 udp client2.1 > 10.0.0.7.9
@0.6 in eth1 udp client2.1 > 198.18.1.1.9
@0.7 in eth1 udp 10.0.0.9.1 > server.9 ttl=1
@0.8 in eth1 udp 10.0.0.9.1 > 198.18.1.1.9
@0.9 in eth1 udp 10.0.0.10.1 > server.9 len=1600 id=1 pieces=0-1000
@1.0 in eth1 icmp 10.0.0.11 > inside echo id=1 seq=1
@1.3 in eth1 udp client.1 > 198.18.1.1.9
@1.4 in eth1 tcp client.1 > server.9 S
@1.5 in eth1 udp client.1 > 198.18.1.1.9
@2.0 in eth1 udp client.1 > 198.18.1.1.9
@2.6 in eth1 udp client.1 > 198.18.1.1.9
`,
  },
];
