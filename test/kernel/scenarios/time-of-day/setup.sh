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
iptables -A FORWARD -m time
iptables -A FORWARD -m time --datestart 2020-01-01 --datestop 2037-12-31
iptables -A FORWARD -m time --datestart 2037
iptables -A FORWARD -m time --datestop 2020-01-01T10:20:30
iptables -A FORWARD -m time --timestart 00:00 --timestop 23:59:59
iptables -A FORWARD -m time --timestart 00:00 --timestop 00:00
iptables -A FORWARD -m time --timestart 12:00:01 --timestop 12:00:00 --contiguous
iptables -A FORWARD -m time --weekdays Mon,Tue,Wed,Thu,Fri,Sat,Sun --kerneltz
iptables -A FORWARD -m time ! --weekdays Mon,Tue,Wed,Thu,Fri,Sat,Sun
iptables -A FORWARD -m time --monthdays 0
iptables -A FORWARD -m time ! --monthdays 0
ip6tables -A FORWARD -m time
ip6tables -A FORWARD -m time --datestart 2020-01-01 --datestop 2037-12-31
ip6tables -A FORWARD -m time --datestart 2037
ip6tables -A FORWARD -m time --datestop 2020-01-01T10:20:30
ip6tables -A FORWARD -m time --timestart 00:00 --timestop 23:59:59
ip6tables -A FORWARD -m time --timestart 00:00 --timestop 00:00
ip6tables -A FORWARD -m time --timestart 12:00:01 --timestop 12:00:00 --contiguous
ip6tables -A FORWARD -m time --weekdays Mon,Tue,Wed,Thu,Fri,Sat,Sun --kerneltz
ip6tables -A FORWARD -m time ! --weekdays Mon,Tue,Wed,Thu,Fri,Sat,Sun
ip6tables -A FORWARD -m time --monthdays 0
ip6tables -A FORWARD -m time ! --monthdays 0
