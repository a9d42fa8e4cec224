# shellcheck shell=bash
#= smtp.pcapng | curl, smtp.mjs, nginx | On a router that ran mailroute.sh, its three interfaces at
#=   once by dumpcap: mail leaves through ppp0, the web through eth1. Interface names, no
#=   directions.
#= mailroute.pcapng | curl, smtp.mjs, nginx | The same traffic, only what reached the router, with
#=   direction: for replaying on mailroute.sh.

make_ns client router isp server
wire router eth0 02:00:00:00:00:01 client eth0 02:00:00:00:01:05
wire router eth1 02:00:00:00:00:02 isp eth1 02:00:00:00:02:fe
wire router ppp0 02:00:00:00:00:03 isp ppp0 02:00:00:00:03:fe
wire isp eth0 02:00:00:00:09:fe server eth0 02:00:00:00:09:09
address client eth0 $CLIENT/24
address server eth0 $SERVER/24 203.0.113.25/24
address isp eth0 203.0.113.254/24
address isp eth1 192.0.2.254/24
address isp ppp0 195.96.98.253/24
forwarding isp
ip -n client route add default via 10.0.0.1
ip -n server route add default via 203.0.113.254
set_up router "$PCAPS/mailroute.sh"
mail_server server
web_server server
capture_ng router smtp.pcapng eth0 eth1 ppp0
for dev in eth0 eth1 ppp0; do
  capture router "$SCRATCH/$dev.pcap" --time-stamp-precision=nano -Q in -i $dev
done
printf '%s\r\n' 'From: client@example.net' 'To: somebody@example.org' 'Subject: by the cheap link' \
  '' 'This message pays little for its journey.' >"$SCRATCH/message"
in_ns client curl -s --mail-from client@example.net --mail-rcpt somebody@example.org \
  --upload-file "$SCRATCH/message" smtp://203.0.113.25/client.example.net
in_ns client curl -s -o /dev/null http://$SERVER/
in_ns client ping -n -q -c 2 -i 0.2 $SERVER >/dev/null
captured
node "$PCAPS/lib/merge.mjs" mailroute.pcapng in:eth0:"$SCRATCH/eth0.pcap" \
  in:eth1:"$SCRATCH/eth1.pcap" in:ppp0:"$SCRATCH/ppp0.pcap"
