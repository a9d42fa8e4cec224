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
iptables -A FORWARD -m policy --dir in --pol none
iptables -A FORWARD -m policy --dir in --pol ipsec
iptables -A FORWARD -m policy --dir out --pol none
iptables -A FORWARD -m policy --dir out --pol ipsec ! --proto esp
iptables -A INPUT -m policy --dir in --pol ipsec --strict --reqid 1
iptables -A INPUT -m policy --dir in --pol none
iptables -A OUTPUT -m policy --dir out --pol ipsec
iptables -A OUTPUT -m policy --dir out --pol none
iptables -t mangle -A POSTROUTING -m policy --dir out --pol none
iptables -t mangle -A PREROUTING -m policy --dir in --pol none
ip6tables -A FORWARD -m policy --dir in --pol none
ip6tables -A FORWARD -m policy --dir in --pol ipsec
ip6tables -A FORWARD -m policy --dir out --pol none
ip6tables -A FORWARD -m policy --dir out --pol ipsec ! --proto esp
ip6tables -A INPUT -m policy --dir in --pol ipsec --strict --reqid 1
ip6tables -A INPUT -m policy --dir in --pol none
ip6tables -A OUTPUT -m policy --dir out --pol ipsec
ip6tables -A OUTPUT -m policy --dir out --pol none
ip6tables -t mangle -A POSTROUTING -m policy --dir out --pol none
ip6tables -t mangle -A PREROUTING -m policy --dir in --pol none
