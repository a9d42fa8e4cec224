# shellcheck shell=bash
#= tunnel.pcap | ssh -w, ping, curl, nginx | Raw IP (no link layer), recorded on the tun device of
#=   a tunnel through ssh, IPv4 and IPv6.

network
open_router
ssh_server server
web_server server
ssh_client client -o Tunnel=point-to-point -w 0:0 -N root@$SERVER 2>/dev/null &
for ((i = 0; i < 100; i++)); do
  ip -n server link show tun0 >/dev/null 2>&1 && break
  sleep 0.05
done
address server tun0 172.16.9.1/30 fd00:9::1/64
address client tun0 172.16.9.2/30 fd00:9::2/64
capture client tunnel.pcap -i tun0
for host in 172.16.9.1 fd00:9::1; do
  in_ns client ping -n -q -c 2 -i 0.2 $host >/dev/null
done
in_ns client curl -s -o /dev/null http://172.16.9.1/
in_ns client curl -s -o /dev/null "http://[fd00:9::1]/"
captured
