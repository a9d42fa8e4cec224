# shellcheck shell=bash
#= rejected.pcap | curl, dig, iptables | Connections that the router refuses with each of REJECT's
#=   answers, IPv4 and IPv6, and UDP to a closed port of the server (port unreachable); on the
#=   client.

network
open_router
port=1000
for answer in icmp-net-unreachable icmp-host-unreachable icmp-port-unreachable \
  icmp-proto-unreachable icmp-net-prohibited icmp-host-prohibited icmp-admin-prohibited \
  tcp-reset; do
  port=$((port + 1))
  echo "iptables -A FORWARD -p tcp --dport $port -j REJECT --reject-with $answer"
done >"$SCRATCH/reject.sh"
port=1000
for answer in icmp6-no-route icmp6-adm-prohibited icmp6-addr-unreachable icmp6-port-unreachable \
  icmp6-policy-fail icmp6-reject-route tcp-reset; do
  port=$((port + 1))
  echo "ip6tables -A FORWARD -p tcp --dport $port -j REJECT --reject-with $answer"
done >>"$SCRATCH/reject.sh"
set_up router "$SCRATCH/reject.sh"
capture client rejected.pcap -i eth0
for port in {1001..1008}; do
  in_ns client curl -s --connect-timeout 0.3 "http://$SERVER:$port/" || true
  in_ns client curl -s --connect-timeout 0.3 "http://[$SERVER6]:$port/" || true
done
for host in $SERVER $SERVER6; do
  in_ns client dig @$host +tries=1 +timeout=1 www.example.net >/dev/null || true
done
captured
