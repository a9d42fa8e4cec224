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
iptables -t mangle -A PREROUTING -j MARK --set-mark 0x0f0f1234
iptables -t mangle -A PREROUTING -p udp --dport 1 -j CONNMARK --set-mark 0xffffffff --left-shift-mark 4
iptables -t mangle -A PREROUTING -p udp --dport 2 -j CONNMARK --set-mark 0xffffffff --right-shift-mark 4
iptables -t mangle -A PREROUTING -p udp --dport 3 -j CONNMARK --save-mark --nfmask 0xff00 --ctmask 0xffff --left-shift-mark 8
iptables -t mangle -A PREROUTING -p udp --dport 4 -j CONNMARK --set-mark 0xabcd1234
iptables -t mangle -A PREROUTING -p udp --dport 4 -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xffff --right-shift-mark 8
iptables -t mangle -A PREROUTING -p udp --dport 5 -j CONNMARK --set-mark 0xabcd1234
iptables -t mangle -A PREROUTING -p udp --dport 5 -j CONNMARK --xor-mark 0xff --left-shift-mark 31
iptables -t mangle -A PREROUTING -p udp --dport 6 -j CONNMARK --save-mark --mask 0xff00
iptables -t mangle -A PREROUTING -p udp --dport 6 -j CONNMARK --and-mark 0xf00
ip6tables -t mangle -A PREROUTING -j MARK --set-mark 0x0f0f1234
ip6tables -t mangle -A PREROUTING -p udp --dport 1 -j CONNMARK --set-mark 0xffffffff --left-shift-mark 4
ip6tables -t mangle -A PREROUTING -p udp --dport 2 -j CONNMARK --set-mark 0xffffffff --right-shift-mark 4
ip6tables -t mangle -A PREROUTING -p udp --dport 3 -j CONNMARK --save-mark --nfmask 0xff00 --ctmask 0xffff --left-shift-mark 8
ip6tables -t mangle -A PREROUTING -p udp --dport 4 -j CONNMARK --set-mark 0xabcd1234
ip6tables -t mangle -A PREROUTING -p udp --dport 4 -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xffff --right-shift-mark 8
ip6tables -t mangle -A PREROUTING -p udp --dport 5 -j CONNMARK --set-mark 0xabcd1234
ip6tables -t mangle -A PREROUTING -p udp --dport 5 -j CONNMARK --xor-mark 0xff --left-shift-mark 31
ip6tables -t mangle -A PREROUTING -p udp --dport 6 -j CONNMARK --save-mark --mask 0xff00
ip6tables -t mangle -A PREROUTING -p udp --dport 6 -j CONNMARK --and-mark 0xf00
