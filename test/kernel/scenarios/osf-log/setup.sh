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

nfnl_osf -d -f /dev/stdin <<'END'
S4:64:1:60:M*,S,T,N,W7:Linux:2.6::a
5840:64:1:60:M*,S,T,N,W7:Linux:2.4:.20:b
T4:64:1:60:M*,S,T,N,W7:Linux:mtu::c
%8192:128:1:48:M*,N,N,S:Windows:XP:SP1:d
16384:128:0:48:M*,N,N,S:Windows:2000::e
*:64:0:40:.:@any:1:1:f
S*:64:1:40:.:zero::window:g
1024:64:0:44:M*:*NMAP:syn:scan:h
%3:255:1:44:M*:odd:multiple of:three:i
5840:64:1:44:M*:Linux:2.0:a:One
S4:64:1:44:M*:Linux:2.1::Two
T4:64:1:44:M*:Windows:3.1:SP0:Three
6000:64:1:44:M*:@BSD:4:*:Four
END
nfnl_osf -f /dev/stdin <<'END'
5840:64:1:44:M*:Linux:2.0:a:One
S4:64:1:44:M*:Linux:2.1::Two
T4:64:1:44:M*:Windows:3.1:SP0:Three
6000:64:1:44:M*:@BSD:4:*:Four
END
iptables -A FORWARD -p tcp --dport 80 -m osf --genre Linux --log 0
iptables -A FORWARD -p tcp --dport 81 -m osf --genre Linux --log 1
iptables -A FORWARD -p tcp --dport 82 -m osf --genre Linux --log 2 --ttl 2
iptables -A FORWARD -p tcp --dport 83 -m osf ! --genre Linux --log 2 --ttl 1
iptables -t raw -A PREROUTING -p tcp --dport 84 -m osf --genre BSD --log 2 --ttl 1
iptables -A INPUT -p tcp --dport 85 -m osf --genre BSD --log 0 --ttl 2
