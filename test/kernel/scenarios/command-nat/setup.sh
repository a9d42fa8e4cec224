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
iptables -A FORWARD -m conntrack --ctstate NEW
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED --ctdir ORIGINAL
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED --ctdir REPLY
iptables -A FORWARD -m conntrack --ctstate RELATED
iptables -A FORWARD -m conntrack --ctstate INVALID -j DROP
iptables -A FORWARD -m conntrack --ctstatus ASSURED
iptables -A FORWARD -m conntrack --ctstatus SEEN_REPLY
iptables -A FORWARD -m connmark --mark 5
ip6tables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate ESTABLISHED --ctdir ORIGINAL
ip6tables -A FORWARD -m conntrack --ctstate ESTABLISHED --ctdir REPLY
ip6tables -A FORWARD -m conntrack --ctstate RELATED
ip6tables -A FORWARD -m conntrack --ctstate INVALID -j DROP
ip6tables -A FORWARD -m conntrack --ctstatus ASSURED
ip6tables -A FORWARD -m conntrack --ctstatus SEEN_REPLY
ip6tables -A FORWARD -m connmark --mark 5
sysctl -qw net.netfilter.nf_conntrack_acct=1
iptables -t nat -A POSTROUTING -o eth0 -p udp -j SNAT --to-source 192.0.2.1:5000-5001
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p udp --dport 53 -t 600 --sport 1000 -n 192.0.2.1:5000
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p udp --dport 53 -t 600 --sport 1001 -g 203.0.113.10
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p tcp --dport 80 -t 600 --sport 1000 --state ESTABLISHED -n 192.0.2.7 -g 203.0.113.11:8080
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p udp --dport 53 -t 600 --sport 1002
