# shellcheck shell=bash
#= synflood.pcap | hping3, nginx | 400 SYNs from random sources within a second for a web server
#=   behind the router, what the server answers, and a client that tries in the middle of it; on
#=   the server's side.

network
open_router
web_server web
# the provider swallows answers to sources that nobody owns
ip -n isp route add blackhole default
capture web synflood.pcap -i eth0
in_ns server hping3 -q -n -S -p 80 -i u2000 -c 400 --rand-source $WEB >/dev/null 2>&1 &
flood=$!
sleep 0.4
in_ns client curl -s -o /dev/null http://$WEB/
wait $flood || true
captured
