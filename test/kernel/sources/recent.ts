// What rules remember of addresses: -m recent.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

export const recent: ScenarioSource[] = [
  {
    name: "recent-lists",
    about: "Lists by name: set, check, update, remove; source and destination; inverted",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m recent --rcheck --name bad -j DROP
-A FORWARD -p udp --dport 666 -m recent --set --name bad -j DROP
-A FORWARD -p udp --dport 667 -m recent --remove --name bad
-A FORWARD -m recent ! --rcheck --name bad
-A FORWARD -m recent --set --name all
-A FORWARD -m recent --update --hitcount 3 --name all --rdest
-A FORWARD -m recent ! --set --name never
-A FORWARD -m recent ! --remove --name never
-A FORWARD -m recent --set
-A FORWARD -m recent --rcheck --hitcount 4`)}`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 udp client.1 > server.666
in eth1 udp client.1 > server.53
in eth1 udp client2.1 > server.667
in eth1 udp client2.1 > client.53
in eth0 udp server.1 > client.53
in eth0 udp server.1 > client.53 times=3
in eth1 udp client6.1 > server6.666
in eth1 udp client6.1 > server6.53
in eth0 udp server6.1 > client6.53 times=5
in eth1 udp client2.1 > server.53 times=5
`,
  },
  {
    name: "recent-stamps",
    about:
      "An address holds a power of two of stamps: as many as the largest hit count of its list wants",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m recent --rcheck --hitcount 5 --name small
-A FORWARD -m recent --update --hitcount 1 --name small
-A FORWARD -m recent --rcheck --hitcount 8 --name small
-A FORWARD -p udp --dport 9 -m recent --set --name large
-A FORWARD -m recent --update --hitcount 33 --name large
-A FORWARD -m recent --rcheck --hitcount 40 --name large`)}
echo +10.0.0.5 > /proc/net/xt_recent/small
echo +2001:db8:1::5 > /proc/net/xt_recent/small`,
    packets: `
in eth1 udp client.1 > server.9 times=12
in eth1 udp client6.1 > server6.9 times=12
in eth1 udp client2.1 > server.9 times=45
in eth1 udp client2.1 > server.10 times=45
`,
  },
  {
    name: "recent-proc",
    about: "Addresses written to a list before the first packet; some taken away again",
    setup: `${ROUTER}${inBoth("-A FORWARD -m recent --rcheck --name gate -j ACCEPT")}
iptables -A FORWARD -m recent --rcheck --name gate --rttl
iptables -A FORWARD -m recent --update --hitcount 3 --name twice
iptables -A FORWARD -m recent --rcheck --name emptied
iptables -P FORWARD DROP
ip6tables -P FORWARD DROP
echo +10.0.0.5 > /proc/net/xt_recent/gate
echo +10.0.0.6 > /proc/net/xt_recent/gate
echo -10.0.0.5 > /proc/net/xt_recent/gate
echo +2001:db8:1::5 > /proc/net/xt_recent/gate
echo +10.0.0.5 > /proc/net/xt_recent/twice
echo +10.0.0.5 > /proc/net/xt_recent/twice
echo +10.0.0.5 > /proc/net/xt_recent/twice
echo +10.0.0.5 > /proc/net/xt_recent/emptied
echo / > /proc/net/xt_recent/emptied`,
    packets: `
in eth1 udp client.1 > server.9
in eth1 udp client2.1 > server.9
in eth1 udp client6.1 > server6.9
in eth1 udp client26.1 > server6.9
`,
  },
  {
    name: "recent-ttl",
    about: "--rttl tells senders of one address apart; what was forwarded counts as before its hop",
    setup: `${ROUTER}${inBoth(`
-t mangle -A PREROUTING -m recent --rcheck --rttl --name one
-A FORWARD -m recent --rcheck --rttl --name one
-t mangle -A PREROUTING -p udp --dport 9 -m recent --set --name one
-A FORWARD -m recent --update --rttl --name two
-A FORWARD -p udp --dport 10 -m recent --set --name two
-A OUTPUT -m recent --rcheck --rttl --name three
-A OUTPUT -m recent --set --name three
-A OUTPUT -p udp --dport 12 -j REJECT
-t mangle -A POSTROUTING -m recent --rcheck --rttl --name three`)}`,
    packets: `
