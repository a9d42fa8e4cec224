# shellcheck shell=bash
#= mtu.pcap | nginx, curl, ping | A link of 1280 bytes behind the router: fragmentation needed and
#=   packet too big, path MTU discovery, and fragments that the router makes where it may.

network
open_router
web_server server
ip -n router link set eth0 mtu 1280
ip -n isp link set eth1 mtu 1280
capture router mtu.pcap -i eth1
in_ns client ping -n -q -c 2 -i 0.2 -s 1400 -W 0.5 -M want $SERVER >/dev/null || true
in_ns client ping -n -q -c 2 -i 0.2 -s 1400 -M dont $SERVER >/dev/null
in_ns client ping -n -q -c 2 -i 0.2 -s 1400 -W 0.5 -M do $SERVER6 >/dev/null || true
ip -n client route flush cache
head -c 6000 /dev/zero | tr '\0' y >"$SCRATCH/upload"
in_ns client curl -s -o /dev/null -H 'Expect:' --data-binary @"$SCRATCH/upload" http://$SERVER/
in_ns client curl -s -o /dev/null -H 'Expect:' --data-binary @"$SCRATCH/upload" "http://[$SERVER6]/"
captured
