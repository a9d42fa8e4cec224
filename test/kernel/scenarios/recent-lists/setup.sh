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
iptables -A FORWARD -m recent --rcheck --name bad -j DROP
iptables -A FORWARD -p udp --dport 666 -m recent --set --name bad -j DROP
iptables -A FORWARD -p udp --dport 667 -m recent --remove --name bad
iptables -A FORWARD -m recent ! --rcheck --name bad
iptables -A FORWARD -m recent --set --name all
iptables -A FORWARD -m recent --update --hitcount 3 --name all --rdest
iptables -A FORWARD -m recent ! --set --name never
iptables -A FORWARD -m recent ! --remove --name never
iptables -A FORWARD -m recent --set
iptables -A FORWARD -m recent --rcheck --hitcount 4
ip6tables -A FORWARD -m recent --rcheck --name bad -j DROP
ip6tables -A FORWARD -p udp --dport 666 -m recent --set --name bad -j DROP
ip6tables -A FORWARD -p udp --dport 667 -m recent --remove --name bad
ip6tables -A FORWARD -m recent ! --rcheck --name bad
ip6tables -A FORWARD -m recent --set --name all
ip6tables -A FORWARD -m recent --update --hitcount 3 --name all --rdest
ip6tables -A FORWARD -m recent ! --set --name never
ip6tables -A FORWARD -m recent ! --remove --name never
ip6tables -A FORWARD -m recent --set
ip6tables -A FORWARD -m recent --rcheck --hitcount 4
