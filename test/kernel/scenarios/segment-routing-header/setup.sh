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

ip6tables -N srh-c1
ip6tables -A srh-c1 -m srh 
ip6tables -A FORWARD -j srh-c1
ip6tables -N srh-c2
ip6tables -A srh-c2 -m srh --srh-next-hdr 17
ip6tables -A FORWARD -j srh-c2
ip6tables -N srh-c3
ip6tables -A srh-c3 -m srh ! --srh-next-hdr 17
ip6tables -A FORWARD -j srh-c3
ip6tables -N srh-c4
ip6tables -A srh-c4 -m srh --srh-hdr-len-eq 4
ip6tables -A FORWARD -j srh-c4
ip6tables -N srh-c5
ip6tables -A srh-c5 -m srh --srh-hdr-len-gt 2
ip6tables -A FORWARD -j srh-c5
ip6tables -N srh-c6
ip6tables -A srh-c6 -m srh ! --srh-hdr-len-lt 4
ip6tables -A FORWARD -j srh-c6
ip6tables -N srh-c7
ip6tables -A srh-c7 -m srh --srh-segs-left-eq 1
ip6tables -A FORWARD -j srh-c7
ip6tables -N srh-c8
ip6tables -A srh-c8 -m srh ! --srh-segs-left-gt 0
ip6tables -A FORWARD -j srh-c8
ip6tables -N srh-c9
ip6tables -A srh-c9 -m srh --srh-segs-left-lt 1
ip6tables -A FORWARD -j srh-c9
ip6tables -N srh-c10
ip6tables -A srh-c10 -m srh --srh-last-entry-eq 1
ip6tables -A FORWARD -j srh-c10
ip6tables -N srh-c11
ip6tables -A srh-c11 -m srh --srh-last-entry-gt 0
ip6tables -A FORWARD -j srh-c11
ip6tables -N srh-c12
ip6tables -A srh-c12 -m srh ! --srh-last-entry-lt 1
ip6tables -A FORWARD -j srh-c12
ip6tables -N srh-c13
ip6tables -A srh-c13 -m srh --srh-tag 7
ip6tables -A FORWARD -j srh-c13
ip6tables -N srh-c14
ip6tables -A srh-c14 -m srh ! --srh-tag 7
ip6tables -A FORWARD -j srh-c14
ip6tables -N srh-c15
ip6tables -A srh-c15 -m srh --srh-psid 2001:db8::bb
ip6tables -A FORWARD -j srh-c15
ip6tables -N srh-c16
ip6tables -A srh-c16 -m srh ! --srh-psid 2001:db8::bb
ip6tables -A FORWARD -j srh-c16
ip6tables -N srh-c17
ip6tables -A srh-c17 -m srh --srh-nsid 2001:db8::/64
ip6tables -A FORWARD -j srh-c17
ip6tables -N srh-c18
ip6tables -A srh-c18 -m srh ! --srh-nsid 2001:db8::aa
ip6tables -A FORWARD -j srh-c18
ip6tables -N srh-c19
ip6tables -A srh-c19 -m srh --srh-lsid 2001:db8::aa
ip6tables -A FORWARD -j srh-c19
ip6tables -N srh-c20
ip6tables -A srh-c20 -m srh ! --srh-lsid 2001:db8::aa
ip6tables -A FORWARD -j srh-c20
