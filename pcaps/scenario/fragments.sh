# shellcheck shell=bash
#= fragments.pcap | ping, bash | Fragments of large echoes and UDP datagrams, IPv4 and IPv6, as
#=   they reach the router's office side and come back; one datagram to a closed port.

network
open_router
capture router fragments.pcap -i eth1
for host in $SERVER $SERVER6; do
  in_ns client ping -n -q -c 2 -i 0.2 -s 4000 $host >/dev/null
done
# no server: the first fragment of each comes back in a port unreachable
head -c 5000 /dev/zero | tr '\0' x >"$SCRATCH/datagram"
for host in $SERVER $SERVER6; do
  in_ns client bash -c "cat $SCRATCH/datagram >/dev/udp/$host/9000"
  sleep 0.2
done
captured
