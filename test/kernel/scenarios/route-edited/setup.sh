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

ip link set dev eth2 up
ip address add 10.0.1.1/24 dev eth2
ip a add 10.0.2.1/24 brd + dev eth2
ip addr del 10.0.2.1/24 dev eth2
ip route add 198.51.100.0/24 via 10.0.1.5
ip route replace 198.51.100.0/24 via 192.0.2.254
ip route change 198.51.100.0/24 via 192.0.2.253 dev eth0
ip route add 198.18.0.0/15 dev eth2 scope link
ip route add 198.18.1.0/24 via 192.0.2.254
ip route del 198.18.1.0/24
ip route append 198.18.1.0/24 via 10.0.1.5 metric 100
ip route add local 10.9.0.0/16 dev lo
ip route add 172.16.0.1 dev eth2
ip route add 172.16.0.0/16 via 172.16.0.1 dev eth2 onlink
echo 100 first >> /etc/iproute2/rt_tables
echo "200	second # comment" >> /etc/iproute2/rt_tables
ip route add default via 10.0.1.5 dev eth2 table first
ip route add blackhole default table second
ip rule add from 10.0.0.6 lookup first prio 1000
ip rule add from 10.0.0.7 table second pref 1001
ip rule add from 10.0.0.8 table first
ip rule del from 10.0.0.8 table first
ip -6 route add local 2001:db8:aa::/64 dev lo
ip -6 route add 2001:db8:bb::/64 via 2001:db8::253 dev eth0
ip -6 route del 2001:db8:bb::/64
ip link set eth1 mtu 1400
