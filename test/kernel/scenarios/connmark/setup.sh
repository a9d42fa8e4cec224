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

iptables -t mangle -A PREROUTING -j CONNMARK --restore-mark
iptables -t mangle -A PREROUTING -p udp --dport 1 -j CONNMARK --set-mark 0x11
iptables -t mangle -A PREROUTING -p udp --dport 2 -j CONNMARK --set-xmark 0xab/0xff
iptables -t mangle -A PREROUTING -p udp --dport 3 -j MARK --set-mark 0x1234
iptables -t mangle -A PREROUTING -p udp --dport 3 \
  -j CONNMARK --save-mark --nfmask 0xff00 --ctmask 0xffff
iptables -t mangle -A PREROUTING -p udp --dport 4 -j CONNMARK --or-mark 0x4
iptables -t mangle -A PREROUTING -p udp --dport 5 -j MARK --set-mark 0xff
iptables -t mangle -A PREROUTING -p udp --dport 5 -j CONNMARK --save-mark --mask 0x0f
iptables -t mangle -A FORWARD -i eth0 -j CONNMARK --restore-mark --nfmask 0xf --ctmask 0xff
iptables -t mangle -A POSTROUTING -p udp --dport 4 -j CONNMARK --and-mark 0x3
iptables -t mangle -A POSTROUTING -p udp --dport 6 -j CONNMARK --xor-mark 0x66
ip6tables -t mangle -A PREROUTING -p tcp --syn -j CONNMARK --set-mark 6
ip6tables -t mangle -A PREROUTING -j CONNMARK --restore-mark
