// What the commands of a setup leave behind, as iptables-save prints it: names, lists, quoting,
// every option once, chains made and unmade. Few packets or none.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER } from "./router.js";

/** Scenarios of setups. */
export const setups: ScenarioSource[] = [
  {
    name: "setup-shell",
    about: "Variables, quotes, continued lines, here-documents, comments",
    setup: `${ROUTER}
# a comment, then variables
LAN=10.0.0.0/24
WAN="eth0"
IPT=iptables
iptables -A FORWARD -s $LAN -o "$WAN" -j ACCEPT   # behind a command
$IPT -A FORWARD \\
    -d \${LAN} \\
    -i $WAN -m comment --comment 'single $LAN "quotes"' -j ACCEPT
iptables -A INPUT -m comment --comment "a \\"quoted\\" word" -j LOG --log-prefix "with space: "
ip6tables-restore <<'EOT'
# a dump
*mangle
:PREROUTING ACCEPT [0:0]
:mine - [0:0]
-A PREROUTING -j mine
-A mine -m comment --comment "two words" -j MARK --set-mark 1
COMMIT
*filter
:INPUT DROP [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -p ipv6-icmp -j ACCEPT
COMMIT
EOT
iptables-restore --noflush <<EOT
*filter
-I FORWARD 1 -s $LAN -p icmp -j DROP
COMMIT
EOT`,
    packets: `
in eth1 udp client.1 > server.9
in eth1 icmp client > server echo id=1 seq=1
in eth0 udp server.1 > client.9
in eth1 udp client.1 > inside.9
in eth1 icmp client6 > inside6 echo id=1 seq=1
in eth1 udp client6.1 > inside6.9
`,
  },
  {
    name: "setup-names",
    about: "Names of services, protocols, ICMP types, TOS and DSCP; lists of addresses",
    setup: `${ROUTER}
iptables -A FORWARD -p tcp --dport http -j ACCEPT
iptables -A FORWARD -p udp --dport domain --sport 1024:
iptables -A FORWARD -p tcp -m multiport --dports ssh,https,6000:6010
iptables -A FORWARD -s 10.0.0.5,10.0.0.6 -d 203.0.113.9,203.0.113.10 -j ACCEPT
iptables -A FORWARD -s 10.0.0.0/255.255.255.0 -d 203.0.113.0/25
iptables -A FORWARD -s 10.0.0.7/255.0.255.0
iptables -A FORWARD -s 10.0.0.77/24 -d 0/0
iptables -A FORWARD -p icmp --icmp-type network-unreachable
iptables -A FORWARD -p icmp --icmp-type time-exceeded
iptables -A FORWARD -p icmp --icmp-type ttl-zero-during-transit
iptables -A FORWARD -p esp
iptables -A FORWARD -p 47
iptables -A FORWARD -m tos --tos Minimize-Cost
iptables -A FORWARD -m dscp --dscp-class af41
iptables -A FORWARD -i eth0 --jump ACCEPT
ip6tables -A FORWARD -p icmpv6 --icmpv6-type neighbor-solicitation
ip6tables -A FORWARD -p icmpv6 --icmpv6-type ttl-zero-during-reassembly
ip6tables -A FORWARD -s 2001:DB8::1,2001:db8:0:0::2/127
ip6tables -A FORWARD -s ::/0 -d 2001:db8::ffff/64
ip6tables -A FORWARD -s ::ffff:10.0.0.1
ip6tables -A FORWARD -p tcp --dport telnet`,
    packets: `
in eth1 tcp client.4000 > server.80 S
in eth1 udp client.4000 > server.53
`,
  },
  {
    name: "print-matches",
    about: "How matches print: each option, its bounds, its inversion",
    setup: `
iptables -A INPUT -p tcp --sport 0 --dport 65535
iptables -A INPUT -p tcp ! --sport 1:2 ! --dport 3:65535
iptables -A INPUT -p tcp --dport 5:5
iptables -A INPUT -p tcp --tcp-flags SYN,ACK,FIN NONE
iptables -A INPUT -p tcp ! --tcp-flags ALL SYN,URG
iptables -A INPUT -p tcp --syn --tcp-option 8
iptables -A INPUT -p tcp ! --tcp-option 255 ! --syn
iptables -A INPUT ! -p tcp
iptables -A INPUT -p udp ! --dport 1 --sport 7:
iptables -A INPUT -p udplite -m multiport --sports 1,2,3
iptables -A INPUT -p tcp -m multiport ! --ports 1:10,20,30:40
iptables -A INPUT -p icmp -m icmp --icmp-type 3/1
iptables -A INPUT -p icmp ! --icmp-type echo-reply
iptables -A INPUT -p icmp --icmp-type any
iptables -A INPUT -f -s 1.2.3.4
iptables -A INPUT ! -f ! -i lo
iptables -A OUTPUT ! -o eth+ ! -s 10.0.0.0/8 ! -d 1.2.3.4
iptables -A INPUT -m state --state NEW
iptables -A INPUT -m state ! --state INVALID,RELATED,ESTABLISHED,UNTRACKED
iptables -A INPUT -m conntrack --ctstate UNTRACKED,DNAT,SNAT,NEW,INVALID
iptables -A INPUT -m conntrack ! --ctstate ESTABLISHED,RELATED
iptables -A INPUT -m conntrack --ctproto tcp ! --ctorigsrc 10.0.0.0/8 --ctorigdst 1.2.3.4
iptables -A INPUT -m conntrack --ctreplsrc 1.0.0.0/8 ! --ctrepldst 2.0.0.0/255.0.255.0
iptables -A INPUT -m conntrack --ctorigsrcport 1:10 ! --ctorigdstport 5 --ctproto 17
iptables -A INPUT -m conntrack --ctreplsrcport 7 --ctrepldstport 9:10 --ctproto sctp
iptables -A INPUT -m conntrack --ctstatus NONE
iptables -A INPUT -m conntrack ! --ctstatus EXPECTED,SEEN_REPLY,ASSURED,CONFIRMED
iptables -A INPUT -m conntrack --ctexpire 5 --ctdir ORIGINAL
iptables -A INPUT -m conntrack ! --ctexpire 5:10 --ctstatus ASSURED
iptables -A INPUT -m mark --mark 0x10
iptables -A INPUT -m mark ! --mark 16/0xff
iptables -A INPUT -m connmark --mark 1
iptables -A INPUT -m connmark ! --mark 0xff/0xf0
iptables -A INPUT -m limit
iptables -A INPUT -m limit --limit 5
iptables -A INPUT -m limit --limit 10/s --limit-burst 7
iptables -A INPUT -m limit --limit 90/min
iptables -A INPUT -m limit --limit 120/hour
iptables -A INPUT -m limit --limit 7/day --limit-burst 10000
iptables -A INPUT -m limit --limit 10000/second
iptables -A INPUT -m length --length 100
iptables -A INPUT -m length ! --length 5:
iptables -A INPUT -m length --length :1500
iptables -A INPUT -m ttl --ttl-eq 1
iptables -A INPUT -m ttl ! --ttl-eq 1
iptables -A INPUT -m ttl --ttl-gt 200
iptables -A INPUT -m ttl --ttl-lt 3
iptables -A INPUT -m tos --tos 0x10
iptables -A INPUT -m tos ! --tos 0x10/0x3f
iptables -A INPUT -m tos --tos 255
iptables -A INPUT -m dscp --dscp 0x0a
iptables -A INPUT -m dscp ! --dscp-class BE
iptables -A INPUT -m iprange --src-range 1.2.3.4-1.2.3.9 ! --dst-range 5.6.7.8-5.6.7.9
iptables -A INPUT -m iprange ! --src-range 1.2.3.4
iptables -A INPUT -m mac --mac-source 0a:0B:0c:0d:0e:0f
iptables -A INPUT -m mac ! --mac-source 00:00:00:00:00:00
iptables -A INPUT -m pkttype --pkt-type broadcast
iptables -A INPUT -m pkttype ! --pkt-type unicast
iptables -A INPUT -m addrtype --src-type LOCAL,UNICAST ! --dst-type BROADCAST
iptables -A INPUT -m addrtype --dst-type LOCAL --limit-iface-in
iptables -A OUTPUT -m addrtype --dst-type LOCAL,THROW --limit-iface-out
iptables -A INPUT -m comment --comment ""
iptables -A INPUT -m comment --comment word
iptables -A INPUT -m comment --comment 'with space and "quotes" and back\\slash'
iptables -A OUTPUT -m owner --uid-owner 0 ! --gid-owner 100-200
iptables -A OUTPUT -m owner ! --uid-owner 5-10 --socket-exists
iptables -A INPUT -p tcp -s 1.2.3.4 -m limit --limit 1/s -m mark --mark 1 -m tcp --dport 80`,
    packets: "",
  },
  {
    name: "print-matches6",
    about: "How matches print, IPv6",
    setup: `
ip6tables -A INPUT -s fe80::1 -d ff02::/16
ip6tables -A INPUT ! -s 2001:db8::/33 ! -d ::1
ip6tables -A INPUT -s 1:2:3:4:5:6:7:8/ffff:ffff::ffff
ip6tables -A INPUT -s 2001:db8:0:0:1:0:0:1
ip6tables -A INPUT -s ::1.2.3.4
ip6tables -A INPUT -p tcp --dport 22 ! --syn
ip6tables -A INPUT -p udp --sport 53
ip6tables -A INPUT -p icmpv6 --icmpv6-type 1/4
ip6tables -A INPUT -p icmpv6 ! --icmpv6-type echo-reply
ip6tables -A INPUT -p ipv6-icmp --icmpv6-type 255
ip6tables -A INPUT -p 58
ip6tables -A INPUT -p hopopt
ip6tables -A INPUT ! -p udplite
ip6tables -A INPUT -m hl --hl-eq 255
ip6tables -A INPUT -m hl ! --hl-eq 1
ip6tables -A INPUT -m hl --hl-lt 5
ip6tables -A INPUT -m hl --hl-gt 5
ip6tables -A INPUT -m conntrack --ctorigsrc 2001:db8::/32 ! --ctrepldst ::1
ip6tables -A INPUT -m iprange --src-range ::1-::5
ip6tables -A INPUT -m addrtype --dst-type MULTICAST
ip6tables -A INPUT -m tos --tos 0x20/0xe0
ip6tables -A INPUT -m dscp --dscp-class CS6
ip6tables -A INPUT -m multiport -p tcp --dports 1,2,3
ip6tables -A INPUT -m state --state ESTABLISHED,RELATED`,
    packets: "",
  },
  {
    name: "print-targets",
    about: "How targets print: each option, abbreviations undone",
    setup: `
iptables -N chain
iptables -A INPUT -j chain
iptables -A INPUT -g chain
iptables -A chain -j RETURN
iptables -A INPUT -j REJECT
iptables -A INPUT -j REJECT --reject-with host-prohib
iptables -A INPUT -p tcp -j REJECT --reject-with tcp-reset
iptables -A INPUT -j REJECT --reject-with icmp-admin-prohibited
iptables -A INPUT -j LOG
iptables -A INPUT -j LOG --log-prefix x --log-level warning
iptables -A INPUT -j LOG --log-prefix "with space" --log-level debug
iptables -A INPUT -j LOG --log-level 0 --log-tcp-sequence --log-tcp-options
iptables -A INPUT -j LOG --log-ip-options --log-uid --log-macdecode --log-level crit
iptables -t mangle -A PREROUTING -j MARK --set-mark 1
iptables -t mangle -A PREROUTING -j MARK --set-mark 1/0xf
iptables -t mangle -A PREROUTING -j MARK --set-xmark 0x10/0x1f
iptables -t mangle -A PREROUTING -j MARK --and-mark 0xf0
iptables -t mangle -A PREROUTING -j MARK --or-mark 3
iptables -t mangle -A PREROUTING -j MARK --xor-mark 4
iptables -t mangle -A PREROUTING -j CONNMARK --set-mark 1
iptables -t mangle -A PREROUTING -j CONNMARK --set-xmark 1/0xff
iptables -t mangle -A PREROUTING -j CONNMARK --save-mark
iptables -t mangle -A PREROUTING -j CONNMARK --save-mark --mask 0xff
iptables -t mangle -A PREROUTING -j CONNMARK --restore-mark --nfmask 0xf --ctmask 0xf0
iptables -t mangle -A PREROUTING -j CONNMARK --and-mark 1
iptables -t mangle -A PREROUTING -j CONNMARK --or-mark 2
iptables -t mangle -A PREROUTING -j CONNMARK --xor-mark 3
iptables -t raw -A PREROUTING -j NOTRACK
iptables -t raw -A PREROUTING -j CT --notrack
iptables -t raw -A OUTPUT -j TRACE
iptables -t mangle -A PREROUTING -j TOS --set-tos 0x10
iptables -t mangle -A PREROUTING -j TOS --set-tos 0x10/0x3f
iptables -t mangle -A PREROUTING -j TOS --and-tos 0x0f
iptables -t mangle -A PREROUTING -j TOS --or-tos 0x0f
iptables -t mangle -A PREROUTING -j TOS --xor-tos 0x0f
iptables -t mangle -A PREROUTING -j TOS --set-tos Normal-Service
iptables -t mangle -A PREROUTING -j DSCP --set-dscp 10
iptables -t mangle -A PREROUTING -j DSCP --set-dscp-class EF
iptables -t mangle -A PREROUTING -j TTL --ttl-set 64
iptables -t mangle -A PREROUTING -j TTL --ttl-dec 1
iptables -t mangle -A PREROUTING -j TTL --ttl-inc 2
iptables -t nat -A POSTROUTING -j SNAT --to-source 1.2.3.4
iptables -t nat -A POSTROUTING -j SNAT --to 1.2.3.4-1.2.3.9 --random --persistent
iptables -t nat -A POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:5-9 --random-fully
iptables -t nat -A PREROUTING -j DNAT --to-destination 1.2.3.4
iptables -t nat -A PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4-1.2.3.5:80 --persistent
iptables -t nat -A PREROUTING -p udp -j DNAT --to-destination :53
iptables -t nat -A PREROUTING -p udp -j DNAT --to-destination 1.2.3.4:10-20/5 --random
iptables -t nat -A POSTROUTING -j MASQUERADE
iptables -t nat -A POSTROUTING -p tcp -j MASQUERADE --to-ports 1024-2048 --random
iptables -t nat -A POSTROUTING -j MASQUERADE --random-fully
iptables -t nat -A PREROUTING -j REDIRECT
iptables -t nat -A PREROUTING -p tcp -j REDIRECT --to-ports 8080
iptables -t nat -A PREROUTING -p tcp -j REDIRECT --to-ports 8080-8090 --random
iptables -A INPUT -j NFQUEUE
iptables -A INPUT -j NFQUEUE --queue-num 5 --queue-bypass
iptables -A INPUT -j NFQUEUE --queue-balance 0:3 --queue-cpu-fanout
iptables -t security -A INPUT -j DROP
ip6tables -A INPUT -j REJECT
ip6tables -A INPUT -j REJECT --reject-with addr-unreach
ip6tables -A INPUT -j REJECT --reject-with no-route
ip6tables -A INPUT -p tcp -j REJECT --reject-with tcp-reset
ip6tables -t mangle -A PREROUTING -j HL --hl-set 64
ip6tables -t mangle -A PREROUTING -j HL --hl-dec 1
ip6tables -t mangle -A PREROUTING -j HL --hl-inc 3
ip6tables -t nat -A POSTROUTING -j SNAT --to-source 2001:db8::1
ip6tables -t nat -A POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1]:80-90
ip6tables -t nat -A PREROUTING -p tcp -j DNAT --to-destination [2001:db8::1-2001:db8::9]:80
ip6tables -t nat -A PREROUTING -p tcp -j REDIRECT --to-ports 80
ip6tables -t nat -A POSTROUTING -j MASQUERADE --random-fully
ip6tables -A INPUT -j LOG --log-prefix "six: " --log-ip-options
ip6tables -A INPUT -j NFQUEUE --queue-num 1
ip6tables -t raw -A PREROUTING -j CT --notrack
ip6tables -t raw -A PREROUTING -j NOTRACK`,
    packets: "",
  },
  {
    name: "route-edited",
    about: "Addresses, routes and rules added, replaced, deleted; what is left decides",
    interfaces: ["eth0", "eth1", "eth2"],
    setup: `${ROUTER}
ip link set dev eth2 up
ip address add 10.0.1.1/24 dev eth2
ip a add 10.0.2.1/24 brd + dev eth2
ip addr del 10.0.2.1/24 dev eth2
ip route add 198.51.100.0/24 via 10.0.1.5
ip route replace 198.51.100.0/24 via 192.0.2.254
ip route change 198.51.100.0/24 via 192.0.2.253 dev eth0
ip route add 198.18.0.0/15 dev eth2 scope link
ip route add 198.18.1.0/24 via 192.0.2.254
ip route del 198.18.1.0/24
ip route append 198.18.1.0/24 via 10.0.1.5 metric 100
ip route add local 10.9.0.0/16 dev lo
ip route add 172.16.0.1 dev eth2
ip route add 172.16.0.0/16 via 172.16.0.1 dev eth2 onlink
echo 100 first >> /etc/iproute2/rt_tables
echo "200	second # comment" >> /etc/iproute2/rt_tables
ip route add default via 10.0.1.5 dev eth2 table first
ip route add blackhole default table second
ip rule add from 10.0.0.6 lookup first prio 1000
ip rule add from 10.0.0.7 table second pref 1001
ip rule add from 10.0.0.8 table first
ip rule del from 10.0.0.8 table first
ip -6 route add local 2001:db8:aa::/64 dev lo
ip -6 route add 2001:db8:bb::/64 via 2001:db8::253 dev eth0
ip -6 route del 2001:db8:bb::/64
ip link set eth1 mtu 1400`,
    packets: `
in eth1 udp client.1 > 198.51.100.1.9
in eth1 udp client.1 > 198.18.0.1.9
in eth1 udp client.1 > 198.18.1.1.9
in eth1 udp client.1 > 10.0.2.1.9
in eth1 udp client.1 > 10.9.1.2.9
in eth1 udp client.1 > 172.16.5.5.9
in eth1 udp client2.1 > server.9
in eth1 udp 10.0.0.7.1 > server.9
in eth1 udp 10.0.0.8.1 > server.9
in eth1 udp client6.1 > 2001:db8:aa::5.9
in eth1 udp client6.1 > 2001:db8:bb::5.9
out eth0 udp 10.9.1.2.1 > client.9
out eth0 udp router.1 > 10.9.3.3.9
`,
  },
  {
    name: "link-down",
    about: "A device that goes down takes its routes with it",
    interfaces: ["eth0", "eth1", "eth2"],
    setup: `${ROUTER}
ip link set eth2 up
ip addr add 10.0.1.1/24 dev eth2
ip addr add 2001:db8:2::1/64 dev eth2
ip route add 198.51.100.0/24 via 10.0.1.5 dev eth2
ip link set eth2 down`,
    packets: `
in eth1 udp client.1 > dmz.9
in eth1 udp client.1 > 198.51.100.1.9
in eth1 udp client.1 > dmzgw.9
out eth0 udp router.1 > dmz.9
in eth1 udp client6.1 > dmz6.9
in eth1 udp client6.1 > dmzgw6.9
`,
  },
];
