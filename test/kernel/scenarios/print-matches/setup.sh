iptables -A INPUT -p tcp --sport 0 --dport 65535
iptables -A INPUT -p tcp ! --sport 1:2 ! --dport 3:65535
iptables -A INPUT -p tcp --dport 5:5
iptables -A INPUT -p tcp --tcp-flags SYN,ACK,FIN NONE
iptables -A INPUT -p tcp ! --tcp-flags ALL SYN,URG
iptables -A INPUT -p tcp --syn --tcp-option 8
iptables -A INPUT -p tcp ! --tcp-option 255 ! --syn
iptables -A INPUT ! -p tcp
iptables -A INPUT -p udp ! --dport 1 --sport 7:
iptables -A INPUT -p udplite -m multiport --sports 1,2,3
iptables -A INPUT -p tcp -m multiport ! --ports 1:10,20,30:40
iptables -A INPUT -p icmp -m icmp --icmp-type 3/1
iptables -A INPUT -p icmp ! --icmp-type echo-reply
iptables -A INPUT -p icmp --icmp-type any
iptables -A INPUT -f -s 1.2.3.4
iptables -A INPUT ! -f ! -i lo
iptables -A OUTPUT ! -o eth+ ! -s 10.0.0.0/8 ! -d 1.2.3.4
iptables -A INPUT -m state --state NEW
iptables -A INPUT -m state ! --state INVALID,RELATED,ESTABLISHED,UNTRACKED
iptables -A INPUT -m conntrack --ctstate UNTRACKED,DNAT,SNAT,NEW,INVALID
iptables -A INPUT -m conntrack ! --ctstate ESTABLISHED,RELATED
iptables -A INPUT -m conntrack --ctproto tcp ! --ctorigsrc 10.0.0.0/8 --ctorigdst 1.2.3.4
iptables -A INPUT -m conntrack --ctreplsrc 1.0.0.0/8 ! --ctrepldst 2.0.0.0/255.0.255.0
iptables -A INPUT -m conntrack --ctorigsrcport 1:10 ! --ctorigdstport 5 --ctproto 17
iptables -A INPUT -m conntrack --ctreplsrcport 7 --ctrepldstport 9:10 --ctproto sctp
iptables -A INPUT -m conntrack --ctstatus NONE
iptables -A INPUT -m conntrack ! --ctstatus EXPECTED,SEEN_REPLY,ASSURED,CONFIRMED
iptables -A INPUT -m conntrack --ctexpire 5 --ctdir ORIGINAL
iptables -A INPUT -m conntrack ! --ctexpire 5:10 --ctstatus ASSURED
iptables -A INPUT -m mark --mark 0x10
iptables -A INPUT -m mark ! --mark 16/0xff
iptables -A INPUT -m connmark --mark 1
iptables -A INPUT -m connmark ! --mark 0xff/0xf0
iptables -A INPUT -m limit
iptables -A INPUT -m limit --limit 5
iptables -A INPUT -m limit --limit 10/s --limit-burst 7
iptables -A INPUT -m limit --limit 90/min
iptables -A INPUT -m limit --limit 120/hour
iptables -A INPUT -m limit --limit 7/day --limit-burst 10000
iptables -A INPUT -m limit --limit 10000/second
iptables -A INPUT -m length --length 100
iptables -A INPUT -m length ! --length 5:
iptables -A INPUT -m length --length :1500
iptables -A INPUT -m ttl --ttl-eq 1
iptables -A INPUT -m ttl ! --ttl-eq 1
iptables -A INPUT -m ttl --ttl-gt 200
iptables -A INPUT -m ttl --ttl-lt 3
iptables -A INPUT -m tos --tos 0x10
iptables -A INPUT -m tos ! --tos 0x10/0x3f
iptables -A INPUT -m tos --tos 255
iptables -A INPUT -m dscp --dscp 0x0a
iptables -A INPUT -m dscp ! --dscp-class BE
iptables -A INPUT -m iprange --src-range 1.2.3.4-1.2.3.9 ! --dst-range 5.6.7.8-5.6.7.9
iptables -A INPUT -m iprange ! --src-range 1.2.3.4
iptables -A INPUT -m mac --mac-source 0a:0B:0c:0d:0e:0f
iptables -A INPUT -m mac ! --mac-source 00:00:00:00:00:00
iptables -A INPUT -m pkttype --pkt-type broadcast
iptables -A INPUT -m pkttype ! --pkt-type unicast
iptables -A INPUT -m addrtype --src-type LOCAL,UNICAST ! --dst-type BROADCAST
iptables -A INPUT -m addrtype --dst-type LOCAL --limit-iface-in
iptables -A OUTPUT -m addrtype --dst-type LOCAL,THROW --limit-iface-out
iptables -A INPUT -m comment --comment ""
iptables -A INPUT -m comment --comment word
iptables -A INPUT -m comment --comment 'with space and "quotes" and back\slash'
iptables -A OUTPUT -m owner --uid-owner 0 ! --gid-owner 100-200
iptables -A OUTPUT -m owner ! --uid-owner 5-10 --socket-exists
iptables -A INPUT -p tcp -s 1.2.3.4 -m limit --limit 1/s -m mark --mark 1 -m tcp --dport 80
