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
iptables -A FORWARD -m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 0xdeadbeef
iptables -A FORWARD -m cluster --cluster-total-nodes 2 --cluster-local-node 2 --cluster-hash-seed 0xdeadbeef
iptables -A FORWARD -m cluster --cluster-total-nodes 5 --cluster-local-nodemask 0x15 --cluster-hash-seed 7
iptables -A FORWARD -m cluster --cluster-total-nodes 5 ! --cluster-local-nodemask 0x15 --cluster-hash-seed 7
iptables -A FORWARD -m cluster --cluster-total-nodes 1 --cluster-local-node 1 --cluster-hash-seed 0
iptables -t raw -A PREROUTING -p udp --dport 9 -j NOTRACK
ip6tables -A FORWARD -m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 0xdeadbeef
ip6tables -A FORWARD -m cluster --cluster-total-nodes 2 --cluster-local-node 2 --cluster-hash-seed 0xdeadbeef
ip6tables -A FORWARD -m cluster --cluster-total-nodes 5 --cluster-local-nodemask 0x15 --cluster-hash-seed 7
ip6tables -A FORWARD -m cluster --cluster-total-nodes 5 ! --cluster-local-nodemask 0x15 --cluster-hash-seed 7
ip6tables -A FORWARD -m cluster --cluster-total-nodes 1 --cluster-local-node 1 --cluster-hash-seed 0
ip6tables -t raw -A PREROUTING -p udp --dport 9 -j NOTRACK
