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

iptables -A FORWARD -p tcp --dport http -j ACCEPT
iptables -A FORWARD -p udp --dport domain --sport 1024:
iptables -A FORWARD -p tcp -m multiport --dports ssh,https,6000:6010
iptables -A FORWARD -s 10.0.0.5,10.0.0.6 -d 203.0.113.9,203.0.113.10 -j ACCEPT
iptables -A FORWARD -s 10.0.0.0/255.255.255.0 -d 203.0.113.0/25
iptables -A FORWARD -s 10.0.0.7/255.0.255.0
iptables -A FORWARD -s 10.0.0.77/24 -d 0/0
iptables -A FORWARD -p icmp --icmp-type network-unreachable
iptables -A FORWARD -p icmp --icmp-type time-exceeded
iptables -A FORWARD -p icmp --icmp-type ttl-zero-during-transit
iptables -A FORWARD -p esp
iptables -A FORWARD -p 47
iptables -A FORWARD -m tos --tos Minimize-Cost
iptables -A FORWARD -m dscp --dscp-class af41
iptables -A FORWARD -i eth0 --jump ACCEPT
ip6tables -A FORWARD -p icmpv6 --icmpv6-type neighbor-solicitation
ip6tables -A FORWARD -p icmpv6 --icmpv6-type ttl-zero-during-reassembly
ip6tables -A FORWARD -s 2001:DB8::1,2001:db8:0:0::2/127
ip6tables -A FORWARD -s ::/0 -d 2001:db8::ffff/64
ip6tables -A FORWARD -s ::ffff:10.0.0.1
ip6tables -A FORWARD -p tcp --dport telnet
