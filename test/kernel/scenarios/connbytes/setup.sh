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
iptables -A FORWARD -m connbytes --connbytes 3 --connbytes-dir both --connbytes-mode packets
iptables -A FORWARD -m connbytes --connbytes 2:3 --connbytes-dir original --connbytes-mode packets
iptables -A FORWARD -m connbytes ! --connbytes 2:3 --connbytes-dir original --connbytes-mode packets
iptables -A FORWARD -m connbytes --connbytes :1 --connbytes-dir reply --connbytes-mode packets
iptables -A FORWARD -m connbytes --connbytes 200: --connbytes-dir both --connbytes-mode bytes
iptables -A FORWARD -m connbytes ! --connbytes 200: --connbytes-dir reply --connbytes-mode bytes
iptables -A FORWARD -m connbytes --connbytes 60:100 --connbytes-dir both --connbytes-mode avgpkt
iptables -A FORWARD -m connbytes --connbytes 60:100 --connbytes-dir reply --connbytes-mode avgpkt
iptables -A FORWARD -m connbytes --connbytes :59 --connbytes-dir original --connbytes-mode avgpkt
iptables -t raw -A PREROUTING -m connbytes --connbytes 0 --connbytes-dir both --connbytes-mode packets
iptables -t mangle -A POSTROUTING -m connbytes --connbytes 0 --connbytes-dir both --connbytes-mode packets
ip6tables -A FORWARD -m connbytes --connbytes 3 --connbytes-dir both --connbytes-mode packets
ip6tables -A FORWARD -m connbytes --connbytes 2:3 --connbytes-dir original --connbytes-mode packets
ip6tables -A FORWARD -m connbytes ! --connbytes 2:3 --connbytes-dir original --connbytes-mode packets
ip6tables -A FORWARD -m connbytes --connbytes :1 --connbytes-dir reply --connbytes-mode packets
ip6tables -A FORWARD -m connbytes --connbytes 200: --connbytes-dir both --connbytes-mode bytes
ip6tables -A FORWARD -m connbytes ! --connbytes 200: --connbytes-dir reply --connbytes-mode bytes
ip6tables -A FORWARD -m connbytes --connbytes 60:100 --connbytes-dir both --connbytes-mode avgpkt
ip6tables -A FORWARD -m connbytes --connbytes 60:100 --connbytes-dir reply --connbytes-mode avgpkt
ip6tables -A FORWARD -m connbytes --connbytes :59 --connbytes-dir original --connbytes-mode avgpkt
ip6tables -t raw -A PREROUTING -m connbytes --connbytes 0 --connbytes-dir both --connbytes-mode packets
ip6tables -t mangle -A POSTROUTING -m connbytes --connbytes 0 --connbytes-dir both --connbytes-mode packets
