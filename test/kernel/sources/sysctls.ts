// Kernel settings that packets feel.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER, THREE, THREE_LEGS } from "./router.js";

/** Scenarios of settings. */
export const sysctls: ScenarioSource[] = [
  {
    name: "sysctl-redirects",
    about: "send_redirects: a device sends them if it or all may",
    interfaces: THREE,
    setup: `${THREE_LEGS}
sysctl -qw net.ipv4.conf.all.send_redirects=0
sysctl -qw net.ipv4.conf.eth1.send_redirects=0`,
    packets: `
in eth1 udp client.1 > client2.9
in eth2 udp dmz.1 > 10.0.1.6.9
`,
  },
  {
    name: "sysctl-default-ttl",
    about: "ip_default_ttl and hop_limit are those of errors and resets",
    setup: `${ROUTER}
sysctl -qw net.ipv4.ip_default_ttl=100
sysctl -qw net.ipv6.conf.eth1.hop_limit=99
sysctl -qw net.ipv6.conf.all.hop_limit=98
iptables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
iptables -A FORWARD -p udp --dport 9 -j REJECT
ip6tables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
ip6tables -A FORWARD -p udp --dport 9 -j REJECT`,
    packets: `
in eth1 udp client.1 > server.53 ttl=1
in eth1 udp client.1 > server.9
in eth1 tcp client.1 > server.9 S
in eth0 udp server.1 > client.9
in eth1 udp client6.1 > server6.53 ttl=1
in eth1 udp client6.1 > server6.9
in eth1 tcp client6.1 > server6.9 S
in eth0 udp server6.1 > client6.9
`,
  },
  {
    name: "sysctl-error-source",
    about: "icmp_errors_use_inbound_ifaddr: errors come from the device of the packet",
    interfaces: THREE,
    setup: `${THREE_LEGS}
sysctl -qw net.ipv4.icmp_errors_use_inbound_ifaddr=1
ip route add 10.0.0.5/32 via 10.0.1.5 dev eth2
iptables -A FORWARD -p udp --dport 9 -j REJECT`,
    packets: `
in eth1 udp client.1 > server.53 ttl=1
in eth1 udp client.1 > server.9
in eth0 udp server.1 > dmz.53 ttl=1
`,
  },
  {
    name: "sysctl-fwmark-reflect",
    about: "fwmark_reflect: answers bear the mark, and are routed by it",
    interfaces: THREE,
    setup: `${THREE_LEGS}
sysctl -qw net.ipv4.fwmark_reflect=1
sysctl -qw net.ipv6.fwmark_reflect=1
ip rule add fwmark 5 table 99
ip route add default via 10.0.1.5 dev eth2 table 99
iptables -t mangle -A PREROUTING -p udp --dport 1:9 -j MARK --set-mark 5
iptables -t mangle -A PREROUTING -p tcp -j MARK --set-mark 6
iptables -A FORWARD -p udp --dport 9 -j REJECT
iptables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
ip6tables -t mangle -A PREROUTING -j MARK --set-mark 7
ip6tables -A FORWARD -p udp --dport 9 -j REJECT
ip6tables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset`,
    packets: `
in eth1 udp client.1 > server.9
in eth1 udp client.1 > server.8 ttl=1
in eth1 tcp client.1 > server.8 S
in eth1 udp client.1 > server.53
in eth1 udp client6.1 > server6.9
in eth1 udp client6.1 > server6.8 ttl=1
in eth1 tcp client6.1 > server6.8 S
`,
  },
  {
    name: "sysctl-forwarding",
    about: "forwarding device by device: the one that a packet comes in by decides",
    interfaces: THREE,
    setup: `${THREE_LEGS}
sysctl -qw net.ipv4.conf.eth1.forwarding=0
sysctl -qw net.ipv6.conf.eth1.forwarding=0`,
    packets: `
in eth1 udp client.1 > server.9
in eth0 udp server.1 > client.9
in eth2 udp dmz.1 > client.9
in eth1 udp client.1 > inside.9
in eth1 udp client.1 > router.9
in eth1 udp client6.1 > server6.9
in eth0 udp server6.1 > client6.9
in eth1 udp client6.1 > router6.9
`,
  },
  {
    name: "sysctl-source-route",
    about: "accept_source_route on: the next hop is taken from the option",
    setup: `${ROUTER}
sysctl -qw net.ipv4.conf.all.accept_source_route=1
sysctl -qw net.ipv4.conf.eth1.accept_source_route=1
iptables -A FORWARD -j ACCEPT
iptables -A INPUT -j ACCEPT`,
    packets: `
in eth1 udp client.1 > inside.53 ipopt=01830704cb007109
in eth1 udp client.1 > inside.53 ipopt=01890704cb007109
in eth1 udp client.1 > inside.53 ipopt=01890704c00002fe
in eth1 udp client.1 > inside.53 ipopt=01830708cb007109
in eth1 udp client.1 > server.53 ipopt=01830704c6336401
in eth1 udp client.1 > server.53 ipopt=01890704c6336401
in eth1 udp client.1 > inside.53 ipopt=01830b04cb007109cb00710a
in eth0 udp server.1 > router.53 ipopt=018307040a000005
`,
  },
  {
    name: "sysctl-valid-mark",
    about: "src_valid_mark: the reverse path filter asks with the packet's mark",
    interfaces: THREE,
    setup: `${THREE_LEGS}
sysctl -qw net.ipv4.conf.all.rp_filter=1
sysctl -qw net.ipv4.conf.eth2.src_valid_mark=1
ip rule add fwmark 1 table 99
ip route add default via 10.0.1.5 dev eth2 table 99
iptables -t mangle -A PREROUTING -i eth2 -j MARK --set-mark 1
iptables -t mangle -A PREROUTING -i eth1 -j MARK --set-mark 1`,
    packets: `
in eth2 udp server.1 > client.9
in eth1 udp server.1 > dmz.9
in eth1 udp client.1 > server.9
`,
  },
  {
    name: "sysctl-directed-broadcast",
    about: "bc_forwarding: broadcasts of another link are passed on",
    interfaces: THREE,
    setup: `${THREE_LEGS}
sysctl -qw net.ipv4.conf.all.bc_forwarding=1
sysctl -qw net.ipv4.conf.eth0.bc_forwarding=1
iptables -A FORWARD -p udp`,
    packets: `
in eth0 udp server.1 > 10.0.0.255.9
in eth1 udp client.1 > 10.0.1.255.9
in eth0 udp server.1 > 192.0.2.255.9
`,
  },
  {
    name: "sysctl-disable-ipv6",
    about: "disable_ipv6 on a device: it neither takes nor has IPv6",
    interfaces: THREE,
    setup: `${THREE_LEGS}
sysctl -qw net.ipv6.conf.eth1.disable_ipv6=1
ip6tables -t raw -A PREROUTING`,
    packets: `
in eth1 udp client6.1 > server6.9
in eth2 udp dmz6.1 > server6.9
in eth2 udp dmz6.1 > client6.9
in eth2 udp dmz6.1 > inside6.9
`,
  },
  {
    name: "sysctl-conntrack-timeouts",
    about: "Timeouts of UDP, ICMP, GRE, SCTP and the rest from their settings",
    setup: `${ROUTER}
iptables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate NEW
sysctl -qw net.netfilter.nf_conntrack_udp_timeout=101
sysctl -qw net.netfilter.nf_conntrack_icmp_timeout=102
sysctl -qw net.netfilter.nf_conntrack_icmpv6_timeout=103
sysctl -qw net.netfilter.nf_conntrack_generic_timeout=104
sysctl -qw net.netfilter.nf_conntrack_gre_timeout=105
sysctl -qw net.netfilter.nf_conntrack_gre_timeout_stream=106
sysctl -qw net.netfilter.nf_conntrack_sctp_timeout_cookie_wait=107
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_syn_recv=108
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_fin_wait=109
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_close_wait=110
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_last_ack=111
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_time_wait=112`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 icmp client > server echo id=1 seq=1
in eth1 ip client > server proto=99
in eth1 gre client > server
in eth1 gre client2 > server
in eth0 gre server > client2
in eth1 sctp client.1 > server.2 tag=0 chunks=init:1
in eth1 tcp client.1 > server.80 S seq=100
in eth0 tcp server.80 > client.1 SA seq=900 ack=101
in eth1 tcp client.2 > server.80 S seq=100
in eth0 tcp server.80 > client.2 SA seq=900 ack=101
in eth1 tcp client.2 > server.80 FA seq=101 ack=901
in eth1 tcp client.3 > server.80 S seq=100
in eth0 tcp server.80 > client.3 SA seq=900 ack=101
in eth1 tcp client.3 > server.80 FA seq=101 ack=901
in eth0 tcp server.80 > client.3 A seq=901 ack=102
in eth1 tcp client.4 > server.80 S seq=100
in eth0 tcp server.80 > client.4 SA seq=900 ack=101
in eth1 tcp client.4 > server.80 FA seq=101 ack=901
in eth0 tcp server.80 > client.4 FA seq=901 ack=102
in eth1 tcp client.5 > server.80 S seq=100
in eth0 tcp server.80 > client.5 SA seq=900 ack=101
in eth1 tcp client.5 > server.80 FA seq=101 ack=901
in eth0 tcp server.80 > client.5 FA seq=901 ack=102
in eth1 tcp client.5 > server.80 A seq=102 ack=902
in eth1 icmp client6 > server6 echo id=1 seq=1
`,
  },
  {
    name: "sysctl-ignore-reset",
    about: "nf_conntrack_tcp_ignore_invalid_rst and max_retrans",
    setup: `${ROUTER}
iptables -A FORWARD -m conntrack --ctstate INVALID
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED
sysctl -qw net.netfilter.nf_conntrack_tcp_ignore_invalid_rst=1
sysctl -qw net.netfilter.nf_conntrack_tcp_max_retrans=1`,
    packets: `
in eth1 tcp client.1 > server.80 S seq=100
in eth0 tcp server.80 > client.1 SA seq=900 ack=101
in eth1 tcp client.1 > server.80 A seq=101 ack=901
in eth0 tcp server.80 > client.1 R seq=950
in eth0 tcp server.80 > client.1 R seq=900000000
in eth1 tcp client.1 > server.80 A seq=101 ack=901 len=10 times=3
`,
  },
  {
    name: "time-error-limits",
    about: "icmp_ratelimit: errors to one destination, a burst and then one a second",
    realTime: true,
    setup: `${ROUTER}
sysctl -qw net.ipv4.icmp_ratelimit=1000
sysctl -qw net.ipv6.icmp.ratelimit=1000
iptables -A FORWARD -p tcp -j REJECT`,
    packets: `
@0 in eth1 udp client.1 > server.9 ttl=1 times=9
@0.1 in eth1 tcp client.1 > server.9 S
@0.2 in eth1 udp client2.1 > server.9 ttl=1
@0.3 in eth1 udp client6.1 > server6.9 ttl=1 times=9
@1.4 in eth1 udp client.1 > server.9 ttl=1 times=3
@1.5 in eth1 udp client6.1 > server6.9 ttl=1 times=3
`,
  },
];
