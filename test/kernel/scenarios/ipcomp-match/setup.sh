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

iptables -N ipcomp-c1
iptables -A ipcomp-c1 -p 108 -m ipcomp 
iptables -A FORWARD -j ipcomp-c1
iptables -N ipcomp-c2
iptables -A ipcomp-c2 -p 108 -m ipcomp --ipcompspi 2
iptables -A FORWARD -j ipcomp-c2
iptables -N ipcomp-c3
iptables -A ipcomp-c3 -p 108 -m ipcomp ! --ipcompspi 2
iptables -A FORWARD -j ipcomp-c3
iptables -N ipcomp-c4
iptables -A ipcomp-c4 -p 108 -m ipcomp --ipcompspi 1:256 --compres
iptables -A FORWARD -j ipcomp-c4
iptables -N ipcomp-c5
iptables -A ipcomp-c5 -p 108 -m ipcomp --ipcompspi 65536:
iptables -A FORWARD -j ipcomp-c5
ip6tables -N ipcomp-c1
ip6tables -A ipcomp-c1 -p 108 -m ipcomp 
ip6tables -A FORWARD -j ipcomp-c1
ip6tables -N ipcomp-c2
ip6tables -A ipcomp-c2 -p 108 -m ipcomp --ipcompspi 2
ip6tables -A FORWARD -j ipcomp-c2
ip6tables -N ipcomp-c3
ip6tables -A ipcomp-c3 -p 108 -m ipcomp ! --ipcompspi 2
ip6tables -A FORWARD -j ipcomp-c3
ip6tables -N ipcomp-c4
ip6tables -A ipcomp-c4 -p 108 -m ipcomp --ipcompspi 1:256 --compres
ip6tables -A FORWARD -j ipcomp-c4
ip6tables -N ipcomp-c5
ip6tables -A ipcomp-c5 -p 108 -m ipcomp --ipcompspi 65536:
ip6tables -A FORWARD -j ipcomp-c5
