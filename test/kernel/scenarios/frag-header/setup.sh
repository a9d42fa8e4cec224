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

ip6tables -N frag-c1
ip6tables -A frag-c1 -m frag 
ip6tables -A FORWARD -j frag-c1
ip6tables -N frag-c2
ip6tables -A frag-c2 -m frag --fragid 7
ip6tables -A FORWARD -j frag-c2
ip6tables -N frag-c3
ip6tables -A frag-c3 -m frag ! --fragid 7
ip6tables -A FORWARD -j frag-c3
ip6tables -N frag-c4
ip6tables -A frag-c4 -m frag --fragid 8:4294967295
ip6tables -A FORWARD -j frag-c4
ip6tables -N frag-c5
ip6tables -A frag-c5 -m frag --fraglen 8
ip6tables -A FORWARD -j frag-c5
ip6tables -N frag-c6
ip6tables -A frag-c6 -m frag --fraglen 1000
ip6tables -A FORWARD -j frag-c6
ip6tables -N frag-c7
ip6tables -A frag-c7 -m frag --fragres
ip6tables -A FORWARD -j frag-c7
ip6tables -N frag-c8
ip6tables -A frag-c8 -m frag --fragfirst
ip6tables -A FORWARD -j frag-c8
ip6tables -N frag-c9
ip6tables -A frag-c9 -m frag --fragmore
ip6tables -A FORWARD -j frag-c9
ip6tables -N frag-c10
ip6tables -A frag-c10 -m frag --fraglast
ip6tables -A FORWARD -j frag-c10
ip6tables -N frag-c11
ip6tables -A frag-c11 -m frag --fragfirst --fraglast
ip6tables -A FORWARD -j frag-c11
ip6tables -N frag-c12
ip6tables -A frag-c12 -m frag ! --fragid 0:4294967295
ip6tables -A FORWARD -j frag-c12
