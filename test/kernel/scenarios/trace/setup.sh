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
iptables -t raw -A PREROUTING -p udp -j TRACE
iptables -t raw -A PREROUTING -p udp --dport 1
iptables -t raw -A OUTPUT -p udp -j TRACE
iptables -t mangle -N set
iptables -t mangle -A PREROUTING -j set
iptables -t mangle -A set -p udp -j MARK --set-mark 5
iptables -t mangle -A set -p udp --dport 2 -j RETURN
iptables -t mangle -A set -j MARK --or-mark 0x10
iptables -N jump
iptables -N back
iptables -A FORWARD -p udp -j jump
iptables -A FORWARD -g back
iptables -A jump -p udp --dport 1 -j ACCEPT
iptables -A jump -j RETURN
iptables -A back -p udp --dport 2 -j DROP
iptables -A back -j RETURN
iptables -A OUTPUT -p udp -j ACCEPT
iptables -t security -A FORWARD -j ACCEPT
ip6tables -t raw -A PREROUTING -p udp -j TRACE
ip6tables -t raw -A PREROUTING -p udp --dport 1
ip6tables -t raw -A OUTPUT -p udp -j TRACE
ip6tables -t mangle -N set
ip6tables -t mangle -A PREROUTING -j set
ip6tables -t mangle -A set -p udp -j MARK --set-mark 5
ip6tables -t mangle -A set -p udp --dport 2 -j RETURN
ip6tables -t mangle -A set -j MARK --or-mark 0x10
ip6tables -N jump
ip6tables -N back
ip6tables -A FORWARD -p udp -j jump
ip6tables -A FORWARD -g back
ip6tables -A jump -p udp --dport 1 -j ACCEPT
ip6tables -A jump -j RETURN
ip6tables -A back -p udp --dport 2 -j DROP
ip6tables -A back -j RETURN
ip6tables -A OUTPUT -p udp -j ACCEPT
ip6tables -t security -A FORWARD -j ACCEPT
