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
iptables -t filter -A two -d 203.0.113.9 -p udp -m multiport --dports 22,53,80:65535 -m pkttype --pkt-type unicast -j LOG --log-prefix "rule "
iptables -t filter -A two ! -s 10.0.0.0/24 -p tcp ! --tcp-flags ALL SYN -m dscp --dscp 46
iptables -t filter -A two -d 10.0.0.5 -m ttl --ttl-lt 63 -j LOG --log-prefix "rule "
iptables -t filter -A one -s 10.0.0.5 -j DROP
iptables -t filter -A one -d 203.0.113.9 -p icmp -m icmp --icmp-type 0 -j LOG --log-prefix "rule "
iptables -t filter -A one -p icmp -m icmp --icmp-type 0 -j two
iptables -t filter -A FORWARD -s 10.0.0.5 ! -d 10.0.0.0/24 -m pkttype --pkt-type unicast -j RETURN
iptables -t filter -A OUTPUT -s 203.0.113.0/25 -j ACCEPT
iptables -t filter -A FORWARD -j REJECT
iptables -t filter -A FORWARD -s 203.0.113.0/25 -d 10.0.0.6 -i eth1 -p tcp --tcp-flags SYN,ACK SYN -m dscp --dscp 4 -j DROP
iptables -t filter -A INPUT -j one
iptables -t filter -A OUTPUT ! -s 203.0.113.9 ! -d 10.0.0.0/8 -p tcp --dport :443 -m pkttype --pkt-type unicast -j RETURN
iptables -t filter -A FORWARD -p tcp -m multiport --dports 22,53,22:65535 -j REJECT
iptables -t filter -A FORWARD -m ttl --ttl-gt 64 -j LOG --log-prefix "rule "
iptables -t filter -A FORWARD -s 10.0.0.0/24 -d 10.0.0.5 -j REJECT
iptables -t filter -A INPUT -s 10.0.0.5 -p 99 -m pkttype ! --pkt-type unicast -j RETURN
iptables -t filter -A INPUT -p tcp --dport 22: -j two
iptables -t filter -A FORWARD -j two
iptables -t filter -A OUTPUT -s 10.0.0.5 ! -p tcp -j RETURN
iptables -t filter -A FORWARD -s 10.0.0.6 -d 10.0.0.0/8 -m mark --mark 0 -j ACCEPT
iptables -t mangle -A INPUT ! -d 10.0.0.0/24 -p tcp --dport 80 -m conntrack ! --ctstate INVALID,NEW -j CONNMARK --restore-mark
iptables -t mangle -A OUTPUT ! -d 10.0.0.6 -j MARK --set-mark 0x10/0xf0
iptables -t mangle -A OUTPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
iptables -t mangle -A POSTROUTING -d 203.0.113.0/25 -o eth1 -j MARK --set-mark 2
iptables -t mangle -A OUTPUT -d 10.0.0.5 -j MARK --set-mark 1
iptables -t mangle -A FORWARD -s 203.0.113.9 -p tcp --tcp-flags FIN,RST,SYN SYN -j ACCEPT
iptables -t mangle -A INPUT -m length --length 100: -j ACCEPT
iptables -t mangle -A OUTPUT ! -s 10.0.0.6 -j CONNMARK --restore-mark
iptables -t mangle -A PREROUTING -d 203.0.113.9 -m conntrack --ctstate INVALID,NEW -j ACCEPT
iptables -t mangle -A OUTPUT -s 10.0.0.6 -j TTL --ttl-inc 3
