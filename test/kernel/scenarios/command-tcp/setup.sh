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
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p tcp --dport 80 -t 600 --sport 1000 --state ESTABLISHED -u SEEN_REPLY,ASSURED
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p tcp --dport 80 -t 600 --sport 1001 --state ESTABLISHED
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p tcp --dport 80 -t 600 --sport 1002 --state SYN_SENT
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p tcp --dport 80 -t 600 --sport 1003 --state SYN_RECV -u SEEN_REPLY
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p tcp --dport 80 -t 600 --sport 1004 --state CLOSE -u SEEN_REPLY
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p tcp --dport 80 -t 600 --sport 1005 --state NONE
conntrack -I -s 10.0.0.5 -d 203.0.113.9 -p tcp --dport 80 -t 600 --sport 1006 --state ESTABLISHED -u SEEN_REPLY,ASSURED,FIXED_TIMEOUT
