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
ipset create i hash:net,iface
ipset add i 10.0.0.0/24,eth1
ipset add i 192.0.2.0/24,eth0
ipset create p hash:ip,port counters
ipset add p 192.0.2.1,udp:53
ipset create m hash:ip skbinfo
ipset add m 10.0.0.5 skbmark 0x3 skbprio 1:3 skbqueue 0
ipset create mac bitmap:ip,mac range 10.0.0.0/24
ipset add mac 10.0.0.5
iptables -A INPUT -m set --match-set i src,src
iptables -A INPUT -m set --match-set i src,dst
iptables -A INPUT -m set --match-set p dst,dst
iptables -A INPUT -m set --match-set mac src,dst
iptables -A OUTPUT -m set --match-set i dst,dst
iptables -A OUTPUT -m set --match-set p src,src
iptables -A OUTPUT -m set --match-set mac dst,dst
iptables -t mangle -A OUTPUT -j SET --map-set m dst --map-mark --map-prio --map-queue
iptables -t mangle -A PREROUTING -j SET --map-set m src --map-mark
