# shellcheck shell=bash
#= ping.pcap | ping | IPv4 and IPv6 echo to the server, to the router, to a host that does not
#=   answer ARP or neighbour solicitations, and to a network without a route.

network
open_router
# the provider knows two networks that lead nowhere
ip -n isp route add unreachable 198.51.100.0/24
ip -n isp route add unreachable 2001:db8:51::/48
capture client ping.pcap -i eth0
for host in $SERVER $SERVER6 10.0.0.1 2001:db8:1:1::1 10.0.1.99 2001:db8:1:2::99 \
  198.51.100.1 2001:db8:51::1; do
  in_ns client ping -n -q -c 3 -i 0.2 -W 3.5 $host >/dev/null || true
done
captured
