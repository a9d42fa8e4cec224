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

# a comment, then variables
LAN=10.0.0.0/24
WAN="eth0"
IPT=iptables
iptables -A FORWARD -s $LAN -o "$WAN" -j ACCEPT   # behind a command
$IPT -A FORWARD \
    -d ${LAN} \
    -i $WAN -m comment --comment 'single $LAN "quotes"' -j ACCEPT
iptables -A INPUT -m comment --comment "a \"quoted\" word" -j LOG --log-prefix "with space: "
ip6tables-restore <<'EOT'
# a dump
*mangle
:PREROUTING ACCEPT [0:0]
:mine - [0:0]
-A PREROUTING -j mine
-A mine -m comment --comment "two words" -j MARK --set-mark 1
COMMIT
*filter
:INPUT DROP [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -p ipv6-icmp -j ACCEPT
COMMIT
EOT
iptables-restore --noflush <<EOT
*filter
-I FORWARD 1 -s $LAN -p icmp -j DROP
COMMIT
EOT
