ip link set eth0 up
ip link set eth1 up
ip link set eth2 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/24 dev eth1
ipset create s38 hash:net,port family inet hashsize 64 initval 1 forceadd
iptables -t filter -A INPUT -p icmp -m cgroup ! --cgroup 1 -m icmp ! --icmp-type redirect -j SET --add-set s38 dst,src
iptables -t filter -A OUTPUT -d 10.0.0.5 -o eth+ -j REJECT --reject-with icmp-host-prohibited
