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
ipset create t hash:ip timeout 2 counters
ipset add t 10.0.0.5 timeout 1
ipset add t 10.0.0.6
ipset add t 10.0.0.7 timeout 0
ipset create l list:set timeout 1
ipset add l t
ipset create b bitmap:ip,mac range 10.0.0.0/24 timeout 1
ipset add b 10.0.0.5
iptables -A FORWARD -m set --match-set t src
iptables -A FORWARD -m set --match-set l src
iptables -A FORWARD -m set --match-set b src,src
iptables -A FORWARD -p tcp -j SET --add-set t src --exist --timeout 1
