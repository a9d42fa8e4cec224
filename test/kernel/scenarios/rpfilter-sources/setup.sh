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

sysctl -qw net.ipv4.conf.all.rp_filter=0
ip route add 10.7.0.0/24 via 10.0.1.5
ip route add 10.8.0.0/24 via 10.0.0.5 table 100
ip route add blackhole 10.9.0.0/24
ip rule add fwmark 7 table 100
ip -6 route add 2001:db8:7::/64 via 2001:db8:2::5
ip -6 route add 2001:db8:7::/64 via 2001:db8:1::5 metric 4096
ip -6 route add blackhole 2001:db8:a::/64
iptables -t raw -A PREROUTING -p udp --dport 7 -j MARK --set-mark 7
iptables -t raw -A PREROUTING -m rpfilter
iptables -t raw -A PREROUTING -m rpfilter --invert
iptables -t raw -A PREROUTING -m rpfilter --loose
iptables -t raw -A PREROUTING -m rpfilter --validmark
iptables -t raw -A PREROUTING -m rpfilter --accept-local
iptables -t mangle -A PREROUTING -m rpfilter --loose --accept-local --invert
ip6tables -t raw -A PREROUTING -p udp --dport 7 -j MARK --set-mark 7
ip6tables -t raw -A PREROUTING -m rpfilter
ip6tables -t raw -A PREROUTING -m rpfilter --invert
ip6tables -t raw -A PREROUTING -m rpfilter --loose
ip6tables -t raw -A PREROUTING -m rpfilter --validmark
ip6tables -t raw -A PREROUTING -m rpfilter --accept-local
ip6tables -t mangle -A PREROUTING -m rpfilter --loose --accept-local --invert
