// Realms: what routes, policy rules and the way back to a source leave on a packet.
import type { ScenarioSource } from "../scenario.js";
import { THREE, THREE_LEGS } from "./router.js";

/** A rule a realm that may come up, at every hook that has one: the counters tell. */
const ask = (realms: readonly string[]): string =>
  ["INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]
    .flatMap((hook) => realms.map((r) => `iptables -t mangle -A ${hook} -m realm --realm ${r}`))
    .join("\n");

const ROUTES = `${THREE_LEGS}
sysctl -qw net.ipv4.conf.all.rp_filter=0
sysctl -qw net.ipv4.conf.default.rp_filter=0
sysctl -qw net.ipv4.conf.eth0.rp_filter=0
sysctl -qw net.ipv4.conf.eth1.rp_filter=0
ip route replace default via 192.0.2.254 dev eth0 realm 9
ip route add 203.0.113.0/25 via 192.0.2.253 dev eth0 realm 5
ip route add 203.0.113.128/25 via 192.0.2.252 dev eth0 realm 7/5
ip route add 198.51.100.0/25 via 10.0.1.5 dev eth2
ip route add 10.0.0.0/25 dev eth1 realm 3`;

const PACKETS = `
in eth1 udp client.1 > server.9
in eth1 udp client.2 > 203.0.113.200.9
in eth1 udp client.3 > 198.51.100.9.9
in eth1 udp client.4 > 198.51.100.200.9
in eth1 udp 10.0.0.200.1 > server.9
in eth1 udp 10.0.0.200.2 > 203.0.113.200.9
in eth1 udp 10.0.0.200.3 > 198.51.100.9.9
in eth1 udp client.5 > 10.0.0.1.9
in eth1 udp 10.0.0.200.5 > 10.0.0.1.9
in eth0 udp server.9 > client.1
in eth0 udp 203.0.113.200.9 > client.2
in eth0 udp 203.0.113.200.9 > 192.0.2.1.2
in eth0 udp server.9 > 10.0.0.200.1
in eth1 udp 10.0.0.127.1 > server.9
in eth1 udp 10.0.0.255.1 > server.9
in eth1 udp client.5 > 10.0.0.255.9
in eth1 udp client.5 > 255.255.255.255.9
in eth1 udp client.5 > 224.0.0.1.9
in eth1 udp client.1 > server.9
in eth1 tcp client.1 > server.9 S ttl=1
out eth0 udp router.1 > server.9
out eth0 udp router.1 > 203.0.113.200.9
out eth2 udp router.1 > 198.51.100.9.9
out eth1 udp router.1 > client.9
out eth1 udp router.1 > 10.0.0.1.9
out eth1 udp router.1 > 10.0.0.255.9
`;

export const realms: ScenarioSource[] = [
  {
    name: "realm-routes",
    about: "-m realm: the route's realm, and that of the route back to the source",
    interfaces: THREE,
    setup: `${ROUTES}
echo "5 customers" >> /etc/iproute2/rt_realms
${ask(["0", "5", "9", "3/0xffff", "0x30005", "0x30009", "0x70005", "0x50000/0xffff0000", "0x90000/0xffff0000", "0x30000"])}
iptables -A FORWARD -m realm ! --realm 5/0xffff -m comment --comment others`,
    packets: PACKETS,
  },
  {
    name: "realm-rules",
    about:
      "-m realm: what rules give where routes give none; the first packet's realm stays at a hop",
    interfaces: THREE,
    setup: `${ROUTES}
ip route add default via 10.0.1.5 dev eth2 table 100
ip route add default via 10.0.1.6 dev eth2 realm 6 table 101
ip rule add from 10.0.0.0/25 to 198.51.100.0/24 realms 2/4 table 100
ip rule add from 10.0.0.128/25 to 198.51.100.0/24 realms 8 table 100
ip rule add from 10.0.0.128/25 to 203.0.113.0/24 realms 0x80000 table 101
ip rule add to 10.0.0.0/24 iif eth0 realms 1/1
${ask(["0", "1", "4", "8", "0x20004", "0x30004", "0x60000/0xffff0000", "6/0xffff", "0x80006", "0x10001", "0x10003", "0x40000/0xffff0000"])}`,
    packets: `${PACKETS}
in eth1 udp 10.0.0.200.9 > 198.51.100.9.9
in eth1 udp client.9 > 198.51.100.9.9
in eth1 udp 10.0.0.201.9 > 198.51.100.77.9
`,
  },
  {
    name: "realm-hop-kept",
    about:
      "-m realm: packets without a realm of their source get what the first one left at the hop",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip route add 198.51.100.0/25 via 10.0.1.5 dev eth2 table 100
ip route add 198.51.100.128/25 via 10.0.1.5 dev eth2 table 100
ip route add 198.51.100.0/24 via 10.0.1.5 dev eth2 table 101
ip rule add from 10.0.0.4 realms 4 table 100
ip rule add from 10.0.0.5 realms 5 table 100
ip rule add from 10.0.0.6 realms 6 table 101
${ask(["4", "5", "6", "0"])}`,
    packets: `
in eth1 udp 10.0.0.4.1 > 198.51.100.1.9
in eth1 udp 10.0.0.5.1 > 198.51.100.1.9
in eth1 udp 10.0.0.5.1 > 198.51.100.200.9
in eth1 udp 10.0.0.6.1 > 198.51.100.200.9
in eth1 udp 10.0.0.7.1 > 198.51.100.200.9
`,
  },
  {
    name: "realm-hops",
    about: "-m realm: hops with a realm each",
    interfaces: THREE,
    setup: `${THREE_LEGS}
sysctl -qw net.ipv4.fib_multipath_hash_seed=3735928559
ip route replace default nexthop via 192.0.2.254 dev eth0 realm 5 nexthop via 10.0.1.5 dev eth2 realm 2/6
ip route add 203.0.113.0/24 realm 4 nexthop via 192.0.2.254 dev eth0 realm 4 nexthop via 10.0.1.5 dev eth2
${ask(["4", "5", "0x20006", "0"])}`,
    packets: [1, 2, 3, 4, 5, 6, 7, 8]
      .flatMap((i) => [
        `in eth1 udp client.1 > 198.51.100.${i}.9`,
        `in eth1 udp client.1 > 203.0.113.${i}.9`,
      ])
      .join("\n"),
  },
];
