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
ipset create ip hash:ip family inet6 timeout 100 counters netmask 64
ipset create net hash:net family inet6
ipset add net 2001:db8:5::/48 nomatch
ipset create port hash:ip,port family inet6 counters
ipset create bp bitmap:port range 1-100 counters
ipset create four hash:ip
ipset create l list:set
ipset add l four
ipset add l ip
ip6tables -A FORWARD -j SET --add-set ip src
ip6tables -A FORWARD -j SET --add-set net dst
ip6tables -A FORWARD -j SET --add-set port dst,dst --exist
ip6tables -A FORWARD -j SET --add-set bp dst --exist
ip6tables -A FORWARD -j SET --add-set l dst
iptables -A FORWARD -j SET --add-set l dst
iptables -A FORWARD -j SET --add-set bp src
