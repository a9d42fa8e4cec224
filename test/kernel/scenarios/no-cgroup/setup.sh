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
iptables -A OUTPUT -m cgroup --cgroup 0
iptables -A OUTPUT -m cgroup ! --cgroup 0
iptables -A OUTPUT -m cgroup --cgroup 1
iptables -A OUTPUT -m cgroup ! --cgroup 1
iptables -A OUTPUT -m cgroup --path /
iptables -A OUTPUT -m cgroup ! --path /
iptables -t mangle -A POSTROUTING -m cgroup --cgroup 0
iptables -t mangle -A POSTROUTING -m cgroup ! --cgroup 1
iptables -A INPUT -m cgroup --cgroup 0
iptables -A INPUT -m cgroup ! --cgroup 1
iptables -A INPUT -p udp -j REJECT
iptables -A INPUT -p tcp -j REJECT --reject-with tcp-reset
iptables -A FORWARD -m cpu --cpu 1000
iptables -A FORWARD -m cpu ! --cpu 1000
ip6tables -A OUTPUT -m cgroup --cgroup 0
ip6tables -A OUTPUT -m cgroup ! --cgroup 0
ip6tables -A OUTPUT -m cgroup --cgroup 1
ip6tables -A OUTPUT -m cgroup ! --cgroup 1
ip6tables -A OUTPUT -m cgroup --path /
ip6tables -A OUTPUT -m cgroup ! --path /
ip6tables -t mangle -A POSTROUTING -m cgroup --cgroup 0
ip6tables -t mangle -A POSTROUTING -m cgroup ! --cgroup 1
ip6tables -A INPUT -m cgroup --cgroup 0
ip6tables -A INPUT -m cgroup ! --cgroup 1
ip6tables -A INPUT -p udp -j REJECT
ip6tables -A INPUT -p tcp -j REJECT --reject-with tcp-reset
ip6tables -A FORWARD -m cpu --cpu 1000
ip6tables -A FORWARD -m cpu ! --cpu 1000
