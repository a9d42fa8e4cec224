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
iptables -A FORWARD -m bpf --bytecode "4,48 0 0 9,21 0 1 17,6 0 0 1,6 0 0 0"
iptables -A FORWARD -m bpf --bytecode "5,177 0 0 0,72 0 0 2,21 0 1 53,6 0 0 1,6 0 0 0"
iptables -A FORWARD -m bpf --bytecode "4,48 0 0 6,21 0 1 17,6 0 0 1,6 0 0 0"
iptables -A FORWARD -m bpf --bytecode "4,40 0 0 42,21 0 1 53,6 0 0 1,6 0 0 0"
iptables -A FORWARD -m bpf --bytecode "2,32 0 0 1000,6 0 0 1"
iptables -A FORWARD -m bpf --bytecode "4,128 0 0 0,21 0 1 36,6 0 0 1,6 0 0 0"
iptables -A FORWARD -m bpf --bytecode "3,129 0 0 0,135 0 0 0,22 0 0 0"
iptables -A FORWARD -m bpf --bytecode "8,0 0 0 7,2 0 0 3,1 0 0 5,96 0 0 3,44 0 0 0,21 0 1 35,6 0 0 1,6 0 0 0"
iptables -A FORWARD -m bpf --bytecode "6,0 0 0 7,132 0 0 0,4 0 0 7,21 0 1 0,6 0 0 1,6 0 0 0"
iptables -A FORWARD -m bpf --bytecode "4,0 0 0 7,1 0 0 0,60 0 0 0,6 0 0 1"
iptables -A FORWARD -m bpf --bytecode "6,0 0 0 1,1 0 0 33,108 0 0 0,21 0 1 2,6 0 0 1,6 0 0 0"
iptables -A FORWARD -m bpf --bytecode "4,0 0 0 2147483648,37 0 1 1,6 0 0 1,6 0 0 0"
iptables -A FORWARD -m bpf --bytecode "6,5 0 0 1,6 0 0 0,0 0 0 6,69 0 1 4,6 0 0 1,6 0 0 0"
iptables -A FORWARD -m bpf --bytecode "4,48 0 0 4293918729,21 0 1 17,6 0 0 1,6 0 0 0"
iptables -A FORWARD -m bpf --bytecode "4,40 0 0 4292870156,21 0 1 2048,6 0 0 1,6 0 0 0"
iptables -A FORWARD -m bpf --bytecode "5,1 0 0 4293918720,80 0 0 9,21 0 1 17,6 0 0 1,6 0 0 0"
iptables -t mangle -A POSTROUTING -m bpf --bytecode "4,40 0 0 4292870156,21 0 1 2048,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "4,48 0 0 9,21 0 1 17,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "5,177 0 0 0,72 0 0 2,21 0 1 53,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "4,48 0 0 6,21 0 1 17,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "4,40 0 0 42,21 0 1 53,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "2,32 0 0 1000,6 0 0 1"
ip6tables -A FORWARD -m bpf --bytecode "4,128 0 0 0,21 0 1 36,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "3,129 0 0 0,135 0 0 0,22 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "8,0 0 0 7,2 0 0 3,1 0 0 5,96 0 0 3,44 0 0 0,21 0 1 35,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "6,0 0 0 7,132 0 0 0,4 0 0 7,21 0 1 0,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "4,0 0 0 7,1 0 0 0,60 0 0 0,6 0 0 1"
ip6tables -A FORWARD -m bpf --bytecode "6,0 0 0 1,1 0 0 33,108 0 0 0,21 0 1 2,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "4,0 0 0 2147483648,37 0 1 1,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "6,5 0 0 1,6 0 0 0,0 0 0 6,69 0 1 4,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "4,48 0 0 4293918729,21 0 1 17,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "4,40 0 0 4292870156,21 0 1 2048,6 0 0 1,6 0 0 0"
ip6tables -A FORWARD -m bpf --bytecode "5,1 0 0 4293918720,80 0 0 9,21 0 1 17,6 0 0 1,6 0 0 0"
ip6tables -t mangle -A POSTROUTING -m bpf --bytecode "4,40 0 0 4292870156,21 0 1 2048,6 0 0 1,6 0 0 0"
