iptables -N chain
iptables -A INPUT -j chain
iptables -A INPUT -g chain
iptables -A chain -j RETURN
iptables -A INPUT -j REJECT
iptables -A INPUT -j REJECT --reject-with host-prohib
iptables -A INPUT -p tcp -j REJECT --reject-with tcp-reset
iptables -A INPUT -j REJECT --reject-with icmp-admin-prohibited
iptables -A INPUT -j LOG
iptables -A INPUT -j LOG --log-prefix x --log-level warning
iptables -A INPUT -j LOG --log-prefix "with space" --log-level debug
iptables -A INPUT -j LOG --log-level 0 --log-tcp-sequence --log-tcp-options
iptables -A INPUT -j LOG --log-ip-options --log-uid --log-macdecode --log-level crit
iptables -t mangle -A PREROUTING -j MARK --set-mark 1
iptables -t mangle -A PREROUTING -j MARK --set-mark 1/0xf
iptables -t mangle -A PREROUTING -j MARK --set-xmark 0x10/0x1f
iptables -t mangle -A PREROUTING -j MARK --and-mark 0xf0
iptables -t mangle -A PREROUTING -j MARK --or-mark 3
iptables -t mangle -A PREROUTING -j MARK --xor-mark 4
iptables -t mangle -A PREROUTING -j CONNMARK --set-mark 1
iptables -t mangle -A PREROUTING -j CONNMARK --set-xmark 1/0xff
iptables -t mangle -A PREROUTING -j CONNMARK --save-mark
iptables -t mangle -A PREROUTING -j CONNMARK --save-mark --mask 0xff
iptables -t mangle -A PREROUTING -j CONNMARK --restore-mark --nfmask 0xf --ctmask 0xf0
iptables -t mangle -A PREROUTING -j CONNMARK --and-mark 1
iptables -t mangle -A PREROUTING -j CONNMARK --or-mark 2
iptables -t mangle -A PREROUTING -j CONNMARK --xor-mark 3
iptables -t raw -A PREROUTING -j NOTRACK
iptables -t raw -A PREROUTING -j CT --notrack
iptables -t raw -A OUTPUT -j TRACE
iptables -t mangle -A PREROUTING -j TOS --set-tos 0x10
iptables -t mangle -A PREROUTING -j TOS --set-tos 0x10/0x3f
iptables -t mangle -A PREROUTING -j TOS --and-tos 0x0f
iptables -t mangle -A PREROUTING -j TOS --or-tos 0x0f
iptables -t mangle -A PREROUTING -j TOS --xor-tos 0x0f
iptables -t mangle -A PREROUTING -j TOS --set-tos Normal-Service
iptables -t mangle -A PREROUTING -j DSCP --set-dscp 10
iptables -t mangle -A PREROUTING -j DSCP --set-dscp-class EF
iptables -t mangle -A PREROUTING -j TTL --ttl-set 64
iptables -t mangle -A PREROUTING -j TTL --ttl-dec 1
iptables -t mangle -A PREROUTING -j TTL --ttl-inc 2
iptables -t nat -A POSTROUTING -j SNAT --to-source 1.2.3.4
iptables -t nat -A POSTROUTING -j SNAT --to 1.2.3.4-1.2.3.9 --random --persistent
iptables -t nat -A POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:5-9 --random-fully
iptables -t nat -A PREROUTING -j DNAT --to-destination 1.2.3.4
iptables -t nat -A PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4-1.2.3.5:80 --persistent
iptables -t nat -A PREROUTING -p udp -j DNAT --to-destination :53
iptables -t nat -A PREROUTING -p udp -j DNAT --to-destination 1.2.3.4:10-20/5 --random
iptables -t nat -A POSTROUTING -j MASQUERADE
iptables -t nat -A POSTROUTING -p tcp -j MASQUERADE --to-ports 1024-2048 --random
iptables -t nat -A POSTROUTING -j MASQUERADE --random-fully
iptables -t nat -A PREROUTING -j REDIRECT
iptables -t nat -A PREROUTING -p tcp -j REDIRECT --to-ports 8080
iptables -t nat -A PREROUTING -p tcp -j REDIRECT --to-ports 8080-8090 --random
iptables -A INPUT -j NFQUEUE
iptables -A INPUT -j NFQUEUE --queue-num 5 --queue-bypass
iptables -A INPUT -j NFQUEUE --queue-balance 0:3 --queue-cpu-fanout
iptables -t security -A INPUT -j DROP
ip6tables -A INPUT -j REJECT
ip6tables -A INPUT -j REJECT --reject-with addr-unreach
ip6tables -A INPUT -j REJECT --reject-with no-route
ip6tables -A INPUT -p tcp -j REJECT --reject-with tcp-reset
ip6tables -t mangle -A PREROUTING -j HL --hl-set 64
ip6tables -t mangle -A PREROUTING -j HL --hl-dec 1
ip6tables -t mangle -A PREROUTING -j HL --hl-inc 3
ip6tables -t nat -A POSTROUTING -j SNAT --to-source 2001:db8::1
ip6tables -t nat -A POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1]:80-90
ip6tables -t nat -A PREROUTING -p tcp -j DNAT --to-destination [2001:db8::1-2001:db8::9]:80
ip6tables -t nat -A PREROUTING -p tcp -j REDIRECT --to-ports 80
ip6tables -t nat -A POSTROUTING -j MASQUERADE --random-fully
ip6tables -A INPUT -j LOG --log-prefix "six: " --log-ip-options
ip6tables -A INPUT -j NFQUEUE --queue-num 1
ip6tables -t raw -A PREROUTING -j CT --notrack
ip6tables -t raw -A PREROUTING -j NOTRACK
