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
ipset create a hash:ip counters skbinfo
ipset add a 10.0.0.5 skbmark 0x7
ipset create n hash:net counters
ipset add n 10.0.0.0/24
ipset create p hash:ip,port counters
ipset add p 10.0.0.5,udp:53
ipset create v6 hash:ip family inet6 counters
ipset add v6 2001:db8:1::5
ipset create l list:set counters skbinfo
ipset add l p
ipset add l a before p
ipset add l n after a skbmark 0x9/0xf
ipset add l v6
ipset create m list:set timeout 300
ipset add m n timeout 0
ipset add m p
iptables -A FORWARD -m set --match-set l src
iptables -A FORWARD -m set --match-set l src,dst
iptables -A FORWARD -m set --match-set l src ! --update-counters
iptables -A FORWARD -m set --match-set l src ! --update-subcounters
iptables -A FORWARD -m set --match-set l src --packets-gt 3
iptables -A FORWARD -m set --match-set m src
iptables -A FORWARD -m set ! --match-set m dst
ip6tables -A FORWARD -m set --match-set l src
iptables -t mangle -A FORWARD -j SET --map-set l src --map-mark
ip6tables -t mangle -A FORWARD -j SET --map-set l src --map-mark
