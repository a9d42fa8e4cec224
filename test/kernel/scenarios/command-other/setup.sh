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
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p udp --dport 53 -t 600 --sport 1000 -m 5
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p udp --dport 53 -t 600 --sport 1001 -u SEEN_REPLY,ASSURED
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p udp --dport 53 -t 600 --sport 1002
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p udp --dport 53 -t 600 --sport 1003 -w 7
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p udp --dport 53 -t 600 --sport 1004 -t 0
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p icmp --icmp-type 8 --icmp-code 0 --icmp-id 7 -t 600
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p sctp --sport 1 --dport 2 --state ESTABLISHED --orig-vtag 77 --reply-vtag 99 -t 600
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p 99 -t 600
conntrack -I -s 2001:db8:1::5 -d 2001:db8:9::9 -p udp --sport 1 --dport 2 -t 600 -m 5
conntrack -D -p udp --sport 1002
conntrack -U -s 10.0.0.5 -p udp --sport 1001 -m 5
