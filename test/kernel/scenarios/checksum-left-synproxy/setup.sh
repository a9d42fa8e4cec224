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

sysctl -qw net.netfilter.nf_conntrack_tcp_loose=0
iptables -t raw -A PREROUTING -p tcp --dport 80 --syn -j CT --notrack
iptables -A FORWARD -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1400 --sack-perm --timestamp --wscale 7
iptables -A INPUT -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1400 --sack-perm --timestamp --wscale 7
ip6tables -t raw -A PREROUTING -p tcp --dport 80 --syn -j CT --notrack
ip6tables -A FORWARD -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1400 --sack-perm --timestamp --wscale 7
ip6tables -A INPUT -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1400 --sack-perm --timestamp --wscale 7
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x1=0x1"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x1=0x1"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x2=0x2"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x2=0x2"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x4=0x4"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x4=0x4"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x8=0x8"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x8=0x8"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x10=0x10"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x10=0x10"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x20=0x20"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x20=0x20"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x40=0x40"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x40=0x40"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x80=0x80"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x80=0x80"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x100=0x100"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x100=0x100"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x200=0x200"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x200=0x200"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x400=0x400"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x400=0x400"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x800=0x800"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x800=0x800"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x1000=0x1000"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x1000=0x1000"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x2000=0x2000"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x2000=0x2000"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x4000=0x4000"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x4000=0x4000"
iptables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "0>>22&0x3C@14&0x8000=0x8000"
ip6tables -t mangle -A POSTROUTING -p tcp -m u32 --u32 "54&0x8000=0x8000"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x1=0x1"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x1=0x1"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x2=0x2"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x2=0x2"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x4=0x4"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x4=0x4"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x8=0x8"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x8=0x8"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x10=0x10"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x10=0x10"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x20=0x20"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x20=0x20"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x40=0x40"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x40=0x40"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x80=0x80"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x80=0x80"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x100=0x100"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x100=0x100"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x200=0x200"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x200=0x200"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x400=0x400"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x400=0x400"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x800=0x800"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x800=0x800"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x1000=0x1000"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x1000=0x1000"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x2000=0x2000"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x2000=0x2000"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x4000=0x4000"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x4000=0x4000"
iptables -t filter -A OUTPUT -p tcp -m u32 --u32 "0>>22&0x3C@14&0x8000=0x8000"
ip6tables -t filter -A OUTPUT -p tcp -m u32 --u32 "54&0x8000=0x8000"
