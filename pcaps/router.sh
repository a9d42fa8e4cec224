# A router between a home or small office and the internet, as its administrator wrote it down.
#
#   eth0  the internet      192.0.2.1/24   2001:db8:0:1::1/64
#   eth1  the office        10.0.0.1/24    2001:db8:1:1::1/64
#   eth2  the web server    10.0.1.1/24    2001:db8:1:2::1/64
#
# Run by sh as root it sets up the machine it runs on; given to sluice with --setup it says what
# that machine would do. router.pcapng and nat.pcapng were recorded on this router.

WAN=eth0
LAN=eth1
DMZ=eth2

WAN_ADDRESS=192.0.2.1
LAN_NET=10.0.0.0/24
DMZ_NET=10.0.1.0/24
WEB=10.0.1.80

# Addresses and routes.

ip link set lo up
ip link set $WAN up
ip link set $LAN up
ip link set $DMZ up

ip addr add $WAN_ADDRESS/24 dev $WAN
ip addr add 10.0.0.1/24 dev $LAN
ip addr add 10.0.1.1/24 dev $DMZ
ip route add default via 192.0.2.254 dev $WAN

ip -6 addr add 2001:db8:0:1::1/64 dev $WAN
ip -6 addr add 2001:db8:1:1::1/64 dev $LAN
ip -6 addr add 2001:db8:1:2::1/64 dev $DMZ
ip -6 addr add fe80::1/64 dev $WAN
ip -6 addr add fe80::1/64 dev $LAN
ip -6 addr add fe80::1/64 dev $DMZ
ip -6 route add default via 2001:db8:0:1::fe dev $WAN

sysctl -w net.ipv4.ip_forward=1
sysctl -w net.ipv6.conf.all.forwarding=1
sysctl -w net.ipv4.conf.all.rp_filter=1
sysctl -w net.netfilter.nf_conntrack_tcp_loose=0

# IPv4: what never has a right to come from the internet goes before it costs an entry in the
# connection table.

iptables -t raw -A PREROUTING -i $WAN -s 10.0.0.0/8 -j DROP
iptables -t raw -A PREROUTING -i $WAN -s 172.16.0.0/12 -j DROP
iptables -t raw -A PREROUTING -i $WAN -s 192.168.0.0/16 -j DROP
iptables -t raw -A PREROUTING -i $WAN -s 127.0.0.0/8 -j DROP

# Typing must not wait for downloads.

iptables -t mangle -A PREROUTING -i $LAN -p tcp --dport 22 -j MARK --set-mark 22
iptables -t mangle -A POSTROUTING -o $WAN -m mark --mark 22 -j DSCP --set-dscp-class AF21
iptables -t mangle -A POSTROUTING -o $WAN -p udp --dport 53 -j DSCP --set-dscp-class EF

# The office leaves with the router's address. The web server is reached at that address, from
# the office too.

iptables -t nat -A PREROUTING -d $WAN_ADDRESS -p tcp --dport 80 -j DNAT --to-destination $WEB
iptables -t nat -A PREROUTING -i $WAN -d $WAN_ADDRESS -p tcp --dport 8080 \
  -j DNAT --to-destination $WEB:80
iptables -t nat -A POSTROUTING -s $LAN_NET -o $WAN -j MASQUERADE
iptables -t nat -A POSTROUTING -s $DMZ_NET -o $WAN -j MASQUERADE

# What is dropped is logged, but not more than a person reads.

iptables -P INPUT DROP
iptables -P FORWARD DROP
iptables -P OUTPUT ACCEPT

iptables -N logdrop
iptables -A logdrop -m limit --limit 6/minute --limit-burst 10 \
  -j LOG --log-prefix "dropped: " --log-level info
iptables -A logdrop -j DROP

# New connections from the internet: 25 a second, not more.

iptables -N newcomer
iptables -A newcomer -p tcp ! --syn -j logdrop
iptables -A newcomer -m limit --limit 25/second --limit-burst 50 -j RETURN
iptables -A newcomer -m comment --comment "more than the web server can take" -j DROP

# To the router itself.

