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

iptables -A FORWARD -m iprange --src-range 10.0.0.5-10.0.0.6
iptables -A FORWARD -m iprange --dst-range 203.0.113.9-203.0.113.9
iptables -A FORWARD -m iprange ! --src-range 10.0.0.6-10.0.0.255 \
  --dst-range 203.0.113.0-203.0.113.10
iptables -A FORWARD -m mac --mac-source 02:00:00:00:00:fe
iptables -A FORWARD -m mac ! --mac-source 02:00:00:00:00:fe
iptables -A INPUT -m mac --mac-source 02:00:00:00:00:aa
ip6tables -A FORWARD -m iprange --src-range 2001:db8:1::5-2001:db8:1::6
ip6tables -A FORWARD -m iprange ! --dst-range 2001:db8:9::-2001:db8:9::9
ip6tables -A FORWARD -m mac --mac-source 02:00:00:00:00:aa
