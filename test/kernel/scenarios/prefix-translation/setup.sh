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

ip6tables -t mangle -A POSTROUTING -o eth0 -s 2001:db8:1::/64 -j SNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:77::/48
ip6tables -t mangle -A PREROUTING -i eth0 -d 2001:db8:77::/48 -j DNPT --src-pfx 2001:db8:77::/48 --dst-pfx 2001:db8:1::/48
ip6tables -t mangle -A POSTROUTING -o eth0 -s 2001:db8:3::/48 -j SNPT --src-pfx 2001:db8:3::/56 --dst-pfx 2001:db8:78:ff00::/60
ip6tables -t mangle -A POSTROUTING -o eth0 -s 2001:db8:4::/48 -j SNPT --src-pfx 2001:db8::/32 --dst-pfx 2001:dc8::/30
ip6tables -t mangle -A INPUT -s 2001:db8:9::9 -j SNPT --src-pfx 2001:db8:9::/48 --dst-pfx 2001:db8:6::/48
ip6tables -t mangle -A OUTPUT -d 2001:db8:77::/48 -j DNPT --src-pfx 2001:db8:77::/48 --dst-pfx 2001:db8:1::/48
ip6tables -A FORWARD
