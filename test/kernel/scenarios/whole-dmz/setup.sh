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

iptables -P FORWARD DROP
for_world=10.0.1.5
iptables -N in-world
iptables -N in-dmz
iptables -N world-dmz
iptables -A FORWARD -m state --state ESTABLISHED,RELATED -j ACCEPT
iptables -A FORWARD -i eth1 -o eth0 -j in-world
iptables -A FORWARD -i eth1 -o eth2 -j in-dmz
iptables -A FORWARD -i eth0 -o eth2 -j world-dmz
iptables -A FORWARD -j LOG --log-prefix "forward: "
iptables -A in-world -p tcp --dport 25 -j REJECT --reject-with tcp-reset
iptables -A in-world -p udp --dport 53 -j DROP
iptables -A in-world -j ACCEPT
iptables -A in-dmz -p tcp -m multiport --dports 22,80 -j ACCEPT
iptables -A in-dmz -p icmp -j ACCEPT
iptables -A in-dmz -j RETURN
iptables -A world-dmz -d $for_world -p tcp --dport 80 -j ACCEPT
iptables -t nat -A PREROUTING -d 192.0.2.1 -p tcp --dport 80 -j DNAT --to-destination $for_world
iptables -t nat -A POSTROUTING -s 10.0.0.0/16 -o eth0 -j SNAT --to-source 192.0.2.1
iptables -t mangle -A FORWARD -p tcp --syn -j TOS --set-tos 0x10
