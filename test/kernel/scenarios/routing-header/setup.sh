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

ip6tables -N rt-c1
ip6tables -A rt-c1 -m rt 
ip6tables -A FORWARD -j rt-c1
ip6tables -N rt-c2
ip6tables -A rt-c2 -m rt --rt-type 0
ip6tables -A FORWARD -j rt-c2
ip6tables -N rt-c3
ip6tables -A rt-c3 -m rt ! --rt-type 0
ip6tables -A FORWARD -j rt-c3
ip6tables -N rt-c4
ip6tables -A rt-c4 -m rt --rt-type 2
ip6tables -A FORWARD -j rt-c4
ip6tables -N rt-c5
ip6tables -A rt-c5 -m rt --rt-type 256
ip6tables -A FORWARD -j rt-c5
ip6tables -N rt-c6
ip6tables -A rt-c6 -m rt --rt-segsleft 1
ip6tables -A FORWARD -j rt-c6
ip6tables -N rt-c7
ip6tables -A rt-c7 -m rt ! --rt-segsleft 1:2
ip6tables -A FORWARD -j rt-c7
ip6tables -N rt-c8
ip6tables -A rt-c8 -m rt ! --rt-segsleft 0:4294967295
ip6tables -A FORWARD -j rt-c8
ip6tables -N rt-c9
ip6tables -A rt-c9 -m rt --rt-len 24
ip6tables -A FORWARD -j rt-c9
ip6tables -N rt-c10
ip6tables -A rt-c10 -m rt ! --rt-len 24
ip6tables -A FORWARD -j rt-c10
ip6tables -N rt-c11
ip6tables -A rt-c11 -m rt --rt-type 0 --rt-0-res
ip6tables -A FORWARD -j rt-c11
ip6tables -N rt-c12
ip6tables -A rt-c12 -m rt --rt-type 0 --rt-0-addrs 2001:db8::aa
ip6tables -A FORWARD -j rt-c12
ip6tables -N rt-c13
ip6tables -A rt-c13 -m rt --rt-type 0 --rt-0-addrs 2001:db8::aa,2001:db8::bb
ip6tables -A FORWARD -j rt-c13
ip6tables -N rt-c14
ip6tables -A rt-c14 -m rt --rt-type 0 --rt-0-addrs 2001:db8::bb --rt-0-not-strict
ip6tables -A FORWARD -j rt-c14
ip6tables -N rt-c15
ip6tables -A rt-c15 -m rt --rt-type 0 --rt-0-addrs 2001:db8::aa,2001:db8::bb --rt-0-not-strict
ip6tables -A FORWARD -j rt-c15
ip6tables -N rt-c16
ip6tables -A rt-c16 -m rt --rt-type 0 --rt-0-addrs 2001:db8::bb,2001:db8::aa --rt-0-not-strict
ip6tables -A FORWARD -j rt-c16
