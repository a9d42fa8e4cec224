ip link set eth0 up
ip link set eth1 up
ip link set ppp0 up
ip addr add 10.0.0.1/24 dev eth0
ip addr add 192.0.2.1/24 dev eth1
ip addr add 195.96.98.1/24 dev ppp0
ip route add default via 192.0.2.254 dev eth1
sysctl -qw net.ipv4.ip_forward=1
iptables -A PREROUTING -i eth0 -t mangle -p tcp --dport 25 \
  -j MARK --set-mark 1
echo 201 mail.out >> /etc/iproute2/rt_tables
ip rule add fwmark 1 table mail.out
ip route add default via 195.96.98.253 dev ppp0 table mail.out
iptables -t nat -A POSTROUTING -o ppp0 -j MASQUERADE
iptables -t nat -A POSTROUTING -o eth1 -j MASQUERADE
