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
iptables -N one
iptables -N two
iptables -t filter -A two -s 10.0.0.0/8 -d 10.0.0.5
iptables -t filter -A two -s 203.0.113.0/25 -j RETURN
iptables -t filter -A two -s 203.0.113.9 -p udp --sport 1024:4000 --dport :53 -m ttl --ttl-lt 64 -j RETURN
iptables -t filter -A one -s 10.0.0.6 -p tcp --tcp-flags SYN,ACK SYN -j two
iptables -t filter -A one -s 203.0.113.0/25 -j two
iptables -t filter -A one -s 10.0.0.5 -d 10.0.0.0/24 -p tcp --tcp-flags FIN,RST,SYN SYN -m conntrack --ctstate ESTABLISHED
iptables -t filter -A FORWARD -i eth+ -m dscp --dscp 46
iptables -t filter -A INPUT -i eth2 -m tos --tos 0x10 -j REJECT
iptables -t filter -A OUTPUT -p udp
iptables -t filter -A OUTPUT -s 10.0.0.6 -p tcp --dport 1024 -j REJECT
iptables -t filter -A FORWARD -s 10.0.0.6 -m length --length 100: -j one
iptables -t filter -A FORWARD -s 10.0.0.6 -d 10.0.0.5 -i eth2 -p 99 -m tos --tos 0x08/0x1c -j LOG --log-prefix "rule "
iptables -t filter -A FORWARD -s 10.0.0.5 -p icmp -m icmp --icmp-type 8 -m connmark ! --mark 5/0xf -j RETURN
iptables -t filter -A FORWARD -s 203.0.113.0/25 ! -d 10.0.0.0/24 -m addrtype --dst-type UNICAST -j one
iptables -t filter -A FORWARD ! -d 10.0.0.5 -p 99 -j RETURN
iptables -t filter -A FORWARD -d 10.0.0.6 -p udp -j one
iptables -t filter -A OUTPUT -d 10.0.0.6 -m pkttype --pkt-type unicast -j one
iptables -t filter -A FORWARD -s 203.0.113.0/25 -d 10.0.0.0/8 -p tcp -m multiport ! --dports 22,53,0:4000 -m connmark ! --mark 5/0xf -j REJECT
iptables -t filter -A FORWARD
iptables -t filter -A FORWARD -p icmp -m icmp --icmp-type 8 -m mark --mark 0x10/0xf0
iptables -t mangle -A INPUT -s 203.0.113.0/25 ! -d 10.0.0.5 -m conntrack --ctstate NEW -j CONNMARK --set-mark 5
iptables -t mangle -A POSTROUTING -s 10.0.0.0/8 ! -o eth+ -p icmp -m icmp --icmp-type any -j TTL --ttl-set 64
iptables -t mangle -A PREROUTING -p tcp --dport 53:80 -m mark ! --mark 0x10/0xf0 -j ACCEPT
iptables -t mangle -A OUTPUT -s 203.0.113.9 -p icmp -m icmp --icmp-type 13 -m dscp ! --dscp 0 -j CONNMARK --save-mark
iptables -t mangle -A FORWARD -s 10.0.0.6 -p tcp --dport 22: -m ttl --ttl-eq 64 -j TTL --ttl-set 64
iptables -t mangle -A PREROUTING -s 203.0.113.9 -p udp ! --sport 22:1024 --dport 53: -j DSCP --set-dscp 4
iptables -t mangle -A PREROUTING -p icmp -m icmp --icmp-type 0 -j CONNMARK --save-mark
iptables -t mangle -A PREROUTING -s 203.0.113.9 -d 10.0.0.5 -p icmp -m icmp --icmp-type 0 -m tos --tos 0x10 -j MARK --set-mark 1
iptables -t mangle -A PREROUTING -p icmp -m icmp --icmp-type 8 -j TOS --set-tos 0x08/0x1c
iptables -t mangle -A FORWARD -p tcp --tcp-flags FIN,RST,SYN SYN -m length --length 100:
