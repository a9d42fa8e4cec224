// Tables, chains, hooks, and how rules are walked.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER } from "./router.js";

const HOOKS: [table: string, chains: string[]][] = [
  ["raw", ["PREROUTING", "OUTPUT"]],
  ["mangle", ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]],
  ["nat", ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"]],
  ["filter", ["INPUT", "FORWARD", "OUTPUT"]],
  ["security", ["INPUT", "FORWARD", "OUTPUT"]],
];

/** A LOG rule in every chain there is: the order of hooks is the order of lines. */
const everyChain = (command: string): string =>
  HOOKS.flatMap(([table, chains]) =>
    chains.map((c) => `${command} -t ${table} -A ${c} -j LOG --log-prefix "${table} ${c} "`),
  ).join("\n");

const WAYS = (client: string, server: string, inside: string, router: string): string => `
in eth1 udp ${client}.4000 > ${server}.53
in eth1 udp ${client}.4000 > ${inside}.53
out eth0 udp ${router}.4000 > ${server}.53
in eth0 udp ${server}.53 > ${client}.4000
in eth1 udp ${client}.4000 > ${server}.53 ttl=1
out eth1 udp ${inside}.9 > ${inside}.10
`;

/** Scenarios of tables and chains. */
export const tables: ScenarioSource[] = [
  {
    name: "hooks-order",
    about: "Every table at every hook, IPv4: forwarded, delivered, sent, to itself",
    setup: `${ROUTER}${everyChain("iptables")}`,
    packets: WAYS("client", "server", "inside", "router"),
  },
  {
    name: "hooks-order6",
    about: "Every table at every hook, IPv6: forwarded, delivered, sent, to itself",
    setup: `${ROUTER}${everyChain("ip6tables")}`,
    packets: WAYS("client6", "server6", "inside6", "router6"),
  },
  {
    name: "policies",
    about: "DROP policies at each hook, one packet that gets past each of them",
    setup: `${ROUTER}
iptables -P FORWARD DROP
iptables -P INPUT DROP
iptables -P OUTPUT DROP
iptables -t mangle -P POSTROUTING DROP
iptables -t raw -A PREROUTING -p tcp --dport 1 -j DROP
iptables -A FORWARD -p tcp --dport 2:4 -j ACCEPT
iptables -A INPUT -p tcp --dport 3 -j ACCEPT
iptables -A OUTPUT -p tcp --dport 4 -j ACCEPT
iptables -t mangle -A POSTROUTING -p tcp --dport 4 -j ACCEPT
ip6tables -P FORWARD DROP
ip6tables -A FORWARD -p tcp --dport 4 -j ACCEPT`,
    packets: `
in eth1 tcp client.4000 > server.1 S
in eth1 tcp client.4000 > server.2 S
in eth1 tcp client.4000 > server.4 S
in eth1 tcp client.4000 > server.5 S
in eth1 tcp client.4000 > inside.2 S
in eth1 tcp client.4000 > inside.3 S
out eth0 tcp router.4000 > server.3 S
out eth0 tcp router.4000 > server.4 S
in eth1 tcp client6.4000 > server6.4 S
in eth1 tcp client6.4000 > server6.5 S
`,
  },
  {
    name: "chains-jump-return",
    about: "User chains: jump, RETURN, falling off the end, a chain in a chain",
    setup: `${ROUTER}
iptables -N outer
iptables -N inner
iptables -N empty
iptables -A inner -p tcp --dport 10 -j RETURN
iptables -A inner -p tcp --dport 11 -j ACCEPT
iptables -A inner -p tcp --dport 12 -j DROP
iptables -A outer -j empty
iptables -A outer -p tcp -j inner
iptables -A outer -p tcp --dport 10 -j RETURN
iptables -A outer -p tcp --dport 13 -j REJECT
iptables -A FORWARD -j outer
iptables -A FORWARD -p tcp --dport 10 -j RETURN
iptables -A FORWARD -p tcp --dport 14 -j DROP
ip6tables -N outer
ip6tables -A outer -p tcp --dport 10 -j RETURN
ip6tables -A outer -j DROP
ip6tables -A FORWARD -p tcp -j outer`,
    packets: `
in eth1 tcp client.4000 > server.10 S
in eth1 tcp client.4000 > server.11 S
in eth1 tcp client.4000 > server.12 S
in eth1 tcp client.4000 > server.13 S
in eth1 tcp client.4000 > server.14 S
in eth1 tcp client.4000 > server.15 S
in eth1 udp client.4000 > server.10
in eth1 tcp client6.4000 > server6.10 S
in eth1 tcp client6.4000 > server6.11 S
in eth1 udp client6.4000 > server6.11
`,
  },
  {
    name: "chains-goto",
    about: "goto does not come back here: the end of its chain returns to the last jump",
    setup: `${ROUTER}
iptables -N first
iptables -N second
iptables -N third
iptables -A third -p udp --dport 1 -j RETURN
iptables -A third -p udp --dport 2 -j ACCEPT
iptables -A second -p udp --dport 3 -j DROP
iptables -A second -g third
iptables -A second -j DROP
iptables -A first -j second
iptables -A first -p udp --dport 1 -j ACCEPT
iptables -A first -p udp --dport 4 -j DROP
iptables -A FORWARD -p udp --dport 9 -g third
iptables -A FORWARD -j first
iptables -A FORWARD -p udp --dport 5 -j ACCEPT
iptables -P FORWARD DROP`,
    packets: `
in eth1 udp client.4000 > server.1
in eth1 udp client.4000 > server.2
in eth1 udp client.4000 > server.3
in eth1 udp client.4000 > server.4
in eth1 udp client.4000 > server.5
in eth1 udp client.4000 > server.6
in eth1 udp client.4000 > server.9
`,
  },
  {
    name: "rules-edited",
    about: "Insert, replace, delete by rule and by number, rename, flush: what is left and counts",
    setup: `${ROUTER}
iptables -N alpha
iptables -E alpha beta
iptables -A beta -p udp -j RETURN
iptables -A FORWARD -p tcp --dport 80 -j ACCEPT
iptables -I FORWARD -p tcp --dport 81 -j ACCEPT
iptables -I FORWARD 2 -p tcp --dport 82 -j ACCEPT
iptables -R FORWARD 1 -p tcp --dport 83 -j DROP
iptables -A FORWARD -j beta
iptables -A FORWARD -p tcp --dport 84 -j DROP
iptables -D FORWARD -p tcp --dport 80 -j ACCEPT
iptables -D FORWARD 2
iptables -N gone
iptables -A gone -j DROP
iptables -F gone
iptables -X gone
iptables -A INPUT -p tcp -j DROP
iptables -F INPUT
ip6tables-restore <<'END'
*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:web - [0:0]
-A FORWARD -p tcp -m tcp --dport 80 -j web
-A web -s 2001:db8:1::/64 -j ACCEPT
COMMIT
END`,
    packets: `
in eth1 tcp client.4000 > server.80 S
in eth1 tcp client.4000 > server.81 S
in eth1 tcp client.4000 > server.82 S
in eth1 tcp client.4000 > server.83 S
in eth1 tcp client.4000 > server.84 S
in eth1 udp client.4000 > server.84
in eth1 tcp client.4000 > inside.80 S
in eth1 tcp client6.4000 > server6.80 S
in eth1 tcp client6.4000 > server6.81 S
in eth0 tcp server6.4000 > client6.80 S
`,
  },
  {
    name: "rules-without-target",
    about: "Rules without a target only count, with a comment they still only count",
    setup: `${ROUTER}
iptables -A FORWARD
iptables -A FORWARD -p udp
iptables -A FORWARD -m comment --comment "one word" -s 10.0.0.0/8
iptables -A FORWARD -m comment --comment plain -m comment --comment 'with "quotes" and \\ more'
iptables -t nat -A POSTROUTING -p udp
iptables -t mangle -A FORWARD -j RETURN
iptables -t mangle -A FORWARD -p udp`,
    packets: `
in eth1 udp client.4000 > server.1
in eth1 udp client.4000 > server.1
in eth1 tcp client.4000 > server.1 S
`,
  },
];
