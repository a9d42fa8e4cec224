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

ip6tables -A FORWARD -p udp --dport 53
ip6tables -A FORWARD -p tcp --syn
ip6tables -A FORWARD ! -p udp
ip6tables -A FORWARD -p 0
ip6tables -A FORWARD -p 59
ip6tables -A FORWARD -p 43
ip6tables -A FORWARD -p 44
ip6tables -A FORWARD -p 60
ip6tables -A FORWARD -p all
ip6tables -A FORWARD -m length --length 57:80
ip6tables -A FORWARD -m length --length 48
ip6tables -A FORWARD -m hl --hl-gt 62
ip6tables -A FORWARD -m tos --tos 0x20/0xe0
ip6tables -A FORWARD -m iprange --src-range 2001:db8:1::-2001:db8:1::5 --dst-range ::-ffff::
