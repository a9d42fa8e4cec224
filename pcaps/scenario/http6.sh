# shellcheck shell=bash
#= http6.pcap | nginx, curl | IPv6, on the client from the moment its link comes up: duplicate
#=   address detection, multicast listener reports, a router solicitation, neighbour discovery,
#=   then HTTP.

network
open_router
web_server server
ip -n client addr flush dev eth0
in_ns client sysctl -qw net.ipv6.conf.eth0.accept_dad=1 \
  net.ipv6.conf.eth0.router_solicitations=1 net.ipv6.conf.eth0.accept_ra=1
capture client http6.pcap -i eth0 ip6
ip -n client link set eth0 down
ip -n client link set eth0 up
ip -n client addr add $CLIENT6/64 dev eth0
sleep 2.5
ip -n client route add default via 2001:db8:1:1::1
in_ns client curl -s -o /dev/null "http://[$SERVER6]/"
in_ns client curl -s -o /dev/null "http://[$SERVER6]/lines.txt"
captured
