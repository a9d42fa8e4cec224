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

iptables -A FORWARD -p icmp --icmp-type echo-request
iptables -A FORWARD -p icmp --icmp-type 0
iptables -A FORWARD -p icmp --icmp-type destination-unreachable
iptables -A FORWARD -p icmp --icmp-type 3/4
iptables -A FORWARD -p icmp --icmp-type port-unreachable
iptables -A FORWARD -p icmp ! --icmp-type any
iptables -A FORWARD -p icmp --icmp-type any
iptables -A FORWARD -p icmp ! --icmp-type 8
iptables -A FORWARD -p icmp --icmp-type 8/1
iptables -A FORWARD -p icmp
ip6tables -A FORWARD -p icmpv6 --icmpv6-type echo-request
ip6tables -A FORWARD -p icmpv6 --icmpv6-type destination-unreachable
ip6tables -A FORWARD -p icmpv6 --icmpv6-type port-unreachable
ip6tables -A FORWARD -p icmpv6 ! --icmpv6-type 128
ip6tables -A FORWARD -p icmpv6 --icmpv6-type 128/0
ip6tables -A FORWARD -p ipv6-icmp
