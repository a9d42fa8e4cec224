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
S4:64:1:60:M*,S,T,N,W7:Linux:2.6::Linux 2.6 (newer, 3)
16384:128:1:48:M*,N,N,S:Windows:XP:SP1:Windows XP SP1
END
nfnl_osf -f /dev/stdin <<'END'
S4:64:1:60:M*,S,T,N,W7:Linux:2.6::Linux 2.6 (newer, 3)
16384:128:1:48:M*,N,N,S:Windows:XP:SP1:Windows XP SP1
END
iptables -A FORWARD -p tcp -m osf --genre Linux
iptables -A FORWARD -p tcp -m osf --genre Windows
iptables -A FORWARD -p tcp -m osf ! --genre Linux
iptables -A FORWARD -p tcp -m osf --genre Nothing
iptables -A FORWARD -p tcp -m osf --genre Linux --ttl 0
iptables -A FORWARD -p tcp -m osf --genre Linux --ttl 1
iptables -A FORWARD -p tcp -m osf --genre Linux --ttl 2
