// Targets: what they change, what they answer, what they print.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

const REJECTS4: [string, number][] = [
  ["icmp-net-unreachable", 1],
  ["icmp-host-unreachable", 2],
  ["icmp-port-unreachable", 3],
  ["icmp-proto-unreachable", 4],
  ["icmp-net-prohibited", 5],
  ["icmp-host-prohibited", 6],
  ["icmp-admin-prohibited", 7],
];
const REJECTS6: [string, number][] = [
  ["icmp6-no-route", 1],
  ["icmp6-adm-prohibited", 2],
  ["icmp6-addr-unreachable", 3],
  ["icmp6-port-unreachable", 4],
  ["icmp6-policy-fail", 5],
  ["icmp6-reject-route", 6],
];

const rejects = (command: string, chain: string, kinds: [string, number][]): string =>
  kinds
    .map(
      ([kind, port]) =>
        `${command} -A ${chain} -p udp --dport ${port} -j REJECT --reject-with ${kind}`,
    )
    .join("\n");

/** Scenarios of the targets. */
export const targets: ScenarioSource[] = [
  {
    name: "reject-types",
    about: "REJECT with every ICMP type, forwarding, both families",
    setup: `${ROUTER}
${rejects("iptables", "FORWARD", REJECTS4)}
iptables -A FORWARD -j REJECT
${rejects("ip6tables", "FORWARD", REJECTS6)}
ip6tables -A FORWARD -j REJECT`,
    packets: `
in eth1 udp client.9 > server.1
in eth1 udp client.9 > server.2
in eth1 udp client.9 > server.3
in eth1 udp client.9 > server.4
in eth1 udp client.9 > server.5
in eth1 udp client.9 > server.6
in eth1 udp client.9 > server.7
in eth1 tcp client.9 > server.8 S
in eth1 icmp client > server echo id=1 seq=1
in eth1 udp client.9 > server.8 len=1400
in eth1 udp client.9 > server.8 tos=0xb8 ttl=3
in eth1 udp client6.9 > server6.1
in eth1 udp client6.9 > server6.2
in eth1 udp client6.9 > server6.3
in eth1 udp client6.9 > server6.4
in eth1 udp client6.9 > server6.5
in eth1 udp client6.9 > server6.6
in eth1 tcp client6.9 > server6.8 S
in eth1 udp client6.9 > server6.8 len=1400
in eth1 udp client6.9 > server6.8 tos=0xb8 ext=dst
`,
  },
  {
    name: "reject-input-output",
    about: "REJECT of what is for the host, and of what its own processes send",
    setup: `${ROUTER}
iptables -A INPUT -p tcp -j REJECT --reject-with tcp-reset
iptables -A INPUT -j REJECT --reject-with icmp-admin-prohibited
iptables -A OUTPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset
iptables -A OUTPUT -p udp --dport 53 -j REJECT
ip6tables -A INPUT -p tcp -j REJECT --reject-with tcp-reset
ip6tables -A INPUT -p udp -j REJECT
ip6tables -A OUTPUT -p udp --dport 53 -j REJECT --reject-with icmp6-adm-prohibited`,
    packets: `
in eth1 tcp client.9 > inside.22 S seq=1000
in eth1 udp client.9 > inside.22
in eth0 udp server.9 > inside.22
in eth1 udp client.9 > router.22
out eth0 tcp router.9 > server.80 S
out eth0 udp router.9 > server.53
out eth0 udp router.9 > server.54
in eth1 tcp client6.9 > inside6.22 S seq=1000
in eth1 udp client6.9 > inside6.22
out eth0 udp router6.9 > server6.53
`,
  },
  {
    name: "reject-reset",
    about: "REJECT --reject-with tcp-reset: sequence numbers, and who gets no answer",
    setup: `${ROUTER}${inBoth("-A FORWARD -p tcp -j REJECT --reject-with tcp-reset")}`,
    packets: `
in eth1 tcp client.9 > server.80 S seq=1000
in eth1 tcp client.9 > server.80 S seq=1000 len=10
in eth1 tcp client.9 > server.80 SA seq=1000 ack=77
in eth1 tcp client.9 > server.80 A seq=1000 ack=5000
in eth1 tcp client.9 > server.80 PA seq=1000 ack=5000 len=100
in eth1 tcp client.9 > server.80 FA seq=1000 ack=5000
in eth1 tcp client.9 > server.80 F seq=1000
in eth1 tcp client.9 > server.80 FS seq=1000 len=5
in eth1 tcp client.9 > server.80 none seq=1000 len=7
in eth1 tcp client.9 > server.80 R seq=1000
in eth1 tcp client.9 > server.80 RA seq=1000 ack=1
in eth1 tcp client.9 > server.80 S seq=1000 badsum
in eth1 tcp client.9 > server.80 S seq=4294967295 mss=1460 tos=0x10
in eth1 tcp client.9 > server.80 S id=7 pieces=0-8
in eth1 tcp client.9 > server.80 S off=4
in eth1 tcp client6.9 > server6.80 S seq=1000
in eth1 tcp client6.9 > server6.80 A seq=1000 ack=5000 len=20
in eth1 tcp client6.9 > server6.80 R seq=1000
in eth1 tcp client6.9 > server6.80 S seq=1000 badsum
in eth1 tcp client6.9 > server6.80 S seq=1000 flow=0x12345 tos=0x10
`,
  },
  {
    name: "reject-silent",
    about: "What REJECT does not answer: errors, broken checksums, fragments, group addresses",
    setup: `${ROUTER}
iptables -A FORWARD -j REJECT
iptables -A INPUT -j REJECT
ip6tables -A FORWARD -j REJECT
ip6tables -A INPUT -j REJECT`,
    packets: `
in eth1 udp client.9 > server.1 badsum
in eth1 udp client.9 > server.1 nosum
in eth1 tcp client.9 > server.1 S badsum
in eth1 icmp client > server echo id=1 seq=1 badsum
in eth1 icmp client > server type=3/3 quote=[udp server.1 > client.2]
in eth1 icmp client > server type=11/0 quote=[udp server.1 > client.2]
in eth1 icmp client > server type=5/0 gw=hop quote=[udp server.1 > client.2]
in eth1 icmp client > server reply id=1 seq=1
in eth1 icmp client > server type=99/0
in eth1 udp client.9 > server.1 len=2000 id=1 pieces=0-1480,1480-
in eth1 udp client.9 > 10.0.0.255.1 to=ffffffffffff
in eth1 udp client.9 > 224.0.0.1.1 to=01005e000001
in eth1 udp client.9 > inside.1 to=ffffffffffff
in eth1 ip client > server proto=99
in eth1 udp client6.9 > server6.1 badsum
in eth1 icmp client6 > server6 type=1/4 quote=[udp server6.1 > client6.2]
in eth1 icmp client6 > server6 echo id=1 seq=1 badsum
in eth1 icmp client6 > server6 echo id=1 seq=1
in eth1 udp client6.9 > ff02::1.1 to=333300000001
in eth1 udp client6.9 > server6.9 len=1600 id=1 pieces=0-1232,1232-
`,
  },
  {
    name: "log-lines",
    about: "LOG: the line for each protocol, what the options add, broken headers",
    setup: `${ROUTER}
iptables -A FORWARD -j LOG --log-prefix "fwd " --log-tcp-options --log-ip-options --log-tcp-sequence
iptables -A INPUT -j LOG --log-level debug
iptables -A OUTPUT -j LOG --log-uid --log-prefix "out: " --log-level 6`,
    packets: `
in eth1 tcp client.9 > server.80 S seq=1000 win=1234 mss=1460 sackok
in eth1 tcp client.9 > server.80 FSRPAUEC seq=1 ack=2 urg=7 res=5
in eth1 udp client.9 > server.53 tos=0xff
in eth1 udplite client.9 > server.53
in eth1 icmp client > server echo id=7 seq=9
in eth1 icmp client > server type=3/4 mtu=1400 quote=[tcp server.80 > client.9 A seq=5 ack=6]
in eth1 icmp client > server type=3/3 quote=[udp server.53 > client.9] keep=24
in eth1 icmp client > server type=5/1 gw=hop quote=[udp server.53 > client.9]
in eth1 icmp client > server type=12/0 rest=04000000 quote=[udp server.53 > client.9]
in eth1 icmp client > server type=13/0 len=12
in eth1 ip client > server proto=50 hex=00000001000000020102
in eth1 ip client > server proto=51 hex=0604000000000001000000020102030405060708
in eth1 gre client > server
in eth1 sctp client.1 > server.2 tag=0 chunks=init:1
in eth1 ip client > server proto=99
in eth1 ip client > server proto=6 len=10
in eth1 ip client > server proto=17 len=5
in eth1 ip client > server proto=1 len=2
in eth1 udp client.9 > server.53 len=2000 id=4660 pieces=0-1480,1480-
in eth1 udp client.9 > server.53 ipopt=94040000 nodf
in eth1 udp client.9 > inside.53 mac=0200000000aa
out eth0 udp router.9 > server.53 uid=1000 gid=0
out eth0 tcp router.9 > server.80 S uid=0 gid=0
`,
  },
  {
    name: "log-lines6",
    about: "LOG for IPv6: extension headers, ICMPv6, fragments",
    setup: `${ROUTER}
ip6tables -A FORWARD -j LOG --log-prefix "fwd6 " --log-tcp-options \\
  --log-ip-options --log-tcp-sequence
ip6tables -A INPUT -j LOG --log-macdecode
ip6tables -A OUTPUT -j LOG --log-uid`,
    packets: `
in eth1 tcp client6.9 > server6.80 S seq=1000 win=1234 mss=1460 flow=0x12345 tos=0x12
in eth1 udp client6.9 > server6.53
in eth1 udplite client6.9 > server6.53
in eth1 icmp client6 > server6 echo id=7 seq=9
in eth1 icmp client6 > server6 type=2/0 mtu=1400 quote=[udp server6.53 > client6.9]
in eth1 icmp client6 > server6 type=1/4 quote=[tcp server6.80 > client6.9 A seq=5 ack=6]
in eth1 icmp client6 > server6 type=4/1 rest=00000006 quote=[udp server6.53 > client6.9]
in eth1 icmp client6 > server6 type=200/7
in eth1 udp client6.9 > server6.53 ext=hbh,dst
in eth1 udp client6.9 > server6.53 ext=rt:000400000000000000
in eth1 udp client6.9 > server6.53 len=1600 id=4660 pieces=0-1232,1232-
in eth1 ip client6 > server6 proto=50 hex=00000001000000020102
in eth1 ip client6 > server6 proto=59 len=0
in eth1 ip client6 > server6 proto=99
in eth1 ip client6 > server6 proto=6 len=10
in eth1 ip client6 > server6 proto=17 len=5
in eth1 udp client6.9 > inside6.53 mac=0200000000aa
out eth0 udp router6.9 > server6.53 uid=1000 gid=0
`,
  },
  {
    name: "mark-masks",
    about: "MARK: set, and, or, xor, with and without masks, one after the other",
    setup: `${ROUTER}
iptables -t mangle -A PREROUTING -j MARK --set-mark 0x12345678
iptables -t mangle -A PREROUTING -p udp --dport 1 -j MARK --set-xmark 0xff/0xf0
iptables -t mangle -A PREROUTING -p udp --dport 2 -j MARK --set-mark 0x0f/0xff
iptables -t mangle -A PREROUTING -p udp --dport 3 -j MARK --and-mark 0xffff
iptables -t mangle -A PREROUTING -p udp --dport 4 -j MARK --or-mark 0x80000001
iptables -t mangle -A PREROUTING -p udp --dport 5 -j MARK --xor-mark 0xffffffff
iptables -t raw -A PREROUTING -p udp --dport 6 -j MARK --set-mark 7
iptables -A FORWARD -p udp --dport 7 -j MARK --set-mark 8
iptables -t security -A FORWARD -p udp --dport 7 -j MARK --or-mark 0x100
iptables -t mangle -A OUTPUT -p udp --dport 8 -j MARK --set-mark 9
ip6tables -t mangle -A PREROUTING -j MARK --set-mark 0xa
ip6tables -t mangle -A FORWARD -j MARK --or-mark 0x50`,
    packets: `
in eth1 udp client.9 > server.1
in eth1 udp client.9 > server.2
in eth1 udp client.9 > server.3
in eth1 udp client.9 > server.4
in eth1 udp client.9 > server.5
in eth1 udp client.9 > server.6
in eth1 udp client.9 > server.7
in eth1 udp client.9 > inside.7
out eth0 udp router.9 > server.8
in eth1 udp client6.9 > server6.1
in eth1 udp client6.9 > server6.1 ttl=1
`,
  },
  {
    name: "connmark",
    about: "CONNMARK: set, save and restore with masks, in both directions",
    setup: `${ROUTER}
iptables -t mangle -A PREROUTING -j CONNMARK --restore-mark
iptables -t mangle -A PREROUTING -p udp --dport 1 -j CONNMARK --set-mark 0x11
iptables -t mangle -A PREROUTING -p udp --dport 2 -j CONNMARK --set-xmark 0xab/0xff
iptables -t mangle -A PREROUTING -p udp --dport 3 -j MARK --set-mark 0x1234
iptables -t mangle -A PREROUTING -p udp --dport 3 \\
  -j CONNMARK --save-mark --nfmask 0xff00 --ctmask 0xffff
iptables -t mangle -A PREROUTING -p udp --dport 4 -j CONNMARK --or-mark 0x4
iptables -t mangle -A PREROUTING -p udp --dport 5 -j MARK --set-mark 0xff
iptables -t mangle -A PREROUTING -p udp --dport 5 -j CONNMARK --save-mark --mask 0x0f
iptables -t mangle -A FORWARD -i eth0 -j CONNMARK --restore-mark --nfmask 0xf --ctmask 0xff
iptables -t mangle -A POSTROUTING -p udp --dport 4 -j CONNMARK --and-mark 0x3
iptables -t mangle -A POSTROUTING -p udp --dport 6 -j CONNMARK --xor-mark 0x66
ip6tables -t mangle -A PREROUTING -p tcp --syn -j CONNMARK --set-mark 6
ip6tables -t mangle -A PREROUTING -j CONNMARK --restore-mark`,
    packets: `
in eth1 udp client.9 > server.1
in eth0 udp server.1 > client.9
in eth1 udp client.9 > server.2
in eth0 udp server.2 > client.9
in eth1 udp client.9 > server.3
in eth0 udp server.3 > client.9
in eth1 udp client.9 > server.4
in eth1 udp client.9 > server.4
in eth1 udp client.9 > server.5
in eth0 udp server.5 > client.9
in eth1 udp client.9 > server.6
in eth1 udp client.9 > server.6
in eth0 udp server.6 > client.9
in eth1 tcp client6.9 > server6.1 S seq=1
in eth0 tcp server6.1 > client6.9 SA seq=9 ack=2
`,
  },
  {
    name: "notrack",
    about: "NOTRACK and CT --notrack: untracked, no entry, no address translation",
    setup: `${ROUTER}
iptables -t raw -A PREROUTING -p udp --dport 53 -j NOTRACK
iptables -t raw -A PREROUTING -p udp --sport 53 -j CT --notrack
iptables -t raw -A OUTPUT -p udp --dport 53 -j CT --notrack
iptables -A FORWARD -m conntrack --ctstate UNTRACKED
iptables -A FORWARD -m conntrack --ctstate NEW
iptables -A FORWARD -m conntrack --ctstate INVALID
iptables -A FORWARD -m state --state UNTRACKED
iptables -A FORWARD -m connmark --mark 0
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
ip6tables -t raw -A PREROUTING -p tcp -j CT --notrack
ip6tables -A FORWARD -m conntrack ! --ctstate UNTRACKED`,
    packets: `
in eth1 udp client.9 > server.53
in eth0 udp server.53 > client.9
in eth1 udp client.9 > server.54
out eth0 udp router.9 > server.53
out eth0 udp router.9 > server.55
in eth0 icmp hop > client type=3/3 quote=[udp client.9 > server.53]
in eth1 tcp client6.9 > server6.80 S
in eth1 udp client6.9 > server6.80
`,
  },
  {
    name: "tos-dscp-set",
    about: "TOS and DSCP targets: masks, and, or, xor; the checksum follows; both families",
    setup: `${ROUTER}
iptables -t mangle -A FORWARD -p udp --dport 1 -j TOS --set-tos 0x10
iptables -t mangle -A FORWARD -p udp --dport 2 -j TOS --set-tos 0x08/0x3f
iptables -t mangle -A FORWARD -p udp --dport 3 -j TOS --and-tos 0xf0
iptables -t mangle -A FORWARD -p udp --dport 4 -j TOS --or-tos 0x0c
iptables -t mangle -A FORWARD -p udp --dport 5 -j TOS --xor-tos 0xff
iptables -t mangle -A FORWARD -p udp --dport 6 -j DSCP --set-dscp 46
iptables -t mangle -A FORWARD -p udp --dport 7 -j DSCP --set-dscp-class AF21
iptables -t mangle -A POSTROUTING -p udp --dport 8 -j TOS --set-tos Minimize-Delay
ip6tables -t mangle -A FORWARD -p udp --dport 1 -j TOS --set-tos 0xab/0xff
ip6tables -t mangle -A FORWARD -p udp --dport 2 -j DSCP --set-dscp 0x2e
ip6tables -t mangle -A FORWARD -p udp --dport 3 -j TOS --set-tos Maximize-Throughput`,
    packets: `
in eth1 udp client.9 > server.1 tos=0xff
in eth1 udp client.9 > server.2 tos=0xff
in eth1 udp client.9 > server.3 tos=0xff
in eth1 udp client.9 > server.4 tos=0x81
in eth1 udp client.9 > server.5 tos=0x81
in eth1 udp client.9 > server.6 tos=0x03
in eth1 udp client.9 > server.7
in eth1 udp client.9 > server.8
in eth1 udp client6.9 > server6.1 flow=0xabcde
in eth1 udp client6.9 > server6.2 tos=0x03 flow=0xabcde
in eth1 udp client6.9 > server6.3 tos=0xff
`,
  },
  {
    name: "ttl-hl-set",
    about: "TTL and HL targets: set, dec, inc, at both ends of the range, before the router's own",
    setup: `${ROUTER}
iptables -t mangle -A PREROUTING -p udp --dport 1 -j TTL --ttl-set 100
iptables -t mangle -A PREROUTING -p udp --dport 2 -j TTL --ttl-dec 5
iptables -t mangle -A PREROUTING -p udp --dport 3 -j TTL --ttl-inc 1
iptables -t mangle -A POSTROUTING -p udp --dport 4 -j TTL --ttl-dec 10
iptables -t mangle -A POSTROUTING -p udp --dport 5 -j TTL --ttl-inc 255
ip6tables -t mangle -A PREROUTING -p udp --dport 1 -j HL --hl-set 100
ip6tables -t mangle -A PREROUTING -p udp --dport 2 -j HL --hl-dec 5
ip6tables -t mangle -A PREROUTING -p udp --dport 3 -j HL --hl-inc 1
ip6tables -t mangle -A POSTROUTING -p udp --dport 5 -j HL --hl-inc 255`,
    packets: `
in eth1 udp client.9 > server.1 ttl=1
in eth1 udp client.9 > server.2 ttl=64
in eth1 udp client.9 > server.2 ttl=6
in eth1 udp client.9 > server.2 ttl=5
in eth1 udp client.9 > server.2 ttl=3
in eth1 udp client.9 > server.3 ttl=1
in eth1 udp client.9 > server.3 ttl=255
in eth1 udp client.9 > server.4 ttl=5
in eth1 udp client.9 > server.5 ttl=5
in eth1 udp client6.9 > server6.1 ttl=1
in eth1 udp client6.9 > server6.2 ttl=6
in eth1 udp client6.9 > server6.2 ttl=3
in eth1 udp client6.9 > server6.3 ttl=1
in eth1 udp client6.9 > server6.5 ttl=5
`,
  },
  {
    name: "nfqueue-nobody",
    about:
      "NFQUEUE that nobody answers drops, with --queue-bypass it passes; TRACE changes nothing",
    setup: `${ROUTER}
iptables -t raw -A PREROUTING -p udp --dport 3 -j TRACE
iptables -A FORWARD -p udp --dport 1 -j NFQUEUE
iptables -A FORWARD -p udp --dport 2 -j NFQUEUE --queue-num 7 --queue-bypass
iptables -A FORWARD -p udp -m comment --comment "after the queue"
iptables -A FORWARD -p udp --dport 4 -j NFQUEUE --queue-balance 1:3
ip6tables -A FORWARD -p udp --dport 1 -j NFQUEUE --queue-num 2
ip6tables -A FORWARD -p udp --dport 2 -j NFQUEUE --queue-bypass
ip6tables -A FORWARD -p udp`,
    packets: `
in eth1 udp client.9 > server.1
in eth1 udp client.9 > server.2
in eth1 udp client.9 > server.3
in eth1 udp client.9 > server.4
in eth1 udp client6.9 > server6.1
in eth1 udp client6.9 > server6.2
`,
  },
];
