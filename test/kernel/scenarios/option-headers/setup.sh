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

ip6tables -N hbh-c1
ip6tables -A hbh-c1 -m hbh 
ip6tables -A FORWARD -j hbh-c1
ip6tables -N hbh-c2
ip6tables -A hbh-c2 -m hbh --hbh-len 8
ip6tables -A FORWARD -j hbh-c2
ip6tables -N hbh-c3
ip6tables -A hbh-c3 -m hbh ! --hbh-len 8
ip6tables -A FORWARD -j hbh-c3
ip6tables -N hbh-c4
ip6tables -A hbh-c4 -m hbh --hbh-opts 1:4
ip6tables -A FORWARD -j hbh-c4
ip6tables -N hbh-c5
ip6tables -A hbh-c5 -m hbh --hbh-opts 1
ip6tables -A FORWARD -j hbh-c5
ip6tables -N hbh-c6
ip6tables -A hbh-c6 -m hbh --hbh-opts 30
ip6tables -A FORWARD -j hbh-c6
ip6tables -N hbh-c7
ip6tables -A hbh-c7 -m hbh --hbh-opts 0,0,30
ip6tables -A FORWARD -j hbh-c7
ip6tables -N hbh-c8
ip6tables -A hbh-c8 -m hbh --hbh-opts 0,0,30:2
ip6tables -A FORWARD -j hbh-c8
ip6tables -N hbh-c9
ip6tables -A hbh-c9 -m hbh --hbh-len 16 --hbh-opts 30:4,1
ip6tables -A FORWARD -j hbh-c9
ip6tables -N hbh-c10
ip6tables -A hbh-c10 -m hbh --hbh-opts 30:4,1,0
ip6tables -A FORWARD -j hbh-c10
ip6tables -N dst-c1
ip6tables -A dst-c1 -m dst 
ip6tables -A FORWARD -j dst-c1
ip6tables -N dst-c2
ip6tables -A dst-c2 -m dst --dst-len 8
ip6tables -A FORWARD -j dst-c2
ip6tables -N dst-c3
ip6tables -A dst-c3 -m dst ! --dst-len 8
ip6tables -A FORWARD -j dst-c3
ip6tables -N dst-c4
ip6tables -A dst-c4 -m dst --dst-opts 1:4
ip6tables -A FORWARD -j dst-c4
ip6tables -N dst-c5
ip6tables -A dst-c5 -m dst --dst-opts 1,0
ip6tables -A FORWARD -j dst-c5
ip6tables -N dst-c6
ip6tables -A dst-c6 -m dst --dst-opts 1
ip6tables -A FORWARD -j dst-c6
ip6tables -N dst-c7
ip6tables -A dst-c7 -m dst --dst-opts 1:9
ip6tables -A FORWARD -j dst-c7
ip6tables -N dst-c8
ip6tables -A dst-c8 -m dst --dst-opts 1:1,1
ip6tables -A FORWARD -j dst-c8
ip6tables -N dst-c9
ip6tables -A dst-c9 -m dst --dst-opts 30:2,30:2,30:2
ip6tables -A FORWARD -j dst-c9
ip6tables -N dst-c10
ip6tables -A dst-c10 -m dst --dst-opts 30,30,30:1
ip6tables -A FORWARD -j dst-c10
ip6tables -N dst-c11
ip6tables -A dst-c11 -m dst --dst-opts 1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1
ip6tables -A FORWARD -j dst-c11
