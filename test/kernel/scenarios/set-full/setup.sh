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
ipset create full hash:ip maxelem 2 hashsize 64 initval 1
ipset add full 1.1.1.1
ipset create force hash:ip maxelem 2 hashsize 64 initval 1 forceadd counters
ipset add force 1.1.1.1
ipset create nets hash:net maxelem 2 hashsize 64 initval 1 timeout 100
ipset add nets 1.1.1.0/24
ipset create bucket hash:ip,port hashsize 64 initval 1 bucketsize 2
iptables -A FORWARD -j SET --add-set full src
iptables -A FORWARD -j SET --add-set full dst --exist
iptables -A FORWARD -j SET --add-set force src
iptables -A FORWARD -j SET --add-set force dst
iptables -A FORWARD -j SET --add-set nets src
iptables -A FORWARD -j SET --add-set nets dst
iptables -A FORWARD -j SET --add-set bucket dst,dst
iptables -A FORWARD -m set --match-set full src -m set --match-set force dst
