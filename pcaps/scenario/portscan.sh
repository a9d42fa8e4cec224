# shellcheck shell=bash
#= portscan.pcap | nmap | Half-open scan of 60 ports and 20 IPv6 ports of a server with two open
#=   ones, then FIN, NULL, Xmas and UDP probes of a few; on the server.

network
open_router
web_server server
ssh_server server
scan() {
  in_ns client nmap -n -Pn --max-retries 1 "$@" >/dev/null
}
capture server portscan.pcap -i eth0
scan -sS -p 21-80 $SERVER
scan -6 -sS -p 70-89 $SERVER6
scan -sF -p 22,23 $SERVER
scan -sN -p 22,23 $SERVER
scan -sX -p 22,23 $SERVER
scan -sU -p 53,69 $SERVER
captured
