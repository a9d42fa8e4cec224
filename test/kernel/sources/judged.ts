// What the live judge found, made small by hand.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER, THREE, THREE_LEGS, TRACKED } from "./router.js";

/** Scenarios, in the order in which they were found. */
export const judged: ScenarioSource[] = [
  {
    name: "judged-local-route",
    about: "An address that only a local route gives to the host answers for itself",
    setup: `${ROUTER}
ip route add local 203.0.113.10 dev lo
iptables -A INPUT -p udp -j REJECT`,
    packets: `
in eth1 gre client > server2 call=7 ttl=1 ipopt=0704040000000000 len=60
in eth1 udp client.9 > server2.9
out eth0 udp router.4014 > server2.22`,
  },
  {
    name: "judged-fragment-rules",
    about: "Rules of routing that name ports never see them in a fragment, even the first",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip route add default via 10.0.1.5 dev eth2 table 101
ip -6 route add default via 2001:db8:2::5 dev eth2 table 101
ip route add default via 10.0.1.6 dev eth2 table 102
ip -6 route add default via 2001:db8:2::6 dev eth2 table 102
ip rule add ipproto udp dport 53 prohibit priority 101
ip -6 rule add ipproto udp dport 53 prohibit priority 101
ip rule add ipproto udp table 101 priority 102
ip -6 rule add ipproto udp table 101 priority 102
ip rule add ipproto ah dport 256 table 102 priority 103
ip -6 rule add ipproto ah sport 1 table 102 priority 103`,
    packets: `
in eth1 udp client.9 > server.53
in eth1 udp client.9 > server.53 len=2000 id=5 pieces=0-952,952-
in eth1 udp client6.9 > server6.53
in eth1 udp client6.9 > server6.53 ext=dst
in eth1 udp client6.9 > server6.53 len=2000 id=5 pieces=0-952,952-
in eth1 udp client6.9 > server6.53 len=20 id=5 pieces=0-
in eth1 ip client > server proto=51 hex=11040000000101000000000100000000
in eth1 udp client6.9 > server6.53 ext=ah:04000000010100000000010000
in eth1 udp client6.9 > server6.53 ext=ah:0400000001010000000001`,
  },
  {
    name: "judged-senders-told",
    about: "What a local sender is told of drops behind routing, and of packets that a queue lost",
    setup: `${ROUTER}
iptables -t mangle -A POSTROUTING -p udp --dport 3 -j DROP
ip6tables -t mangle -A POSTROUTING -p udp --dport 3 -j DROP
iptables -A OUTPUT -p udp --dport 4 -j NFQUEUE
ip6tables -A OUTPUT -p udp --dport 4 -j NFQUEUE
iptables -t mangle -A POSTROUTING -p udp --dport 5 -j NFQUEUE
ip6tables -t mangle -A POSTROUTING -p udp --dport 5 -j NFQUEUE
iptables -A INPUT -p udp --dport 6 -j DROP
ip6tables -A INPUT -p udp --dport 6 -j DROP`,
    packets: `
out eth0 udp router.9 > server.3
out eth0 udp router6.9 > server6.3
out eth0 udp router.9 > server.4
out eth0 udp router6.9 > server6.4
out eth0 udp router.9 > server.5
out eth0 udp router6.9 > server6.5
out eth0 udp router.9 > inside.6
out eth0 udp router6.9 > inside6.6
out eth0 udp router.9 > inside.3
out eth0 udp router6.9 > inside6.3`,
  },
  {
    name: "judged-log-sender",
    about: "LOG names the user of a local packet, root too, and nobody for the host's own answers",
    setup: `${ROUTER}
iptables -A OUTPUT -j LOG --log-uid
ip6tables -A OUTPUT -j LOG --log-uid
iptables -A INPUT -p udp -j REJECT`,
    packets: `
out eth0 udp router.9 > server.3
out eth0 udp router.9 > server.3 uid=1000 gid=100
out eth0 udp router6.9 > server6.3
out eth0 udp router.9 > inside.3
in eth1 udp client.9 > inside.4`,
  },
  {
    name: "judged-user-routes",
    about: "Rules of routing that name users, for local senders of both families, and after mangle",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip route add default via 10.0.1.5 dev eth2 table 101
ip -6 route add default via 2001:db8:2::5 dev eth2 table 101
ip route add default via 10.0.1.6 dev eth2 table 102
ip -6 route add default via 2001:db8:2::6 dev eth2 table 102
ip rule add uidrange 1000-1001 table 101 priority 101
ip -6 rule add uidrange 1000-1001 table 101 priority 101
ip rule add uidrange 1002-1002 blackhole priority 102
ip -6 rule add uidrange 1002-1002 blackhole priority 102
ip rule add uidrange 0-0 fwmark 7 table 102 priority 103
ip -6 rule add uidrange 0-0 fwmark 7 table 102 priority 103
ip rule add uidrange 1003-1003 fwmark 7 table 102 priority 104
ip -6 rule add uidrange 1003-1003 fwmark 7 table 102 priority 104
iptables -t mangle -A OUTPUT -p udp --dport 53 -j MARK --set-mark 7
ip6tables -t mangle -A OUTPUT -p udp --dport 53 -j MARK --set-mark 7`,
    packets: `
out eth0 udp router.9 > server.80 uid=1000
out eth0 udp router6.9 > server6.80 uid=1000
out eth0 udp router.9 > server.80 uid=1002
out eth0 udp router6.9 > server6.80 uid=1002
out eth0 udp router.9 > server.80
out eth0 udp router6.9 > server6.80
out eth0 udp router.9 > server.53 uid=1000
out eth0 udp router6.9 > server6.53 uid=1000
out eth0 udp router.9 > server.53 uid=1003
out eth0 udp router6.9 > server6.53 uid=1003
out eth0 udp router.9 > server.53
out eth0 udp router6.9 > server6.53
in eth1 udp client.9 > server.53
in eth1 udp client6.9 > server6.53`,
  },
  {
    name: "judged-newest-address",
    about:
      "Of IPv6 addresses that serve equally the newest one is taken: masquerading, redirects, errors",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip -6 addr add 2001:db8::7/64 dev eth0
ip -6 addr add 2001:db8:1::3/64 dev eth1
ip -6 addr add 2001:db8:1::2/64 dev eth1
ip -6 addr add fe80::9/64 dev eth1
ip -6 addr add 2001:db8:7::1/64 dev eth2
ip6tables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
ip6tables -t nat -A PREROUTING -p udp --dport 53 -j REDIRECT
ip6tables -A FORWARD -p udp --dport 80 -j REJECT`,
    packets: `
in eth1 udp client6.9 > server6.443
out eth0 udp router6.10 > server6.443
in eth1 udp client6.9 > server6.53
in eth1 udp client6.9 > server6.80
in eth1 udp client6.9 > server6.443 ttl=1
in eth2 udp dmz6.9 > server6.443 ttl=1
in eth2 udp 2001:db8:7::5.11 > server6.443 ttl=1
in eth2 udp 2001:db8:7::5.9 > server6.53`,
  },
  {
    name: "judged-loopback-mac",
    about: "LOG does not decode the link-layer header of the loopback device",
    setup: `${ROUTER}
iptables -A INPUT -j LOG --log-macdecode
ip6tables -A INPUT -j LOG --log-macdecode`,
    packets: `
out eth0 udp router.9 > inside.53
out eth0 udp router6.9 > inside6.53
in eth1 udp client6.9 > inside6.53
in eth1 udp client.9 > inside.53`,
  },
  {
    name: "judged-dccp-nat",
    about: "DCCP has no ports to conntrack and NAT: its header stays as it is",
    setup: `${ROUTER}
iptables -t nat -A POSTROUTING -p dccp -m dccp --dport 80 -j SNAT --to-source 192.0.2.1
iptables -t nat -A POSTROUTING -p dccp -m dccp --dport 81 -j SNAT --to-source 192.0.2.1:4000-4010
iptables -t nat -A PREROUTING -p dccp -m dccp --dport 82 -j DNAT --to-destination 203.0.113.10:8000
ip6tables -t nat -A POSTROUTING -p dccp -m dccp --dport 81 -j SNAT --to-source [2001:db8::1]:4000-4010`,
    packets: `
in eth1 ip client > server proto=33 hex=0fa000500600000013000001
in eth1 ip client > server2 proto=33 hex=0fa000510600000013000001
in eth1 ip client2 > server proto=33 hex=0fa000520600000013000001
in eth1 ip client6 > server6 proto=33 hex=0fa000510600000013000001
in eth0 ip server > router proto=33 hex=00500fa00600000013000001`,
  },
  {
    name: "judged-reset-quoted",
    about: "An error about the host's own reset quotes the checksum that a device was to finish",
    setup: `${ROUTER}
iptables -A INPUT -p tcp -j REJECT --reject-with tcp-reset
iptables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
iptables -A OUTPUT -p tcp ! --sport 99 -j REJECT
ip6tables -A INPUT -p tcp -j REJECT --reject-with tcp-reset
ip6tables -A OUTPUT -p tcp ! --sport 99 -j REJECT
iptables -A INPUT -p icmp -j ACCEPT`,
    packets: `
in eth0 tcp server.4011 > router.53 S seq=4294967280 win=65535 mss=536
in eth0 tcp server.4011 > client.53 S seq=1
out eth0 tcp router.99 > inside.22 S seq=1
in eth0 tcp server6.4011 > router6.53 S seq=4294967280 win=65535`,
  },
  {
    name: "judged-broken-inverted",
    about: "A rule whose inverted match holds for a packet that it found broken counts and runs",
    setup: `${ROUTER}
iptables -t mangle -A PREROUTING -p dccp -m dccp ! --dccp-option 5 -j MARK --set-mark 5
iptables -t mangle -A PREROUTING -p dccp -j MARK --set-mark 6
iptables -t mangle -A FORWARD -p sctp -m sctp ! --chunk-types any INIT -j LOG
iptables -t mangle -A FORWARD -p sctp -m sctp
ip6tables -A FORWARD -p dccp -m dccp ! --dccp-option 5 -j REJECT
ip6tables -A FORWARD -p sctp -m sctp ! --chunk-types any INIT -j ACCEPT`,
    packets: `
in eth1 ip client > router proto=33 hex=0fa0005006000000120000010000000100000002
in eth1 ip client > server proto=33 hex=0fa0005006000000120000010000000100000002
in eth1 ip client6 > server6 proto=33 hex=0fa0005006000000120000010000000100000002
in eth1 ip client > server proto=132 hex=00090050000000010000000000000000
in eth1 ip client6 > server6 proto=132 hex=00090050000000010000000000000000`,
  },
  {
    name: "judged-rerouted-ports",
    about: "Rules of routing that name ports are asked again when mangle changed a local packet",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip route add default via 10.0.1.5 dev eth2 table 101
ip -6 route add default via 2001:db8:2::5 dev eth2 table 101
ip rule add ipproto udp dport 53 table 101 priority 101
ip -6 rule add ipproto udp dport 53 table 101 priority 101
ip rule add ipproto tcp sport 80 table 101 priority 102
ip -6 rule add ipproto tcp sport 80 table 101 priority 102
iptables -t mangle -A OUTPUT -m mark --mark 0 -j MARK --set-mark 1
ip6tables -t mangle -A OUTPUT -m mark --mark 0 -j MARK --set-mark 1
iptables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
ip6tables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset`,
    packets: `
out eth0 udp router.9 > server.53
out eth0 udp router6.9 > server6.53
out eth0 udp router6.9 > server6.53 ext=hbh
in eth0 tcp server.9 > client.80 S seq=1
in eth0 tcp server6.9 > client6.80 S seq=1`,
  },
  {
    name: "judged-broadcast-copy",
    about:
      "The copy of a broadcast for the sender itself has no socket, and no link-layer header to decode",
    setup: `${ROUTER}
iptables -t mangle -A POSTROUTING -m owner --socket-exists
iptables -t mangle -A POSTROUTING -m owner ! --socket-exists
iptables -t mangle -A POSTROUTING -j LOG --log-uid
iptables -A INPUT -j LOG --log-macdecode
iptables -A INPUT -j LOG`,
    packets: `
out eth0 udp router.9 > 192.0.2.255.53
out eth0 udp router.9 > server.53`,
  },
  {
    name: "judged-zone-fragments",
    about: "A zone of one direction counts for datagrams that came in pieces too",
    setup: `${ROUTER}
iptables -t raw -A PREROUTING -j CT --zone-orig 7
ip6tables -t raw -A PREROUTING -j CT --zone-orig 7`,
    packets: `
in eth1 udp client.1 > server.53 len=20
in eth1 udp client.2 > server.53 len=2000 id=5 pieces=0-952,952-
in eth1 udp client6.2 > server6.53 len=2000 id=5 pieces=0-952,952-`,
  },
  {
    name: "judged-lowered-timeout",
    about:
      "FINs and resets of both ends outside the windows shorten a connection's time, and are logged",
    setup: `${ROUTER}${TRACKED}
sysctl -qw net.netfilter.nf_conntrack_log_invalid=6`,
    packets: `
in eth1 tcp client.9 > server.80 S seq=100 win=1000
in eth0 tcp server.80 > client.9 SA seq=200 ack=101 win=1000
in eth1 tcp client.9 > server.80 A seq=101 ack=201 win=1000
in eth1 tcp client.9 > server.80 FA seq=90101 ack=201 win=1000
in eth1 tcp client.9 > server.80 FA seq=90101 ack=201 win=1000
in eth0 tcp server.80 > client.9 FA seq=90201 ack=101 win=1000
in eth0 tcp server.80 > client.9 FA seq=90201 ack=101 win=1000
in eth1 tcp client6.9 > server6.80 S seq=100 win=1000
in eth0 tcp server6.80 > client6.9 SA seq=200 ack=101 win=1000
in eth1 tcp client6.9 > server6.80 A seq=101 ack=201 win=1000
in eth0 tcp server6.80 > client6.9 FA seq=90201 ack=101 win=1000
in eth1 tcp client6.9 > server6.80 RA seq=90101 ack=201 win=1000`,
  },
  {
    name: "judged-prefix-over-lo",
    about:
      "What comes back over lo keeps its route when DNPT turns it elsewhere, but not behind DNAT",
    setup: `${ROUTER}
ip6tables -t mangle -A PREROUTING -i lo -p udp --dport 1 -j DNPT --src-pfx 2001:db8::/64 --dst-pfx 2001:db8:9::/64
ip6tables -t nat -A PREROUTING -i lo -p udp --dport 2 -j DNAT --to-destination 2001:db8:9::9
iptables -t nat -A PREROUTING -i lo -p udp --dport 2 -j DNAT --to-destination 203.0.113.9
ip6tables -A OUTPUT -p tcp --dport 3 ! -o lo -j REJECT --reject-with tcp-reset
ip6tables -t mangle -A PREROUTING -i lo -p tcp -j DNPT --src-pfx 2001:db8::/64 --dst-pfx 2001:db8:9::/64`,
    packets: `
out eth0 udp router6.9 > router6.1
out eth0 udp router6.9 > router6.2
out eth0 udp router.9 > router.2
out eth0 tcp router6.9 > server6.3 S`,
  },
  {
    name: "judged-source-down",
    about: "REJECT of what a local process sends from an address on a link that is down",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip link set eth2 down
iptables -A OUTPUT -p udp -j REJECT
ip6tables -A OUTPUT -p udp -j REJECT
iptables -A OUTPUT -p tcp -j REJECT --reject-with tcp-reset
ip6tables -A OUTPUT -p tcp -j REJECT --reject-with tcp-reset`,
    packets: `
out eth0 udp dmzgw.9 > server.3
out eth0 udp dmzgw6.9 > server6.3
out eth0 tcp dmzgw.9 > server.3 S
out eth0 tcp dmzgw6.9 > server6.3 S
out eth0 udp 10.0.1.77.9 > server.3
out eth0 udp 2001:db8:2::77.9 > server6.3
out eth0 udp 2001:db8:77::1.9 > server6.3`,
  },
  {
    name: "judged-source-never-up",
    about: "REJECT of what a local process sends from an address on a link that was never up",
    interfaces: THREE,
    setup: `${ROUTER}
ip addr add 10.0.1.1/24 dev eth2
ip addr add 2001:db8:2::1/64 dev eth2
iptables -A OUTPUT -p udp -j REJECT
ip6tables -A OUTPUT -p udp -j REJECT
iptables -A OUTPUT -p tcp -j REJECT --reject-with tcp-reset
ip6tables -A OUTPUT -p tcp -j REJECT --reject-with tcp-reset`,
    packets: `
out eth0 udp dmzgw.9 > server.3
out eth0 udp dmzgw6.9 > server6.3
out eth0 tcp dmzgw.9 > server.3 S
out eth0 tcp dmzgw6.9 > server6.3 S
out eth0 udp 10.0.1.77.9 > server.3
out eth0 udp 2001:db8:2::77.9 > server6.3
out eth0 udp 2001:db8:77::1.9 > server6.3
in eth1 udp client.9 > dmzgw.3
in eth1 udp client6.9 > dmzgw6.3
in eth1 udp client6.9 > 2001:db8:2::.3
in eth1 udp client6.9 > dmz6.3
out eth0 icmp dmzgw6 > client6 echo id=1 seq=1
out eth0 icmp inside6 > dmzgw6 echo id=1 seq=1`,
  },
  {
    name: "judged-hop-without-ipv6",
    about:
      "A route of several hops loses those over links that go down or lose IPv6, and gets them back",
    interfaces: THREE,
    setup: `${THREE_LEGS}
sysctl -qw net.ipv4.fib_multipath_hash_seed=7
sysctl -qw net.ipv4.fib_multipath_hash_policy=1
sysctl -qw net.ipv6.fib_multipath_hash_policy=1
ip -6 route add 2001:db8:9::/64 nexthop via 2001:db8::253 dev eth0 nexthop via 2001:db8:2::5 dev eth2 weight 2
ip -6 route add 2001:db8:a::/64 nexthop via 2001:db8:2::5 dev eth2 nexthop via 2001:db8:2::6 dev eth2
ip route add 203.0.113.0/24 nexthop via 192.0.2.253 dev eth0 nexthop via 10.0.1.5 dev eth2 weight 2
sysctl -qw net.ipv6.conf.eth2.disable_ipv6=1
ip link set eth2 down
ip link set eth2 up
ip6tables -t mangle -A FORWARD -o eth0
ip6tables -t mangle -A FORWARD -o eth2
iptables -t mangle -A FORWARD -o eth0
iptables -t mangle -A FORWARD -o eth2`,
    packets: `
in eth1 udp client6.1 > server6.1
in eth1 udp client6.2 > server6.1
in eth1 udp client6.3 > server6.1
in eth1 udp client6.4 > server6.1
in eth1 udp client6.1 > 2001:db8:a::1.1
in eth1 udp client.1 > server.1
in eth1 udp client.2 > server.1
in eth1 udp client.3 > server.1
in eth1 udp client.4 > server.1`,
  },
];