iptables -A INPUT -i lo -j ACCEPT
iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A INPUT -m conntrack --ctstate INVALID -j DROP
iptables -A INPUT -p icmp --icmp-type echo-request -m limit --limit 5/second -j ACCEPT
iptables -A INPUT -i $LAN -s $LAN_NET -p udp -m multiport --dports 53,67,123 -j ACCEPT
iptables -A INPUT -i $LAN -s $LAN_NET -p tcp -m multiport --dports 22,53 -j ACCEPT
iptables -A INPUT -i $WAN -p tcp --dport 113 -j REJECT --reject-with tcp-reset
iptables -A INPUT -i $WAN -p udp --dport 33434:33534 -j REJECT
iptables -A INPUT -m addrtype --dst-type BROADCAST,MULTICAST -j DROP
iptables -A INPUT -j logdrop

# Through the router.

iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A FORWARD -m conntrack --ctstate INVALID -j DROP
iptables -A FORWARD -i $LAN -o $WAN -p tcp -m multiport --dports 25,135:139,445 \
  -j REJECT --reject-with icmp-admin-prohibited
iptables -A FORWARD -i $LAN -o $WAN -p udp --dport 135:139 -j DROP
iptables -A FORWARD -i $LAN -s $LAN_NET -j ACCEPT
iptables -A FORWARD -i $WAN -o $DMZ -m conntrack --ctstate NEW -j newcomer
iptables -A FORWARD -i $WAN -o $DMZ -d $WEB -p tcp --dport 80 -m conntrack --ctstate DNAT -j ACCEPT
iptables -A FORWARD -i $DMZ -o $WAN -p udp --dport 53 -j ACCEPT
iptables -A FORWARD -i $DMZ -o $WAN -p tcp -m multiport --dports 53,80,443 -j ACCEPT
iptables -A FORWARD -j logdrop

# IPv6: the same without address translation, in the words of ip6tables-save.

ip6tables-restore <<'EOF'
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:logdrop - [0:0]
:neighbour - [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p ipv6-icmp -j neighbour
-A INPUT -m conntrack --ctstate INVALID -j DROP
-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 128 -m limit --limit 5/sec -j ACCEPT
-A INPUT -s 2001:db8:1:1::/64 -i eth1 -p udp -m multiport --dports 53,123,547 -j ACCEPT
-A INPUT -s 2001:db8:1:1::/64 -i eth1 -p tcp -m multiport --dports 22,53 -j ACCEPT
-A INPUT -i eth0 -p tcp -m tcp --dport 113 -j REJECT --reject-with tcp-reset
-A INPUT -i eth0 -p udp -m udp --dport 33434:33534 -j REJECT --reject-with icmp6-port-unreachable
-A INPUT -j logdrop
-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A FORWARD -m conntrack --ctstate INVALID -j DROP
-A FORWARD -i eth1 -o eth0 -p tcp -m multiport --dports 25,135:139,445 -j REJECT --reject-with icmp6-adm-prohibited
-A FORWARD -s 2001:db8:1:1::/64 -i eth1 -j ACCEPT
-A FORWARD -d 2001:db8:1:2::80/128 -i eth0 -o eth2 -p tcp -m tcp --dport 80 -m conntrack --ctstate NEW -j ACCEPT
-A FORWARD -i eth2 -o eth0 -p udp -m udp --dport 53 -j ACCEPT
-A FORWARD -i eth2 -o eth0 -p tcp -m multiport --dports 53,80,443 -j ACCEPT
-A FORWARD -p ipv6-icmp -m icmp6 --icmpv6-type 128 -m limit --limit 10/sec -j ACCEPT
-A FORWARD -j logdrop
-A logdrop -m limit --limit 6/min --limit-burst 10 -j LOG --log-prefix "dropped6: " --log-level 6
-A logdrop -j DROP
-A neighbour -m hl ! --hl-eq 255 -j RETURN
-A neighbour -p ipv6-icmp -m icmp6 --icmpv6-type 133 -j ACCEPT
-A neighbour -p ipv6-icmp -m icmp6 --icmpv6-type 134 -j ACCEPT
-A neighbour -p ipv6-icmp -m icmp6 --icmpv6-type 135 -j ACCEPT
-A neighbour -p ipv6-icmp -m icmp6 --icmpv6-type 136 -j ACCEPT
COMMIT
EOF
