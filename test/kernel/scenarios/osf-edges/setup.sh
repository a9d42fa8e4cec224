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
%7:64:1:52:M*,N,W9,N,N,S:Modulo:7::d
T*:64:1:52:.,M,N,W,N,N,S:Zero:T::d
T3:64:1:48:M*,S,N,N:Mtu:3::d
2147483650:64:1:49:N:Wrap:1::d
S2147483649:64:1:48:N,N,M,E,N:Wrap:2::d
*:64:1:41:.:Bare:1::d
*:64:0:41:.:Bare:2::d
*:64:5:56:.:Bare:df:5:d
*:64:1:80:T,T,T,T:Full:::d
77:64:1:46:M:ABCDEFGHIJKLMNOPQRSTUVWXYZabcde:ABCDEFGHIJKLMNOPQRSTUVWXYZabcde:ABCDEFGHIJKLMNOPQRSTUVWXYZabcde:d
78:64:1:46:M:back\slash:tab	ulator::d
END
nfnl_osf -f /dev/stdin <<'END'
%7:64:1:52:M*,N,W9,N,N,S:Modulo:7::d
T*:64:1:52:.,M,N,W,N,N,S:Zero:T::d
T3:64:1:48:M*,S,N,N:Mtu:3::d
2147483650:64:1:49:N:Wrap:1::d
S2147483649:64:1:48:N,N,M,E,N:Wrap:2::d
*:64:1:41:.:Bare:1::d
*:64:0:41:.:Bare:2::d
*:64:5:56:.:Bare:df:5:d
*:64:1:80:T,T,T,T:Full:::d
77:64:1:46:M:ABCDEFGHIJKLMNOPQRSTUVWXYZabcde:ABCDEFGHIJKLMNOPQRSTUVWXYZabcde:ABCDEFGHIJKLMNOPQRSTUVWXYZabcde:d
78:64:1:46:M:back\slash:tab	ulator::d
END
iptables -A FORWARD -p tcp -m osf --genre Modulo --ttl 2
iptables -A FORWARD -p tcp -m osf --genre Zero --ttl 2
iptables -A FORWARD -p tcp -m osf --genre Mtu --ttl 2
iptables -A FORWARD -p tcp -m osf --genre Wrap --ttl 2
iptables -A FORWARD -p tcp -m osf --genre Bare --ttl 2
iptables -A FORWARD -p tcp -m osf --genre Full --ttl 2
iptables -A FORWARD -p tcp -m osf --genre ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh --ttl 2
iptables -A FORWARD -p tcp -m osf --genre ABCDEFGHIJKLMNOPQRSTUVWXYZabcd --ttl 2
iptables -A FORWARD -p tcp -m osf --genre Mod --ttl 2 -m osf --genre Mtu --ttl 2 --log 1
iptables -A FORWARD -p tcp --dport 81 -m osf --genre x --log 1 --ttl 2
