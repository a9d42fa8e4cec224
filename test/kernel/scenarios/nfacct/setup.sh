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

nfacct add plain
nfacct add three packet 3
nfacct add bytes byte 100
nfacct add none packet 0
nfacct add gone
nfacct del gone
nfacct add unused byte 0
nfacct restore <<'END'
{ pkts = 00000000000000000003, bytes = 00000000000000000600 } = restored;
END
iptables -A FORWARD -m nfacct --nfacct-name plain
iptables -A FORWARD -m nfacct --nfacct-name three
iptables -A FORWARD -m nfacct --nfacct-name bytes
iptables -A FORWARD -m nfacct --nfacct-name none
iptables -A FORWARD -m nfacct --nfacct-name restored
iptables -A FORWARD -p udp -m nfacct --nfacct-name bytes -j DROP
ip6tables -A FORWARD -m nfacct --nfacct-name plain
ip6tables -A FORWARD -m nfacct --nfacct-name three
ip6tables -A FORWARD -m nfacct --nfacct-name bytes
ip6tables -A FORWARD -m nfacct --nfacct-name none
ip6tables -A FORWARD -m nfacct --nfacct-name restored
ip6tables -A FORWARD -p udp -m nfacct --nfacct-name bytes -j DROP
