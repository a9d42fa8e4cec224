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

iptables -t mangle -A FORWARD -p udp --dport 1 -j HMARK --hmark-tuple src,dst --hmark-mod 1000 --hmark-rnd 0xabcd
iptables -t mangle -A FORWARD -p udp --dport 2 -j HMARK --hmark-tuple src,dst,sport,dport --hmark-mod 65536 --hmark-offset 7 --hmark-rnd 1
iptables -t mangle -A FORWARD -p udp --dport 3 -j HMARK --hmark-tuple sport --hmark-mod 65536 --hmark-rnd 2
iptables -t mangle -A FORWARD -p udp --dport 4 -j HMARK --hmark-src-prefix 24 --hmark-dst-prefix 8 --hmark-proto-mask 255 --hmark-mod 99 --hmark-rnd 3
iptables -t mangle -A FORWARD -p udp --dport 5 -j HMARK --hmark-tuple src,dst --hmark-sport-mask 0xff00 --hmark-dport 5 --hmark-mod 4294967295 --hmark-rnd 3
iptables -t mangle -A FORWARD -p udp --dport 6 -j HMARK --hmark-tuple ct,src,dst,sport,dport --hmark-mod 65536 --hmark-rnd 9
iptables -t mangle -A FORWARD -p esp -j HMARK --hmark-tuple src,spi --hmark-mod 65536 --hmark-rnd 4
iptables -t mangle -A FORWARD -p ah -j HMARK --hmark-tuple src,spi --hmark-mod 65536 --hmark-rnd 4
ip6tables -t mangle -A FORWARD -p udp --dport 1 -j HMARK --hmark-tuple src,dst --hmark-mod 1000 --hmark-rnd 0xabcd
ip6tables -t mangle -A FORWARD -p udp --dport 2 -j HMARK --hmark-tuple src,dst,sport,dport --hmark-mod 65536 --hmark-offset 7 --hmark-rnd 1
ip6tables -t mangle -A FORWARD -p udp --dport 3 -j HMARK --hmark-tuple sport --hmark-mod 65536 --hmark-rnd 2
ip6tables -t mangle -A FORWARD -p udp --dport 4 -j HMARK --hmark-src-prefix 24 --hmark-dst-prefix 8 --hmark-proto-mask 255 --hmark-mod 99 --hmark-rnd 3
ip6tables -t mangle -A FORWARD -p udp --dport 5 -j HMARK --hmark-tuple src,dst --hmark-sport-mask 0xff00 --hmark-dport 5 --hmark-mod 4294967295 --hmark-rnd 3
ip6tables -t mangle -A FORWARD -p udp --dport 6 -j HMARK --hmark-tuple ct,src,dst,sport,dport --hmark-mod 65536 --hmark-rnd 9
ip6tables -t mangle -A FORWARD -p esp -j HMARK --hmark-tuple src,spi --hmark-mod 65536 --hmark-rnd 4
ip6tables -t mangle -A FORWARD -p ah -j HMARK --hmark-tuple src,spi --hmark-mod 65536 --hmark-rnd 4
iptables -t mangle -A FORWARD -p icmp -j HMARK --hmark-tuple src,dst,sport,dport --hmark-mod 65536 --hmark-rnd 1
ip6tables -t mangle -A FORWARD -p icmpv6 -j HMARK --hmark-tuple src,dst,sport,dport --hmark-mod 65536 --hmark-rnd 1
iptables -t mangle -A PREROUTING -p tcp -j HMARK --hmark-tuple src,dst,sport,dport --hmark-proto-mask 0xff --hmark-mod 65536 --hmark-rnd 1
ip6tables -t mangle -A PREROUTING -p tcp -j HMARK --hmark-tuple src,dst,sport,dport --hmark-proto-mask 0xff --hmark-mod 65536 --hmark-rnd 1
