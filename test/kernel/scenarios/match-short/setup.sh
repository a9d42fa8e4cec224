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
iptables -A FORWARD -m length --length 0:65535
iptables -N tcp
iptables -A tcp -p tcp --dport 80
iptables -A FORWARD -j tcp
iptables -N tcp-not
iptables -A tcp-not -p tcp ! --dport 80
iptables -A FORWARD -j tcp-not
iptables -N tcp-option
iptables -A tcp-option -p tcp ! --tcp-option 5
iptables -A FORWARD -j tcp-option
iptables -N udp
iptables -A udp -p udp --sport 4000
iptables -A FORWARD -j udp
iptables -N udp-not
iptables -A udp-not -p udp ! --sport 4000
iptables -A FORWARD -j udp-not
iptables -N ports
iptables -A ports -p udp -m multiport --ports 53
iptables -A FORWARD -j ports
iptables -N ports-not
iptables -A ports-not -p udp -m multiport ! --ports 53
iptables -A FORWARD -j ports-not
iptables -N tcp-ports
iptables -A tcp-ports -p tcp -m multiport ! --dports 80
iptables -A FORWARD -j tcp-ports
iptables -N esp
iptables -A esp -p esp --espspi 1:9
iptables -A FORWARD -j esp
iptables -N esp-not
iptables -A esp-not -p esp ! --espspi 1:9
iptables -A FORWARD -j esp-not
ip6tables -A FORWARD -m length --length 0:65535
ip6tables -N tcp
ip6tables -A tcp -p tcp --dport 80
ip6tables -A FORWARD -j tcp
ip6tables -N tcp-not
ip6tables -A tcp-not -p tcp ! --dport 80
ip6tables -A FORWARD -j tcp-not
ip6tables -N tcp-option
ip6tables -A tcp-option -p tcp ! --tcp-option 5
ip6tables -A FORWARD -j tcp-option
ip6tables -N udp
ip6tables -A udp -p udp --sport 4000
ip6tables -A FORWARD -j udp
ip6tables -N udp-not
ip6tables -A udp-not -p udp ! --sport 4000
ip6tables -A FORWARD -j udp-not
ip6tables -N ports
ip6tables -A ports -p udp -m multiport --ports 53
ip6tables -A FORWARD -j ports
ip6tables -N ports-not
ip6tables -A ports-not -p udp -m multiport ! --ports 53
ip6tables -A FORWARD -j ports-not
ip6tables -N tcp-ports
ip6tables -A tcp-ports -p tcp -m multiport ! --dports 80
ip6tables -A FORWARD -j tcp-ports
ip6tables -N esp
ip6tables -A esp -p esp --espspi 1:9
ip6tables -A FORWARD -j esp
ip6tables -N esp-not
ip6tables -A esp-not -p esp ! --espspi 1:9
ip6tables -A FORWARD -j esp-not
iptables -A FORWARD -p icmp --icmp-type any
ip6tables -A FORWARD -p icmpv6 ! --icmpv6-type 1
