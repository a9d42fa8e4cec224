# shellcheck shell=bash
#= http.pcap | nginx, curl | On the client: ARP, two requests on one connection (a page, a 404), a
#=   redirect that is followed, a file of several segments.

network
open_router
web_server server
capture client http.pcap -i eth0
in_ns client curl -s -o /dev/null http://$SERVER/ -o /dev/null http://$SERVER/missing
in_ns client curl -sL -o /dev/null http://$SERVER/old
in_ns client curl -s -o /dev/null http://$SERVER/lines.txt
captured
