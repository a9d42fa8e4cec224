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

ip6tables -N mh-c1
ip6tables -A mh-c1 -p mh -m mh 
ip6tables -A FORWARD -j mh-c1
ip6tables -N mh-c2
ip6tables -A mh-c2 -p mh -m mh --mh-type 5
ip6tables -A FORWARD -j mh-c2
ip6tables -N mh-c3
ip6tables -A mh-c3 -p mh -m mh ! --mh-type 5
ip6tables -A FORWARD -j mh-c3
ip6tables -N mh-c4
ip6tables -A mh-c4 -p mh -m mh --mh-type 1:4
ip6tables -A FORWARD -j mh-c4
ip6tables -N mh-c5
ip6tables -A mh-c5 -p mh -m mh ! --mh-type 0:255
ip6tables -A FORWARD -j mh-c5
