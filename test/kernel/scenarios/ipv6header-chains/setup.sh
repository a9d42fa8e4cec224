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

ip6tables -N ipv6header-c1
ip6tables -A ipv6header-c1 -m ipv6header --header prot
ip6tables -A FORWARD -j ipv6header-c1
ip6tables -N ipv6header-c2
ip6tables -A ipv6header-c2 -m ipv6header ! --header prot
ip6tables -A FORWARD -j ipv6header-c2
ip6tables -N ipv6header-c3
ip6tables -A ipv6header-c3 -m ipv6header --header prot --soft
ip6tables -A FORWARD -j ipv6header-c3
ip6tables -N ipv6header-c4
ip6tables -A ipv6header-c4 -m ipv6header ! --header prot --soft
ip6tables -A FORWARD -j ipv6header-c4
ip6tables -N ipv6header-c5
ip6tables -A ipv6header-c5 -m ipv6header --header hop,prot
ip6tables -A FORWARD -j ipv6header-c5
ip6tables -N ipv6header-c6
ip6tables -A ipv6header-c6 -m ipv6header --header hop --soft
ip6tables -A FORWARD -j ipv6header-c6
ip6tables -N ipv6header-c7
ip6tables -A ipv6header-c7 -m ipv6header ! --header hop,dst --soft
ip6tables -A FORWARD -j ipv6header-c7
ip6tables -N ipv6header-c8
ip6tables -A ipv6header-c8 -m ipv6header --header dst,route,prot
ip6tables -A FORWARD -j ipv6header-c8
ip6tables -N ipv6header-c9
ip6tables -A ipv6header-c9 -m ipv6header --header frag --soft
ip6tables -A FORWARD -j ipv6header-c9
ip6tables -N ipv6header-c10
ip6tables -A ipv6header-c10 -m ipv6header --header none
ip6tables -A FORWARD -j ipv6header-c10
ip6tables -N ipv6header-c11
ip6tables -A ipv6header-c11 -m ipv6header --header esp
ip6tables -A FORWARD -j ipv6header-c11
ip6tables -N ipv6header-c12
ip6tables -A ipv6header-c12 -m ipv6header --header esp --soft
ip6tables -A FORWARD -j ipv6header-c12
ip6tables -N ipv6header-c13
ip6tables -A ipv6header-c13 -m ipv6header --header auth,esp --soft
ip6tables -A FORWARD -j ipv6header-c13
ip6tables -N ipv6header-c14
ip6tables -A ipv6header-c14 -m ipv6header ! --header none --soft
ip6tables -A FORWARD -j ipv6header-c14
