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
iptables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 1,6 0 0 1,6 0 0 0" -j MARK --or-mark 1
iptables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 2,6 0 0 1,6 0 0 0" -j MARK --or-mark 2
iptables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 4,6 0 0 1,6 0 0 0" -j MARK --or-mark 4
iptables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 8,6 0 0 1,6 0 0 0" -j MARK --or-mark 8
iptables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 16,6 0 0 1,6 0 0 0" -j MARK --or-mark 16
iptables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 32,6 0 0 1,6 0 0 0" -j MARK --or-mark 32
iptables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 64,6 0 0 1,6 0 0 0" -j MARK --or-mark 64
iptables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 128,6 0 0 1,6 0 0 0" -j MARK --or-mark 128
iptables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 256,6 0 0 1,6 0 0 0" -j MARK --or-mark 256
iptables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 512,6 0 0 1,6 0 0 0" -j MARK --or-mark 512
ip6tables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 1,6 0 0 1,6 0 0 0" -j MARK --or-mark 1
ip6tables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 2,6 0 0 1,6 0 0 0" -j MARK --or-mark 2
ip6tables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 4,6 0 0 1,6 0 0 0" -j MARK --or-mark 4
ip6tables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 8,6 0 0 1,6 0 0 0" -j MARK --or-mark 8
ip6tables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 16,6 0 0 1,6 0 0 0" -j MARK --or-mark 16
ip6tables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 32,6 0 0 1,6 0 0 0" -j MARK --or-mark 32
ip6tables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 64,6 0 0 1,6 0 0 0" -j MARK --or-mark 64
ip6tables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 128,6 0 0 1,6 0 0 0" -j MARK --or-mark 128
ip6tables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 256,6 0 0 1,6 0 0 0" -j MARK --or-mark 256
ip6tables -t mangle -A FORWARD -m bpf --bytecode "4,32 0 0 4294963252,69 0 1 512,6 0 0 1,6 0 0 0" -j MARK --or-mark 512
