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

iptables -t mangle -A PREROUTING -j RATEEST --rateest-name all --rateest-interval 250ms --rateest-ewmalog 0.5s
iptables -t mangle -A PREROUTING -p tcp -j RATEEST --rateest-name none --rateest-interval 250ms --rateest-ewmalog 0.5s
iptables -A FORWARD -p icmp -m rateest --rateest all --rateest-gt --rateest-pps 0
iptables -A FORWARD -p icmp -m rateest --rateest all --rateest-eq --rateest-pps 0
iptables -A FORWARD -p icmp -m rateest --rateest all ! --rateest-eq --rateest-bps 0
iptables -A FORWARD -p icmp -m rateest --rateest all --rateest-lt --rateest-bps 800kbit
iptables -A FORWARD -p icmp -m rateest --rateest all --rateest-delta --rateest-pps1 1000 --rateest-lt --rateest-pps2 1000
iptables -A FORWARD -p icmp -m rateest --rateest1 all --rateest-gt --rateest2 none --rateest-bps --rateest-pps
iptables -A FORWARD -p icmp -m rateest --rateest1 none --rateest-eq --rateest2 none --rateest-bps
ip6tables -A FORWARD -p icmpv6 -m rateest --rateest all --rateest-gt --rateest-pps 0
ip6tables -A FORWARD -p icmpv6 -m rateest --rateest all --rateest-eq --rateest-pps 0
ip6tables -A FORWARD -p icmpv6 -m rateest --rateest all ! --rateest-eq --rateest-bps 0
ip6tables -A FORWARD -p icmpv6 -m rateest --rateest all --rateest-lt --rateest-bps 800kbit
ip6tables -A FORWARD -p icmpv6 -m rateest --rateest all --rateest-delta --rateest-pps1 1000 --rateest-lt --rateest-pps2 1000
ip6tables -A FORWARD -p icmpv6 -m rateest --rateest1 all --rateest-gt --rateest2 none --rateest-bps --rateest-pps
ip6tables -A FORWARD -p icmpv6 -m rateest --rateest1 none --rateest-eq --rateest2 none --rateest-bps
