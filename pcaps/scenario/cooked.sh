# shellcheck shell=bash
#= cooked1.pcap | ping, dig, curl | All interfaces of the router at once, Linux cooked v1 (tcpdump
#=   -i any -y LINUX_SLL): each forwarded packet twice.
#= cooked2.pcap | ping, dig, curl | The same traffic as Linux cooked v2, which knows the interface
#=   by number.

network
open_router
web_server server
mapfile -t zone < <(example_net)
name_server server "${zone[@]}"
capture router cooked1.pcap -i any -y LINUX_SLL
capture router cooked2.pcap -i any -y LINUX_SLL2
in_ns client ping -n -q -c 2 -i 0.2 $SERVER >/dev/null
in_ns client ping -n -q -c 2 -i 0.2 10.0.0.1 >/dev/null
in_ns router ping -n -q -c 1 $WEB >/dev/null
in_ns router ping -n -q -c 1 127.0.0.1 >/dev/null
in_ns client dig @$SERVER +nocookie www.example.net >/dev/null
in_ns client curl -s -o /dev/null "http://[$SERVER6]/"
captured