in eth1 udp client.1 > server.9 ttl=60
in eth1 udp client.1 > server.11 ttl=60
in eth1 udp client.1 > server.11 ttl=61
in eth1 udp client.1 > server.9 ttl=255
in eth1 udp client.1 > server.11 ttl=255
in eth1 udp client.1 > server.11 ttl=60
in eth1 udp client.1 > server.10 ttl=50
in eth1 udp client.1 > server.11 ttl=51
in eth1 udp client.1 > server.10 ttl=51
in eth1 udp client.1 > server.11 ttl=51
in eth1 udp client.1 > server.11 ttl=50
in eth1 udp client6.1 > server6.9 ttl=7
in eth1 udp client6.1 > server6.11 ttl=8
in eth1 udp client6.1 > server6.11 ttl=7
out eth0 udp router.1 > server.9
out eth0 udp router.1 > server.9
out eth0 udp router.1 > server.12
out eth0 udp router.1 > server.9 ttl=63
in eth1 udp client.1 > server.9 ttl=1
`,
  },
  {
    name: "recent-full",
    about: "A list holds a hundred addresses; the one not used for longest makes room",
    setup: `${ROUTER}
iptables -A FORWARD -m recent --rcheck --name full
iptables -A FORWARD -p udp --dport 9 -m recent --set --name full
iptables -A FORWARD -p udp --dport 10 -m recent --update --name full`,
    packets: `
${Array.from({ length: 100 }, (_, i) => `in eth1 udp 10.0.0.${i + 10}.1 > server.9`).join("\n")}
in eth1 udp 10.0.0.10.1 > server.10
in eth1 udp 10.0.0.200.1 > server.9
in eth1 udp 10.0.0.10.1 > server.11
in eth1 udp 10.0.0.11.1 > server.11
in eth1 udp 10.0.0.12.1 > server.11
in eth1 udp 10.0.0.201.1 > server.9
in eth1 udp 10.0.0.12.1 > server.11
in eth1 udp 10.0.0.13.1 > server.11
`,
  },
  {
    name: "recent-mask",
    about:
      "The first rule's mask counts for all rules of a list; lists are shared by both families",
    setup: `${ROUTER}
iptables -A FORWARD -m recent --rcheck --name net
iptables -A FORWARD -p udp --dport 9 -m recent --set --name net --mask 255.255.255.0
iptables -A FORWARD -m recent --rcheck --name wide --mask 255.255.255.0
iptables -A FORWARD -p udp --dport 9 -m recent --set --name wide
ip6tables -A FORWARD -m recent --rcheck --name wide
ip6tables -A FORWARD -p udp --dport 9 -m recent --set --name wide
ip6tables -A FORWARD -m recent --rcheck --name six --mask ffff:ffff:ffff:ffff::
ip6tables -A FORWARD -p udp --dport 9 -m recent --set --name six`,
    packets: `
in eth1 udp client.1 > server.9
in eth1 udp client2.1 > server.10
in eth1 udp client.1 > server.10
in eth1 udp client6.1 > server6.9
in eth1 udp client26.1 > server6.10
in eth1 udp client6.1 > server6.10
`,
  },
  {
    name: "recent-restore",
    about:
      "What iptables-restore replaces keeps its lists, as long as a rule names them before and after",
    setup: `${ROUTER}
iptables -A FORWARD -m recent --rcheck --name kept -j DROP
iptables -A FORWARD -m recent --rcheck --name lost -j DROP
echo +10.0.0.5 > /proc/net/xt_recent/kept
echo +10.0.0.6 > /proc/net/xt_recent/lost
iptables-restore <<'EOF'
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A FORWARD -m recent --rcheck --name kept --rsource -j DROP
COMMIT
EOF
iptables -A FORWARD -m recent --rcheck --name lost -j DROP
iptables -A FORWARD -m recent --rcheck --hitcount 20 --name kept`,
    packets: `
in eth1 udp client.1 > server.9
in eth1 udp client2.1 > server.9
`,
  },
  {
    name: "time-recent",
    about:
      "Stamps grow old: --seconds with hits, and --reap takes away the one not used for longest",
    realTime: true,
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m recent --rcheck --seconds 1 --name a
-A FORWARD -m recent --update --seconds 1 --hitcount 3 --name a -j DROP
-A FORWARD -p udp --dport 9 -m recent --set --name a
-A FORWARD -m recent --update --seconds 2 --reap --name b
-A FORWARD -p udp --dport 10 -m recent --set --name b
-A FORWARD -m recent --rcheck --name b`)}`,
    packets: `
@0 in eth1 udp client.1 > server.9
@0.2 in eth1 udp client.1 > server.9
@0.4 in eth1 udp client.1 > server.9
@0.5 in eth1 udp client.1 > server.9
@0.6 in eth1 udp client.1 > server.10
@0.7 in eth1 udp client6.1 > server6.10
@1.3 in eth1 udp client.1 > server.9
@1.8 in eth1 udp client.1 > server.9
@2.2 in eth1 udp client2.1 > server.10
@2.9 in eth1 udp client.1 > server.11
@3.0 in eth1 udp client.1 > server.10
@3.2 in eth1 udp client6.1 > server6.11
@4.8 in eth1 udp client2.1 > server.11
@5.4 in eth1 udp client.1 > server.11
@5.6 in eth1 udp client.1 > server.11
`,
  },
];
