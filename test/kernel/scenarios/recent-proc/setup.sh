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
iptables -A FORWARD -m recent --rcheck --name gate -j ACCEPT
ip6tables -A FORWARD -m recent --rcheck --name gate -j ACCEPT
iptables -A FORWARD -m recent --rcheck --name gate --rttl
iptables -A FORWARD -m recent --update --hitcount 3 --name twice
iptables -A FORWARD -m recent --rcheck --name emptied
iptables -P FORWARD DROP
ip6tables -P FORWARD DROP
echo +10.0.0.5 > /proc/net/xt_recent/gate
echo +10.0.0.6 > /proc/net/xt_recent/gate
echo -10.0.0.5 > /proc/net/xt_recent/gate
echo +2001:db8:1::5 > /proc/net/xt_recent/gate
echo +10.0.0.5 > /proc/net/xt_recent/twice
echo +10.0.0.5 > /proc/net/xt_recent/twice
echo +10.0.0.5 > /proc/net/xt_recent/twice
echo +10.0.0.5 > /proc/net/xt_recent/emptied
echo / > /proc/net/xt_recent/emptied
