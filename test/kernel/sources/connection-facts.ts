// What connections carry beside their state: labels, and the helpers of their masters.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

export const connectionFacts: ScenarioSource[] = [
  {
    name: "connlabel",
    about: "Labels are set once and asked for in both directions; untracked packets have none",
    setup: `${ROUTER}${inBoth(`
-t raw -A PREROUTING -p udp --dport 7 -j NOTRACK
-t raw -A PREROUTING -m connlabel --label 5
-t raw -A PREROUTING -m connlabel ! --label 5
-A FORWARD -m connlabel --label 5
-A FORWARD -m connlabel ! --label 5
-A FORWARD -p udp --sport 1 -m connlabel --label 5 --set
-A FORWARD -p udp --sport 2 -m connlabel ! --label 127 --set
-A FORWARD -p udp --sport 2 -m connlabel --label 64 --set
-A FORWARD -m connlabel --label 5
-A FORWARD -m connlabel --label 127
-A FORWARD -m connlabel ! --label 64`)}`,
    packets: `
in eth1 udp client.1 > server.53
in eth0 udp server.53 > client.1
in eth1 udp client.1 > server.53
in eth1 udp client.2 > server.53
in eth0 udp server.53 > client.2
in eth1 udp client.2 > server.53
in eth1 udp client.3 > server.53
in eth1 udp client.1 > server.7
in eth0 icmp server > client type=3/3 quote=[udp client.1 > server.53]
in eth1 udp client6.1 > server6.53
in eth0 udp server6.53 > client6.1
`,
  },
  {
    name: "helper-match",
    about: "Connections that ftp announced are known by the helper of their master",
    setup: `${ROUTER}
iptables -t raw -A PREROUTING -p tcp --dport 21 -j CT --helper ftp
iptables -A FORWARD -m helper --helper ftp
iptables -A FORWARD -m helper ! --helper ftp
iptables -A FORWARD -m helper --helper ""
iptables -A FORWARD -m helper ! --helper ""
iptables -A FORWARD -m helper --helper ftp-2121
iptables -A FORWARD -m helper --helper ft
iptables -A FORWARD -m helper --helper irc
iptables -A FORWARD -m helper ! --helper irc
iptables -t raw -A PREROUTING -m helper --helper ftp
iptables -t raw -A PREROUTING -m helper ! --helper ftp
`,
    packets: `
in eth1 tcp client.4000 > server.21 S seq=1
in eth0 tcp server.21 > client.4000 SA seq=9 ack=2
in eth1 tcp client.4000 > server.21 A seq=2 ack=10
in eth1 tcp client.4000 > server.21 PA seq=2 ack=10 hex=504f52542031302c302c302c352c31362c310d0a
in eth0 tcp server.20 > client.4097 S seq=1
in eth1 tcp client.4097 > server.20 SA seq=1 ack=2
in eth0 tcp server.20 > client.4097 A seq=2 ack=2
in eth0 tcp server.20 > client.4098 S seq=1
in eth1 udp client.1 > server.53
`,
  },
  {
    name: "no-cgroup",
    about: "cgroup without groups: sockets are in the first one; forwarded packets have none",
    setup: `${ROUTER}${inBoth(`
-A OUTPUT -m cgroup --cgroup 0
-A OUTPUT -m cgroup ! --cgroup 0
-A OUTPUT -m cgroup --cgroup 1
-A OUTPUT -m cgroup ! --cgroup 1
-A OUTPUT -m cgroup --path /
-A OUTPUT -m cgroup ! --path /
-t mangle -A POSTROUTING -m cgroup --cgroup 0
-t mangle -A POSTROUTING -m cgroup ! --cgroup 1
-A INPUT -m cgroup --cgroup 0
-A INPUT -m cgroup ! --cgroup 1
-A INPUT -p udp -j REJECT
-A INPUT -p tcp -j REJECT --reject-with tcp-reset
-A FORWARD -m cpu --cpu 1000
-A FORWARD -m cpu ! --cpu 1000`)}`,
    packets: `
out eth0 udp router.1 > server.53
out eth0 icmp router > server echo id=1
in eth1 udp client.1 > server.53
in eth1 udp client.1 > router.53
in eth1 tcp client.1 > router.80 S seq=1
out eth0 udp router6.1 > server6.53
in eth1 udp client6.1 > server6.53
in eth1 udp client6.1 > router6.53
in eth1 tcp client6.1 > router6.80 S seq=1
`,
  },
];
