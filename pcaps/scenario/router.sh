# shellcheck shell=bash
#= router.pcapng | curl, dig, dnsmasq, nginx, ssh, ping, traceroute, nmap, hping3 | Some seconds in
#=   the life of a router that ran router.sh: all that reached it on its three interfaces, and what its
#=   own name server sent, with directions: for replaying on router.sh.
#= router-sent.pcapng | the router | What the real router sent meanwhile, on each interface: what a
#=   replay of router.pcapng on router.sh should send.

network
set_up router "$PCAPS/router.sh"
ip -n isp route add unreachable 198.51.100.0/24
web_server server
web_server web
ssh_server server
mapfile -t zone < <(example_net)
name_server server "${zone[@]}"
name_server router --listen-address=10.0.0.1,127.0.0.1 --server=$SERVER
echo 'nameserver 10.0.0.1' >"$SCRATCH/resolv.conf"
mount --bind "$SCRATCH/resolv.conf" /etc/resolv.conf

for dev in eth0 eth1 eth2; do
  capture router "$SCRATCH/$dev.in.pcap" --time-stamp-precision=nano -Q in -i $dev
  capture router "$SCRATCH/$dev.out.pcap" --time-stamp-precision=nano -Q out -i $dev
done
# What the router's name server itself says starts at OUTPUT; what is forwarded does not.
capture router "$SCRATCH/eth0.own.pcap" --time-stamp-precision=nano -Q out -i eth0 \
  src host 192.0.2.1 and dst host $SERVER and udp dst port 53
capture router "$SCRATCH/eth1.own.pcap" --time-stamp-precision=nano -Q out -i eth1 \
  src host 10.0.0.1 and udp src port 53

# The office goes out: by name, by IPv6, in large pieces, to where nothing is.
in_ns client curl -s -4 -o /dev/null http://www.example.net/
in_ns client curl -s -6 -o /dev/null "http://[$SERVER6]/"
in_ns client ping -n -q -c 2 -i 0.2 $SERVER >/dev/null
in_ns client ping -n -q -c 2 -i 0.2 -s 3000 $SERVER >/dev/null
in_ns client ping -n -q -c 2 -i 0.2 -s 3000 $SERVER6 >/dev/null
in_ns client ping -n -q -c 2 -i 0.2 -W 0.3 198.51.100.7 >/dev/null || true
in_ns client traceroute -n -q 1 -m 4 -N 1 $SERVER >/dev/null
in_ns client bash -c "echo hello >/dev/udp/$SERVER/9000"
ssh_client client root@$SERVER true
# What the office may not do: send mail past the mail server, ask the router for telnet.
in_ns client curl -s --connect-timeout 0.5 smtp://$SERVER/ || true
in_ns client curl -s --connect-timeout 0.5 "smtp://[$SERVER6]/" || true
in_ns client curl -s --connect-timeout 0.3 telnet://10.0.0.1/ </dev/null || true
# The web server, from outside, by both of its ports; from the office by its public address.
in_ns server curl -s -o /dev/null http://192.0.2.1/
in_ns server curl -s -o /dev/null http://192.0.2.1:8080/
in_ns server curl -s -o /dev/null "http://[$WEB6]/"
in_ns client curl -s -4 -o /dev/null http://shop.example.net/
# The web server looks for updates, and where it has no business.
in_ns web curl -s -o /dev/null http://$SERVER/
in_ns web curl -s --connect-timeout 0.3 http://$CLIENT/ || true
# The internet at night: a scan, ident, a traceroute, spoofed sources, a small flood.
in_ns server nmap -n -Pn --max-retries 0 -sS -p 20-25,80,110-114 192.0.2.1 >/dev/null
in_ns server traceroute -n -q 1 -m 3 -N 1 -w 0.5 192.0.2.1 >/dev/null
in_ns server ping -n -q -c 8 -i 0.05 -W 0.3 192.0.2.1 >/dev/null || true
in_ns isp hping3 -q -n -S -p 80 -c 2 -i u10000 -a 10.0.0.66 192.0.2.1 >/dev/null 2>&1 || true
in_ns server hping3 -q -n -S -p 80 -c 80 -i u1000 192.0.2.1 >/dev/null 2>&1 || true
in_ns server hping3 -q -n -A -p 80 -c 2 -i u10000 192.0.2.1 >/dev/null 2>&1 || true
captured
umount /etc/resolv.conf

inbound=(in:eth0:"$SCRATCH/eth0.in.pcap" in:eth1:"$SCRATCH/eth1.in.pcap"
  in:eth2:"$SCRATCH/eth2.in.pcap")
node "$PCAPS/lib/merge.mjs" router.pcapng "${inbound[@]}" \
  out:eth0:"$SCRATCH/eth0.own.pcap" out:eth1:"$SCRATCH/eth1.own.pcap"
node "$PCAPS/lib/merge.mjs" router-sent.pcapng out:eth0:"$SCRATCH/eth0.out.pcap" \
  out:eth1:"$SCRATCH/eth1.out.pcap" out:eth2:"$SCRATCH/eth2.out.pcap"
