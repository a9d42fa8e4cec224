# shellcheck shell=bash
#= traceroute.pcap | traceroute | IPv4 and IPv6, each with UDP, ICMP and TCP probes: time exceeded
#=   from every hop, port unreachable or an answer at the end.

network
open_router
web_server server
capture client traceroute.pcap -i eth0
for host in $SERVER $SERVER6; do
  for probe in "" -I "-T -p 80"; do
    # shellcheck disable=SC2086 # an option and its value
    in_ns client traceroute -n -q 1 -m 5 -N 1 $probe $host >/dev/null
  done
done
captured
