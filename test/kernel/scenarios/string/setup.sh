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
iptables -A FORWARD -m string --algo bm --string hello
iptables -A FORWARD -m string --algo kmp --string hello
iptables -A FORWARD -m string --algo bm ! --string hello
iptables -A FORWARD -m string --algo bm --string HELLO --icase
iptables -A FORWARD -m string --algo kmp --string hElLo --icase
iptables -A FORWARD -m string --algo bm --string hello --from 30
iptables -A FORWARD -m string --algo bm --string hello --from 48
iptables -A FORWARD -m string --algo bm --string hello --to 32
iptables -A FORWARD -m string --algo bm --string hello --to 33
iptables -A FORWARD -m string --algo bm --string hello --to 34
iptables -A FORWARD -m string --algo kmp --string hello --from 28 --to 33
iptables -A FORWARD -m string --algo kmp --string hello --from 29 --to 33
iptables -A FORWARD -m string --algo bm --hex-string "|0a 00 00 05|"
iptables -A FORWARD -m string --algo bm --hex-string "|00|" --from 40
iptables -A FORWARD -m string --algo bm --string aab
iptables -A FORWARD -m string --algo kmp --string abcabd
iptables -A FORWARD -m string --algo bm --hex-string "|e9|" --icase --from 28
iptables -A FORWARD -m string --algo bm --hex-string "|df|" --icase --from 28
iptables -A FORWARD -m string --algo bm --string x --from 1000 --to 2000
ip6tables -A FORWARD -m string --algo bm --string hello
ip6tables -A FORWARD -m string --algo kmp --string hello
ip6tables -A FORWARD -m string --algo bm ! --string hello
ip6tables -A FORWARD -m string --algo bm --string HELLO --icase
ip6tables -A FORWARD -m string --algo kmp --string hElLo --icase
ip6tables -A FORWARD -m string --algo bm --string hello --from 30
ip6tables -A FORWARD -m string --algo bm --string hello --from 48
ip6tables -A FORWARD -m string --algo bm --string hello --to 32
ip6tables -A FORWARD -m string --algo bm --string hello --to 33
ip6tables -A FORWARD -m string --algo bm --string hello --to 34
ip6tables -A FORWARD -m string --algo kmp --string hello --from 28 --to 33
ip6tables -A FORWARD -m string --algo kmp --string hello --from 29 --to 33
ip6tables -A FORWARD -m string --algo bm --hex-string "|0a 00 00 05|"
ip6tables -A FORWARD -m string --algo bm --hex-string "|00|" --from 40
ip6tables -A FORWARD -m string --algo bm --string aab
ip6tables -A FORWARD -m string --algo kmp --string abcabd
ip6tables -A FORWARD -m string --algo bm --hex-string "|e9|" --icase --from 28
ip6tables -A FORWARD -m string --algo bm --hex-string "|df|" --icase --from 28
ip6tables -A FORWARD -m string --algo bm --string x --from 1000 --to 2000
