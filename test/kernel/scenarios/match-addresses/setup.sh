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

iptables -A FORWARD -s 10.0.0.5
iptables -A FORWARD -s 10.0.0.0/24 -d 203.0.113.0/24
iptables -A FORWARD ! -s 10.0.0.0/24
iptables -A FORWARD ! -d 203.0.113.9
iptables -A FORWARD -d 0.0.0.9/0.0.0.255
iptables -A FORWARD -i eth1 -o eth0
iptables -A FORWARD -i eth+ ! -o eth0
iptables -A FORWARD ! -i eth1
iptables -A FORWARD -i et+
iptables -A FORWARD -i ethernet+
iptables -A FORWARD -i +
iptables -A FORWARD -p 17
iptables -A FORWARD ! -p udp
iptables -A FORWARD -p all -s 10.0.0.0/8
ip6tables -A FORWARD -s 2001:db8:1::/64
ip6tables -A FORWARD ! -s 2001:db8:1::5
ip6tables -A FORWARD -d 2001:db8:9::9/128
ip6tables -A FORWARD -d ::9/::ffff
ip6tables -A FORWARD -i eth2 -o eth+
ip6tables -A FORWARD ! -p tcp
