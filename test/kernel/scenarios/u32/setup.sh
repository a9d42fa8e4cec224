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

iptables -A FORWARD -m u32 --u32 "6&0xFF=17"
iptables -A FORWARD -m u32 --u32 "12=0x0a000005,0x0a000006:0x0a000008"
iptables -A FORWARD -m u32 ! --u32 "12=0x0a000005"
iptables -A FORWARD -m u32 --u32 "0>>22&0x3C@0>>16=1:10&&16=0xcb007109"
iptables -A FORWARD -m u32 --u32 "0>>22&0x3C@0&0xffff=53"
iptables -A FORWARD -m u32 --u32 "0>>22&0x3C@8=0x61626364"
iptables -A FORWARD -m u32 --u32 "0>>22&0x3C@8@0=0"
iptables -A FORWARD -m u32 --u32 "28=0:0xffffffff"
iptables -A FORWARD -m u32 --u32 "29=0:0xffffffff"
iptables -A FORWARD -m u32 ! --u32 "29=0:0xffffffff"
iptables -A FORWARD -m u32 --u32 "0>>22&0x3C@4=0:0xffffffff"
iptables -A FORWARD -m u32 --u32 "0>>22&0x3C@9=0:0xffffffff"
iptables -A FORWARD -m u32 --u32 "0=5:1"
iptables -A FORWARD -m u32 --u32 "4294967295=0:0xffffffff"
iptables -A FORWARD -m u32 --u32 "0@4=0:0xffffffff"
iptables -A FORWARD -m u32 --u32 "0&0@4294967292=0:0xffffffff"
ip6tables -A FORWARD -m u32 --u32 "4&0xff00=0x1100"
ip6tables -A FORWARD -m u32 --u32 "40&0xffff=53&&48=0x61626364"
