# shellcheck shell=bash
#= retransmit.pcap | nginx, curl, iptables | A download with every twelfth packet lost beyond the
#=   router: window scaling, selective acknowledgements, retransmissions. Frames are cut to 96
#=   bytes (tcpdump -s 96).

network
open_router
web_server server
head -c 150000 /dev/zero | tr '\0' z >"$SCRATCH/www.server/large.txt"
cat >"$SCRATCH/loss.sh" <<'EOF'
iptables -A FORWARD -i eth0 -p tcp -m statistic --mode nth --every 12 --packet 5 -j DROP
EOF
set_up isp "$SCRATCH/loss.sh"
capture client retransmit.pcap -s 96 -i eth0 tcp
in_ns client curl -s -o /dev/null http://$SERVER/large.txt
captured
