ip link set eth0 up
ip link set eth1 up
ip link set eth2 up
ip addr add 2001:db8::1/64 dev eth0
ip6tables -t mangle -N own1
ip6tables -t mangle -A INPUT -d 2001:db8::/64 -j SNPT --src-pfx 2001:db8:1::/64 --dst-pfx 2001:db8::/32
ip6tables -t nat -A OUTPUT -d 2001:db8:2::/64 -m hbh --hbh-len 40 --hbh-opts 1:9 -j LOG --log-prefix "a: b " --log-tcp-sequence --log-uid
ip6tables -t filter -A FORWARD -p 99 -m addrtype ! --dst-type UNSPEC,LOCAL --limit-iface-in -j CONNMARK --set-mark 0x55/0xf
