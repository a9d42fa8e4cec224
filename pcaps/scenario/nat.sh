# shellcheck shell=bash
#= nat.pcapng | curl, ping, dig, nginx, dnsmasq | A client behind the masquerading router
#=   (router.sh), all sides of the router, arriving and leaving, with interface names and
#=   directions: each connection before and after translation.

network
set_up router "$PCAPS/router.sh"
web_server server
mapfile -t zone < <(example_net)
name_server server "${zone[@]}"
merged=()
for dev in eth0 eth1 eth2; do
  for way in in out; do
    capture router "$SCRATCH/$dev.$way.pcap" --time-stamp-precision=nano -Q $way -i $dev ip or arp
    merged+=($way:$dev:"$SCRATCH/$dev.$way.pcap")
  done
done
in_ns client ping -n -q -c 2 -i 0.2 $SERVER >/dev/null
in_ns client dig @$SERVER +nocookie www.example.net >/dev/null
in_ns client curl -s -o /dev/null http://$SERVER/ -o /dev/null http://$SERVER/lines.txt
# nobody there: the port unreachable finds its way back through the translation
in_ns client bash -c "echo hello >/dev/udp/$SERVER/9000"
captured
node "$PCAPS/lib/merge.mjs" nat.pcapng "${merged[@]}"
