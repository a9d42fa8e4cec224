ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip route add default via 192.0.2.253 dev eth0
ip route add broadcast 203.0.113.9 dev eth0
iptables -t nat -A POSTROUTING -j NETMAP --to 10.0.0.6
iptables -A INPUT -p tcp -m conntrack --ctstate NEW,INVALID,UNTRACKED -j SYNPROXY
