# shellcheck shell=bash
#= vlan.pcap | ping, dig, rewrite.mjs | ARP, neighbour discovery, ping and DNS, IPv4 and IPv6, with
#=   an 802.1Q tag (VLAN 42) put on every frame.

network
open_router
mapfile -t zone < <(example_net)
name_server server "${zone[@]}"
capture client "$SCRATCH/untagged.pcap" -i eth0
for host in $SERVER $SERVER6; do
  in_ns client ping -n -q -c 2 -i 0.2 $host >/dev/null
  in_ns client dig @$host +nocookie www.example.net >/dev/null
done
captured
node "$PCAPS/lib/rewrite.mjs" vlan:42 "$SCRATCH/untagged.pcap" vlan.pcap
