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

iptables -N alpha
iptables -E alpha beta
iptables -A beta -p udp -j RETURN
iptables -A FORWARD -p tcp --dport 80 -j ACCEPT
iptables -I FORWARD -p tcp --dport 81 -j ACCEPT
iptables -I FORWARD 2 -p tcp --dport 82 -j ACCEPT
iptables -R FORWARD 1 -p tcp --dport 83 -j DROP
iptables -A FORWARD -j beta
iptables -A FORWARD -p tcp --dport 84 -j DROP
iptables -D FORWARD -p tcp --dport 80 -j ACCEPT
iptables -D FORWARD 2
iptables -N gone
iptables -A gone -j DROP
iptables -F gone
iptables -X gone
iptables -A INPUT -p tcp -j DROP
iptables -F INPUT
ip6tables-restore <<'END'
*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:web - [0:0]
-A FORWARD -p tcp -m tcp --dport 80 -j web
-A web -s 2001:db8:1::/64 -j ACCEPT
COMMIT
END
