ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/24 dev eth1
ip addr add 2001:db8::1/64 dev eth0
ip addr add 2001:db8:1::1/64 dev eth1
ip route add default via 192.0.2.254 dev eth0
ip -6 route add default via 2001:db8::254 dev eth0
sysctl -qw net.ipv4.ip_forward=1
sysctl -qw net.ipv6.conf.all.forwarding=1
ip link set eth2 up
ip addr add 10.0.1.1/24 dev eth2
ip addr add 2001:db8:2::1/64 dev eth2

iptables -N one
iptables -N two
iptables -t filter -A two -d 10.0.0.0/24 -p tcp ! --dport 443 -m pkttype --pkt-type unicast -j RETURN
iptables -t filter -A two ! -d 10.0.0.5 -p tcp ! --tcp-flags ALL SYN -m conntrack --ctstate INVALID,NEW -j RETURN
iptables -t filter -A two -d 10.0.0.5 -p tcp --dport 22:80 -j RETURN
iptables -t filter -A one -s 10.0.0.5 ! -d 10.0.0.6 -j REJECT
iptables -t filter -A one -p udp -j REJECT
iptables -t filter -A one -d 10.0.0.6 -p udp --sport 443 --dport :53 -m conntrack --ctstate ESTABLISHED -j LOG --log-prefix "rule "
iptables -t filter -A INPUT ! -d 10.0.0.0/8 -p udp --sport 22:443 --dport 22 -m addrtype --src-type UNICAST -j one
iptables -t filter -A INPUT -s 10.0.0.0/8 -m mark --mark 2/3
iptables -t filter -A INPUT ! -s 203.0.113.0/25 -d 203.0.113.0/25 -p icmp -m icmp --icmp-type 13 -m mark ! --mark 1 -j ACCEPT
iptables -t filter -A INPUT -d 10.0.0.5 -m conntrack --ctstate NEW -j DROP
iptables -t filter -A INPUT -p udp --sport 53: --dport 53:1024 -m length ! --length :60 -j two
iptables -t filter -A FORWARD -s 203.0.113.0/25 ! -i eth+ -p tcp --tcp-flags ALL SYN -j LOG --log-prefix "rule "
iptables -t filter -A FORWARD -d 10.0.0.6 -m dscp ! --dscp 4
iptables -t filter -A FORWARD -p 99 -m dscp --dscp 4 -j DROP
iptables -t filter -A INPUT ! -i eth2 -m ttl --ttl-eq 2 -j one
iptables -t filter -A INPUT -p icmp -m icmp --icmp-type any -g two
iptables -t filter -A FORWARD -s 203.0.113.9 -d 10.0.0.6 -j RETURN
iptables -t filter -A FORWARD -m tos --tos 0x08/0x1c -j ACCEPT
iptables -t filter -A FORWARD -d 10.0.0.0/24 -p udp --sport 1024 --dport 22 -m tos --tos 0x10 -j REJECT
iptables -t filter -A OUTPUT ! -d 203.0.113.9 -p 99
iptables -t mangle -A OUTPUT -d 203.0.113.0/25 ! -o eth0 -m conntrack --ctstate ESTABLISHED -j TOS --set-tos 0x08/0x1c
iptables -t mangle -A OUTPUT -m tos --tos 0x10 -j CONNMARK --set-mark 5
iptables -t mangle -A INPUT -d 10.0.0.0/24 -i eth1 -p icmp -m icmp --icmp-type 8 -j TOS --set-tos 0x10
iptables -t mangle -A FORWARD -p udp -m multiport --dports 22,53,80:65535 -j TTL --ttl-set 64
iptables -t mangle -A INPUT -d 10.0.0.6 -p tcp --dport 22: -j CONNMARK --set-mark 1
iptables -t mangle -A POSTROUTING ! -d 10.0.0.6 -p tcp -j CONNMARK --set-mark 1
iptables -t mangle -A OUTPUT -d 10.0.0.0/8 -j ACCEPT
iptables -t mangle -A OUTPUT -p icmp -m icmp --icmp-type 8 -j MARK --set-mark 1
iptables -t mangle -A OUTPUT -d 10.0.0.0/8 ! -o eth2 -p icmp -m icmp --icmp-type 0 -j CONNMARK --restore-mark
iptables -t mangle -A INPUT -d 10.0.0.0/8 -m connmark --mark 0 -j CONNMARK --set-mark 5
