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

iptables -t raw -A PREROUTING -p 99 -j CT --zone 3
iptables -t raw -A PREROUTING -m cluster --cluster-total-nodes 4 --cluster-local-node 1 --cluster-hash-seed 7
iptables -t raw -A PREROUTING -m cluster --cluster-total-nodes 4 --cluster-local-node 2 --cluster-hash-seed 7
iptables -t raw -A PREROUTING -m cluster --cluster-total-nodes 4 ! --cluster-local-node 1 --cluster-hash-seed 7
iptables -t raw -A PREROUTING -m cluster --cluster-total-nodes 4 --cluster-local-nodemask 14 --cluster-hash-seed 7
iptables -t raw -A PREROUTING -m connbytes --connbytes 0: --connbytes-dir both --connbytes-mode packets
iptables -t raw -A PREROUTING -m connbytes ! --connbytes 0: --connbytes-dir both --connbytes-mode packets
iptables -t raw -A PREROUTING -m connbytes --connbytes 0 --connbytes-dir original --connbytes-mode avgpkt
iptables -t raw -A PREROUTING -m connmark --mark 0
iptables -t raw -A PREROUTING -m connmark ! --mark 0
iptables -t raw -A PREROUTING -m conntrack --ctstate NEW
iptables -t raw -A PREROUTING -m conntrack ! --ctstate NEW
iptables -t raw -A PREROUTING -m conntrack --ctstate UNTRACKED
iptables -t raw -A PREROUTING -m conntrack --ctstatus CONFIRMED
iptables -t raw -A PREROUTING -m conntrack --ctdir ORIGINAL
iptables -t raw -A PREROUTING -m conntrack --ctdir REPLY
iptables -t raw -A PREROUTING -m conntrack --ctproto 0
iptables -t raw -A PREROUTING -m conntrack ! --ctproto 17
iptables -t raw -A PREROUTING -m conntrack --ctorigsrc 10.0.0.5
iptables -t raw -A PREROUTING -m conntrack ! --ctorigsrc 10.0.0.5
iptables -t raw -A PREROUTING -m conntrack --ctexpire 0:1000
iptables -t raw -A PREROUTING -m conntrack ! --ctorigdstport 53
iptables -t raw -A PREROUTING -m state --state NEW
iptables -t raw -A PREROUTING -p udp --dport 1 -j HMARK --hmark-tuple ct,src,dst,sport,dport --hmark-mod 1000 --hmark-rnd 5
iptables -t raw -A PREROUTING -p udp --dport 2 -j HMARK --hmark-tuple ct,src,dst --hmark-mod 65536 --hmark-offset 3 --hmark-rnd 0
iptables -t raw -A PREROUTING -p udp --dport 3 -j HMARK --hmark-tuple ct,sport --hmark-mod 65536 --hmark-dport 77 --hmark-rnd 9
iptables -t raw -A OUTPUT -p 99 -j CT --zone 3
iptables -t raw -A OUTPUT -m cluster --cluster-total-nodes 4 --cluster-local-node 1 --cluster-hash-seed 7
iptables -t raw -A OUTPUT -m cluster --cluster-total-nodes 4 --cluster-local-node 2 --cluster-hash-seed 7
iptables -t raw -A OUTPUT -m cluster --cluster-total-nodes 4 ! --cluster-local-node 1 --cluster-hash-seed 7
iptables -t raw -A OUTPUT -m cluster --cluster-total-nodes 4 --cluster-local-nodemask 14 --cluster-hash-seed 7
iptables -t raw -A OUTPUT -m connbytes --connbytes 0: --connbytes-dir both --connbytes-mode packets
iptables -t raw -A OUTPUT -m connbytes ! --connbytes 0: --connbytes-dir both --connbytes-mode packets
iptables -t raw -A OUTPUT -m connbytes --connbytes 0 --connbytes-dir original --connbytes-mode avgpkt
iptables -t raw -A OUTPUT -m connmark --mark 0
iptables -t raw -A OUTPUT -m connmark ! --mark 0
iptables -t raw -A OUTPUT -m conntrack --ctstate NEW
iptables -t raw -A OUTPUT -m conntrack ! --ctstate NEW
iptables -t raw -A OUTPUT -m conntrack --ctstate UNTRACKED
iptables -t raw -A OUTPUT -m conntrack --ctstatus CONFIRMED
iptables -t raw -A OUTPUT -m conntrack --ctdir ORIGINAL
iptables -t raw -A OUTPUT -m conntrack --ctdir REPLY
iptables -t raw -A OUTPUT -m conntrack --ctproto 0
iptables -t raw -A OUTPUT -m conntrack ! --ctproto 17
iptables -t raw -A OUTPUT -m conntrack --ctorigsrc 10.0.0.5
iptables -t raw -A OUTPUT -m conntrack ! --ctorigsrc 10.0.0.5
iptables -t raw -A OUTPUT -m conntrack --ctexpire 0:1000
iptables -t raw -A OUTPUT -m conntrack ! --ctorigdstport 53
iptables -t raw -A OUTPUT -m state --state NEW
iptables -t raw -A OUTPUT -p udp --dport 1 -j HMARK --hmark-tuple ct,src,dst,sport,dport --hmark-mod 1000 --hmark-rnd 5
iptables -t raw -A OUTPUT -p udp --dport 2 -j HMARK --hmark-tuple ct,src,dst --hmark-mod 65536 --hmark-offset 3 --hmark-rnd 0
iptables -t raw -A OUTPUT -p udp --dport 3 -j HMARK --hmark-tuple ct,sport --hmark-mod 65536 --hmark-dport 77 --hmark-rnd 9
ip6tables -t raw -A PREROUTING -p 99 -j CT --zone 3
ip6tables -t raw -A PREROUTING -m cluster --cluster-total-nodes 4 --cluster-local-node 1 --cluster-hash-seed 7
ip6tables -t raw -A PREROUTING -m cluster --cluster-total-nodes 4 --cluster-local-node 2 --cluster-hash-seed 7
ip6tables -t raw -A PREROUTING -m cluster --cluster-total-nodes 4 ! --cluster-local-node 1 --cluster-hash-seed 7
ip6tables -t raw -A PREROUTING -m cluster --cluster-total-nodes 4 --cluster-local-nodemask 14 --cluster-hash-seed 7
ip6tables -t raw -A PREROUTING -m connbytes --connbytes 0: --connbytes-dir both --connbytes-mode packets
ip6tables -t raw -A PREROUTING -m connbytes ! --connbytes 0: --connbytes-dir both --connbytes-mode packets
ip6tables -t raw -A PREROUTING -m connbytes --connbytes 0 --connbytes-dir original --connbytes-mode avgpkt
ip6tables -t raw -A PREROUTING -m connmark --mark 0
ip6tables -t raw -A PREROUTING -m connmark ! --mark 0
ip6tables -t raw -A PREROUTING -m conntrack --ctstate NEW
ip6tables -t raw -A PREROUTING -m conntrack ! --ctstate NEW
ip6tables -t raw -A PREROUTING -m conntrack --ctstate UNTRACKED
ip6tables -t raw -A PREROUTING -m conntrack --ctstatus CONFIRMED
ip6tables -t raw -A PREROUTING -m conntrack --ctdir ORIGINAL
ip6tables -t raw -A PREROUTING -m conntrack --ctdir REPLY
ip6tables -t raw -A PREROUTING -m conntrack --ctproto 0
ip6tables -t raw -A PREROUTING -m conntrack ! --ctproto 17
ip6tables -t raw -A PREROUTING -m conntrack --ctexpire 0:1000
ip6tables -t raw -A PREROUTING -m conntrack ! --ctorigdstport 53
ip6tables -t raw -A PREROUTING -m state --state NEW
ip6tables -t raw -A PREROUTING -p udp --dport 1 -j HMARK --hmark-tuple ct,src,dst,sport,dport --hmark-mod 1000 --hmark-rnd 5
ip6tables -t raw -A PREROUTING -p udp --dport 2 -j HMARK --hmark-tuple ct,src,dst --hmark-mod 65536 --hmark-offset 3 --hmark-rnd 0
ip6tables -t raw -A PREROUTING -p udp --dport 3 -j HMARK --hmark-tuple ct,sport --hmark-mod 65536 --hmark-dport 77 --hmark-rnd 9
ip6tables -t raw -A OUTPUT -p 99 -j CT --zone 3
ip6tables -t raw -A OUTPUT -m cluster --cluster-total-nodes 4 --cluster-local-node 1 --cluster-hash-seed 7
ip6tables -t raw -A OUTPUT -m cluster --cluster-total-nodes 4 --cluster-local-node 2 --cluster-hash-seed 7
ip6tables -t raw -A OUTPUT -m cluster --cluster-total-nodes 4 ! --cluster-local-node 1 --cluster-hash-seed 7
ip6tables -t raw -A OUTPUT -m cluster --cluster-total-nodes 4 --cluster-local-nodemask 14 --cluster-hash-seed 7
ip6tables -t raw -A OUTPUT -m connbytes --connbytes 0: --connbytes-dir both --connbytes-mode packets
ip6tables -t raw -A OUTPUT -m connbytes ! --connbytes 0: --connbytes-dir both --connbytes-mode packets
ip6tables -t raw -A OUTPUT -m connbytes --connbytes 0 --connbytes-dir original --connbytes-mode avgpkt
ip6tables -t raw -A OUTPUT -m connmark --mark 0
ip6tables -t raw -A OUTPUT -m connmark ! --mark 0
ip6tables -t raw -A OUTPUT -m conntrack --ctstate NEW
ip6tables -t raw -A OUTPUT -m conntrack ! --ctstate NEW
ip6tables -t raw -A OUTPUT -m conntrack --ctstate UNTRACKED
ip6tables -t raw -A OUTPUT -m conntrack --ctstatus CONFIRMED
ip6tables -t raw -A OUTPUT -m conntrack --ctdir ORIGINAL
ip6tables -t raw -A OUTPUT -m conntrack --ctdir REPLY
ip6tables -t raw -A OUTPUT -m conntrack --ctproto 0
ip6tables -t raw -A OUTPUT -m conntrack ! --ctproto 17
ip6tables -t raw -A OUTPUT -m conntrack --ctexpire 0:1000
ip6tables -t raw -A OUTPUT -m conntrack ! --ctorigdstport 53
ip6tables -t raw -A OUTPUT -m state --state NEW
ip6tables -t raw -A OUTPUT -p udp --dport 1 -j HMARK --hmark-tuple ct,src,dst,sport,dport --hmark-mod 1000 --hmark-rnd 5
ip6tables -t raw -A OUTPUT -p udp --dport 2 -j HMARK --hmark-tuple ct,src,dst --hmark-mod 65536 --hmark-offset 3 --hmark-rnd 0
ip6tables -t raw -A OUTPUT -p udp --dport 3 -j HMARK --hmark-tuple ct,sport --hmark-mod 65536 --hmark-dport 77 --hmark-rnd 9
