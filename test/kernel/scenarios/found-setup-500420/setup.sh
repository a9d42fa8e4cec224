ip link set eth0 up
ip link set eth1 up
ip link set eth2 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 2001:db8::1/64 dev eth0
ip -6 route add default via 2001:db8::254 dev eth0
sysctl -qw net.ipv6.conf.all.forwarding=1
ip link set eth1 group 1
ipset create s116v6m hash:ip,port family inet6 hashsize 64 initval 4 maxelem 5 bitmask ffff:ffff::ffff timeout 0 counters comment skbinfo
ipset create s117v6m hash:ip,port,net family inet6 hashsize 64 initval 9 maxelem 1 forceadd timeout 9000 counters
ipset create s15v6 list:set
ip6tables -t mangle -A PREROUTING -i eth1 ! -p udp -m u32 ! --u32 "0>>22&0x3C@4&0xff=0&&0>>22&0x3C@8=0x0a000005" -m string --algo bm --hex-string "|11|" --from 8 --icase -m devgroup ! --src-group default -j DNPT --src-pfx 2001:db8:2::/64 --dst-pfx 2001:db8:77:8000::/52
ip6tables -t nat -A OUTPUT -m conntrack --ctrepldst 2001:db8:9::9 -j ACCEPT
