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
iptables -t filter -A two -d 203.0.113.0/25 -m tos --tos 0x10 -j DROP
iptables -t filter -A two ! -s 10.0.0.6 -d 203.0.113.0/25 -p icmp -m icmp --icmp-type any -m addrtype --src-type LOCAL -j ACCEPT
iptables -t filter -A two ! -d 10.0.0.5 ! -p 99 -m length ! --length 60:100 -j DROP
iptables -t filter -A one -p udp --sport 22: --dport :4000 -g two
iptables -t filter -A one -s 203.0.113.9 -m addrtype --dst-type LOCAL -j two
iptables -t filter -A one -d 10.0.0.5 -m addrtype --src-type UNICAST -j DROP
iptables -t filter -A INPUT -s 10.0.0.5 -d 10.0.0.5 -p udp ! --sport 22: --dport 1024 -j one
iptables -t filter -A OUTPUT -d 10.0.0.6 -j ACCEPT
iptables -t filter -A FORWARD -d 203.0.113.9 -m addrtype --dst-type LOCAL -g two
iptables -t filter -A FORWARD -d 203.0.113.0/25 -p icmp -m icmp --icmp-type 0 -m pkttype --pkt-type unicast -j DROP
iptables -t filter -A INPUT ! -s 203.0.113.9 -d 10.0.0.6 -m connmark --mark 1 -j ACCEPT
iptables -t filter -A FORWARD -p udp -m multiport --dports 22,53,22:80 -m pkttype --pkt-type unicast -j REJECT
iptables -t filter -A INPUT -d 10.0.0.6 ! -i eth2 -p tcp -m multiport ! --dports 22,53,80:4000 -m conntrack --ctstate INVALID,NEW -j two
iptables -t filter -A INPUT ! -d 10.0.0.5 -j DROP
iptables -t filter -A FORWARD -s 203.0.113.9 -d 203.0.113.9 -i eth0 -g two
iptables -t filter -A FORWARD -s 203.0.113.9 -m connmark --mark 0 -j one
iptables -t filter -A FORWARD -d 10.0.0.5 -p tcp --tcp-flags FIN,RST,SYN SYN -j RETURN
iptables -t filter -A FORWARD -d 203.0.113.9 -p icmp -m icmp --icmp-type 8 -m connmark --mark 1 -j ACCEPT
iptables -t filter -A INPUT -i eth+
iptables -t filter -A INPUT ! -d 10.0.0.6 -j RETURN
iptables -t mangle -A INPUT -s 10.0.0.0/8
iptables -t mangle -A PREROUTING -p udp --sport 22 --dport :1024 -m tos ! --tos 0x10 -j CONNMARK --restore-mark
iptables -t mangle -A PREROUTING ! -i eth0 -p udp -m conntrack --ctstate NEW -j TOS --set-tos 0x08/0x1c
iptables -t mangle -A INPUT -i eth+ -j CONNMARK --restore-mark
iptables -t mangle -A PREROUTING ! -d 10.0.0.6 -i eth+ -m dscp --dscp 4 -j DSCP --set-dscp 46
iptables -t mangle -A FORWARD -d 203.0.113.0/25 -m mark --mark 1 -j ACCEPT
iptables -t mangle -A OUTPUT -o eth+ -p udp -m multiport --dports 22,53,80:65535 -m connmark --mark 5/0xf -j ACCEPT
iptables -t mangle -A PREROUTING ! -s 10.0.0.6 -p tcp ! --dport 1024:4000 -j DSCP --set-dscp 4
iptables -t mangle -A PREROUTING -j MARK --set-mark 1
iptables -t mangle -A PREROUTING -d 10.0.0.6 -m tos ! --tos 0x08/0x1c -j CONNMARK --restore-mark
