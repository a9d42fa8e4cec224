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
iptables -A FORWARD -m hashlimit --hashlimit-upto 2/sec --hashlimit-burst 3 --hashlimit-mode srcip --hashlimit-name a
iptables -A FORWARD -m hashlimit --hashlimit-upto 1/min --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name b --hashlimit-htable-expire 1000 --hashlimit-htable-gcinterval 100
iptables -A FORWARD -m hashlimit --hashlimit-upto 1/min --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name c --hashlimit-htable-expire 1000 --hashlimit-htable-gcinterval 30000
iptables -A FORWARD -m hashlimit --hashlimit-upto 1kb/s --hashlimit-mode srcip --hashlimit-name d
iptables -A FORWARD -m hashlimit --hashlimit-upto 2/sec --hashlimit-burst 1 --hashlimit-rate-match --hashlimit-mode srcip --hashlimit-name e
ip6tables -A FORWARD -m hashlimit --hashlimit-upto 2/sec --hashlimit-burst 3 --hashlimit-mode srcip --hashlimit-name a
ip6tables -A FORWARD -m hashlimit --hashlimit-upto 1/min --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name b --hashlimit-htable-expire 1000 --hashlimit-htable-gcinterval 100
ip6tables -A FORWARD -m hashlimit --hashlimit-upto 1/min --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name c --hashlimit-htable-expire 1000 --hashlimit-htable-gcinterval 30000
ip6tables -A FORWARD -m hashlimit --hashlimit-upto 1kb/s --hashlimit-mode srcip --hashlimit-name d
ip6tables -A FORWARD -m hashlimit --hashlimit-upto 2/sec --hashlimit-burst 1 --hashlimit-rate-match --hashlimit-mode srcip --hashlimit-name e
