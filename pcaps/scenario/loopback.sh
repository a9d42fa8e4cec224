# shellcheck shell=bash
#= loopback.pcap | nginx, curl, ping | On lo, IPv4 and IPv6: Ethernet headers full of zeros, TCP
#=   checksums that nobody computed.
#= loopback-null.pcap | rewrite.mjs | The same packets with BSD's loopback header in a big-endian
#=   file, as an old Mac would have recorded them.

make_ns server
web_server server
capture server loopback.pcap -i lo
in_ns server ping -n -q -c 2 -i 0.2 127.0.0.1 >/dev/null
in_ns server ping -n -q -c 2 -i 0.2 ::1 >/dev/null
in_ns server curl -s -o /dev/null http://127.0.0.1/
in_ns server curl -s -o /dev/null "http://[::1]/"
captured
node "$PCAPS/lib/rewrite.mjs" null loopback.pcap loopback-null.pcap
