# shellcheck shell=bash
#= dns.pcap | dnsmasq, dig | A, AAAA, MX, a CNAME, a name that is not there, over UDP; a TXT record
#=   too long for 512 bytes, asked again over TCP; one question over IPv6.

network
open_router
mapfile -t zone < <(example_net)
name_server server "${zone[@]}"
capture client dns.pcap -i eth0 port 53
for query in "www.example.net A" "www.example.net AAAA" "example.net MX" "ftp.example.net A" \
  "nobody.example.net A" "+noedns long.example.net TXT"; do
  # shellcheck disable=SC2086 # options and words
  in_ns client dig @$SERVER +nocookie $query >/dev/null
done
in_ns client dig @$SERVER6 +nocookie www.example.net AAAA >/dev/null
captured
