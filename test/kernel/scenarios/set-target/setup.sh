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
ipset create ip hash:ip timeout 100 counters
ipset create ip24 hash:ip netmask 24
ipset create net hash:net counters
ipset add net 10.1.0.0/16
ipset create net0 hash:net,iface
ipset add net0 0.0.0.0/0,eth5
ipset create empty hash:net
ipset create port hash:ip,port timeout 50
ipset create ppi hash:ip,port,ip counters
ipset create ppn hash:ip,port,net
ipset create np hash:net,port
ipset add np 1.0.0.0/20,1
ipset create ni hash:net,iface counters
ipset create bi bitmap:ip range 10.0.0.0/28 timeout 0
ipset create bm bitmap:ip,mac range 10.0.0.0/24 timeout 77
ipset add bm 10.0.0.5
ipset create bp bitmap:port range 1-100 counters
ipset create l list:set
ipset add l bi
ipset add l ip24
ipset create gone hash:ip
ipset add gone 10.0.0.0/28
ipset add gone 203.0.113.9
iptables -A FORWARD -j SET --add-set ip src
iptables -A FORWARD -j SET --add-set ip src --exist --timeout 500
iptables -A FORWARD -j SET --add-set ip dst --timeout 0
iptables -A FORWARD -j SET --add-set ip24 src
iptables -A FORWARD -j SET --add-set net src
iptables -A FORWARD -j SET --add-set net0 src,src
iptables -A FORWARD -j SET --add-set empty dst
iptables -A FORWARD -j SET --add-set port src,src
iptables -A FORWARD -j SET --add-set port dst,dst --exist
iptables -A FORWARD -j SET --add-set port src
iptables -A FORWARD -j SET --add-set ppi src,dst,dst
iptables -A FORWARD -j SET --add-set ppn src,dst,dst
iptables -A FORWARD -j SET --add-set np src,dst
iptables -A FORWARD -j SET --add-set ni src,src
iptables -A FORWARD -j SET --add-set ni src,dst --exist
iptables -A FORWARD -j SET --add-set bi src
iptables -A FORWARD -j SET --add-set bm src,src
iptables -A FORWARD -j SET --add-set bp dst
iptables -A FORWARD -j SET --add-set l src
iptables -A FORWARD -p udp -j SET --del-set gone src
iptables -A FORWARD -p udp -j SET --add-set gone dst --del-set gone dst
iptables -A PREROUTING -t raw -j SET --add-set ni dst,src
iptables -A POSTROUTING -t mangle -j SET --add-set ni dst,dst --exist
