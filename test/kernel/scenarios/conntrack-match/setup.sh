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

iptables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 192.0.2.7
iptables -A FORWARD -m conntrack --ctproto 17
iptables -A FORWARD -m conntrack ! --ctproto tcp
iptables -A FORWARD -m conntrack --ctorigsrc 10.0.0.0/24
iptables -A FORWARD -m conntrack --ctorigdst 203.0.113.9
iptables -A FORWARD -m conntrack --ctreplsrc 203.0.113.9
iptables -A FORWARD -m conntrack --ctrepldst 192.0.2.7
iptables -A FORWARD -m conntrack ! --ctrepldst 10.0.0.0/24
iptables -A FORWARD -m conntrack --ctorigsrcport 4000 --ctorigdstport 53:80
iptables -A FORWARD -m conntrack --ctreplsrcport 53
iptables -A FORWARD -m conntrack ! --ctrepldstport 4000
iptables -A FORWARD -m conntrack --ctstatus NONE
iptables -A FORWARD -m conntrack --ctstatus SEEN_REPLY
iptables -A FORWARD -m conntrack --ctstatus CONFIRMED
iptables -A FORWARD -m conntrack ! --ctstatus CONFIRMED
iptables -A FORWARD -m conntrack --ctdir REPLY
iptables -A FORWARD -m conntrack --ctstate SNAT
iptables -A FORWARD -m conntrack ! --ctstate NEW
iptables -A FORWARD -m conntrack --ctexpire 25:35
iptables -A FORWARD -m conntrack --ctexpire 0
iptables -A FORWARD -m conntrack --ctstate NEW --ctproto 6 --ctorigdstport 80
iptables -A FORWARD -m state --state RELATED,ESTABLISHED
ip6tables -A FORWARD -m conntrack --ctorigsrc 2001:db8:1::/64 --ctproto tcp
ip6tables -A FORWARD -m conntrack --ctstate ESTABLISHED --ctdir REPLY
