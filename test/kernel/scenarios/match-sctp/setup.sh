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
iptables -N c1
iptables -A c1 -p sctp --chunk-types any I_DATA
iptables -A FORWARD -j c1
iptables -N c2
iptables -A c2 -p sctp --chunk-types any I_DATA:I
iptables -A FORWARD -j c2
iptables -N c3
iptables -A c3 -p sctp --chunk-types any I_DATA:i
iptables -A FORWARD -j c3
iptables -N c4
iptables -A c4 -p sctp --chunk-types any I_DATA:U
iptables -A FORWARD -j c4
iptables -N c5
iptables -A c5 -p sctp --chunk-types any DATA
iptables -A FORWARD -j c5
iptables -N c6
iptables -A c6 -p sctp --chunk-types any DATA:B
iptables -A FORWARD -j c6
iptables -N c7
iptables -A c7 -p sctp --chunk-types any DATA:b
iptables -A FORWARD -j c7
iptables -N c8
iptables -A c8 -p sctp --chunk-types any DATA:BE
iptables -A FORWARD -j c8
iptables -N c9
iptables -A c9 -p sctp --chunk-types any DATA:Be
iptables -A FORWARD -j c9
iptables -N c10
iptables -A c10 -p sctp --chunk-types all DATA
iptables -A FORWARD -j c10
iptables -N c11
iptables -A c11 -p sctp --chunk-types all DATA,INIT
iptables -A FORWARD -j c11
iptables -N c12
iptables -A c12 -p sctp --chunk-types all DATA:B
iptables -A FORWARD -j c12
iptables -N c13
iptables -A c13 -p sctp --chunk-types only DATA
iptables -A FORWARD -j c13
iptables -N c14
iptables -A c14 -p sctp --chunk-types only DATA:B
iptables -A FORWARD -j c14
iptables -N c15
iptables -A c15 -p sctp --chunk-types only DATA,SACK,COOKIE_ECHO
iptables -A FORWARD -j c15
iptables -N c16
iptables -A c16 -p sctp ! --chunk-types any INIT
iptables -A FORWARD -j c16
iptables -N c17
iptables -A c17 -p sctp ! --chunk-types only DATA
iptables -A FORWARD -j c17
iptables -N c18
iptables -A c18 -p sctp ! --chunk-types all INIT,DATA
iptables -A FORWARD -j c18
iptables -N c19
iptables -A c19 -p sctp --chunk-types any ALL
iptables -A FORWARD -j c19
iptables -N c20
iptables -A c20 -p sctp --chunk-types all ALL
iptables -A FORWARD -j c20
iptables -N c21
iptables -A c21 -p sctp --chunk-types only ALL
iptables -A FORWARD -j c21
iptables -N c22
iptables -A c22 -p sctp --chunk-types any NONE
iptables -A FORWARD -j c22
iptables -N c23
iptables -A c23 -p sctp --chunk-types all NONE
iptables -A FORWARD -j c23
iptables -N c24
iptables -A c24 -p sctp --chunk-types only NONE
iptables -A FORWARD -j c24
iptables -N c25
iptables -A c25 -p sctp --chunk-types any ABORT:T
iptables -A FORWARD -j c25
iptables -N c26
iptables -A c26 -p sctp --chunk-types any ABORT:t
iptables -A FORWARD -j c26
iptables -N c27
iptables -A c27 -p sctp --chunk-types any SHUTDOWN_COMPLETE:T
iptables -A FORWARD -j c27
iptables -N c28
iptables -A c28 -p sctp --chunk-types any DATA:I
iptables -A FORWARD -j c28
iptables -N c29
iptables -A c29 -p sctp --dport 80
iptables -A FORWARD -j c29
iptables -N c30
iptables -A c30 -p sctp ! --dport 80
iptables -A FORWARD -j c30
iptables -N c31
iptables -A c31 -p sctp --sport 5
iptables -A FORWARD -j c31
iptables -N c32
iptables -A c32 -p sctp ! --sport 0:65535
iptables -A FORWARD -j c32
iptables -N c33
iptables -A c33 -p sctp -m sctp
iptables -A FORWARD -j c33
iptables -N c34
iptables -A c34 -p sctp --dport 80 --chunk-types any DATA:i
iptables -A FORWARD -j c34
iptables -N c35
iptables -A c35 -p sctp --chunk-types any DATA:I,I_DATA:B,ABORT:T,SHUTDOWN_COMPLETE:t
iptables -A FORWARD -j c35
ip6tables -N c1
ip6tables -A c1 -p sctp --chunk-types any I_DATA
ip6tables -A FORWARD -j c1
ip6tables -N c2
ip6tables -A c2 -p sctp --chunk-types any I_DATA:I
ip6tables -A FORWARD -j c2
ip6tables -N c3
ip6tables -A c3 -p sctp --chunk-types any I_DATA:i
ip6tables -A FORWARD -j c3
ip6tables -N c4
ip6tables -A c4 -p sctp --chunk-types any I_DATA:U
ip6tables -A FORWARD -j c4
ip6tables -N c5
ip6tables -A c5 -p sctp --chunk-types any DATA
ip6tables -A FORWARD -j c5
ip6tables -N c6
ip6tables -A c6 -p sctp --chunk-types any DATA:B
ip6tables -A FORWARD -j c6
ip6tables -N c7
ip6tables -A c7 -p sctp --chunk-types any DATA:b
ip6tables -A FORWARD -j c7
ip6tables -N c8
ip6tables -A c8 -p sctp --chunk-types any DATA:BE
ip6tables -A FORWARD -j c8
ip6tables -N c9
ip6tables -A c9 -p sctp --chunk-types any DATA:Be
ip6tables -A FORWARD -j c9
ip6tables -N c10
ip6tables -A c10 -p sctp --chunk-types all DATA
ip6tables -A FORWARD -j c10
ip6tables -N c11
ip6tables -A c11 -p sctp --chunk-types all DATA,INIT
ip6tables -A FORWARD -j c11
ip6tables -N c12
ip6tables -A c12 -p sctp --chunk-types all DATA:B
ip6tables -A FORWARD -j c12
ip6tables -N c13
ip6tables -A c13 -p sctp --chunk-types only DATA
ip6tables -A FORWARD -j c13
ip6tables -N c14
ip6tables -A c14 -p sctp --chunk-types only DATA:B
ip6tables -A FORWARD -j c14
ip6tables -N c15
ip6tables -A c15 -p sctp --chunk-types only DATA,SACK,COOKIE_ECHO
ip6tables -A FORWARD -j c15
ip6tables -N c16
ip6tables -A c16 -p sctp ! --chunk-types any INIT
ip6tables -A FORWARD -j c16
ip6tables -N c17
ip6tables -A c17 -p sctp ! --chunk-types only DATA
ip6tables -A FORWARD -j c17
ip6tables -N c18
ip6tables -A c18 -p sctp ! --chunk-types all INIT,DATA
ip6tables -A FORWARD -j c18
ip6tables -N c19
ip6tables -A c19 -p sctp --chunk-types any ALL
ip6tables -A FORWARD -j c19
ip6tables -N c20
ip6tables -A c20 -p sctp --chunk-types all ALL
ip6tables -A FORWARD -j c20
ip6tables -N c21
ip6tables -A c21 -p sctp --chunk-types only ALL
ip6tables -A FORWARD -j c21
ip6tables -N c22
ip6tables -A c22 -p sctp --chunk-types any NONE
ip6tables -A FORWARD -j c22
ip6tables -N c23
ip6tables -A c23 -p sctp --chunk-types all NONE
ip6tables -A FORWARD -j c23
ip6tables -N c24
ip6tables -A c24 -p sctp --chunk-types only NONE
ip6tables -A FORWARD -j c24
ip6tables -N c25
ip6tables -A c25 -p sctp --chunk-types any ABORT:T
ip6tables -A FORWARD -j c25
ip6tables -N c26
ip6tables -A c26 -p sctp --chunk-types any ABORT:t
ip6tables -A FORWARD -j c26
ip6tables -N c27
ip6tables -A c27 -p sctp --chunk-types any SHUTDOWN_COMPLETE:T
ip6tables -A FORWARD -j c27
ip6tables -N c28
ip6tables -A c28 -p sctp --chunk-types any DATA:I
ip6tables -A FORWARD -j c28
ip6tables -N c29
ip6tables -A c29 -p sctp --dport 80
ip6tables -A FORWARD -j c29
ip6tables -N c30
ip6tables -A c30 -p sctp ! --dport 80
ip6tables -A FORWARD -j c30
ip6tables -N c31
ip6tables -A c31 -p sctp --sport 5
ip6tables -A FORWARD -j c31
ip6tables -N c32
ip6tables -A c32 -p sctp ! --sport 0:65535
ip6tables -A FORWARD -j c32
ip6tables -N c33
ip6tables -A c33 -p sctp -m sctp
ip6tables -A FORWARD -j c33
ip6tables -N c34
ip6tables -A c34 -p sctp --dport 80 --chunk-types any DATA:i
ip6tables -A FORWARD -j c34
ip6tables -N c35
ip6tables -A c35 -p sctp --chunk-types any DATA:I,I_DATA:B,ABORT:T,SHUTDOWN_COMPLETE:t
ip6tables -A FORWARD -j c35
