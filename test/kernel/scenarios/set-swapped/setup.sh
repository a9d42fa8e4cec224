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
ipset create a hash:ip
ipset create b bitmap:ip range 10.0.0.0/24
ipset add a 10.0.0.5
ipset add b 10.0.0.6
ipset create l list:set
ipset add l a
iptables -A FORWARD -m set --match-set a src
iptables -A FORWARD -m set --match-set l src
ipset swap a b
ipset rename b c
iptables -A FORWARD -m set --match-set c src
ipset restore -! <<'EOF'
create c hash:ip
add c 203.0.113.9
create d hash:net counters comment
add d 10.0.0.0/24 comment "the inside"
EOF
iptables -A FORWARD -m set --match-set d src -j SET --add-set c dst
