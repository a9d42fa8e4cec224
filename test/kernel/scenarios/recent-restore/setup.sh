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

iptables -A FORWARD -m recent --rcheck --name kept -j DROP
iptables -A FORWARD -m recent --rcheck --name lost -j DROP
echo +10.0.0.5 > /proc/net/xt_recent/kept
echo +10.0.0.6 > /proc/net/xt_recent/lost
iptables-restore <<'EOF'
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A FORWARD -m recent --rcheck --name kept --rsource -j DROP
COMMIT
EOF
iptables -A FORWARD -m recent --rcheck --name lost -j DROP
iptables -A FORWARD -m recent --rcheck --hitcount 20 --name kept
