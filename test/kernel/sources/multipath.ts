// Routes with several hops: which packet takes which, by the policy of the hash.
import type { ScenarioSource } from "../scenario.js";
import { THREE, THREE_LEGS } from "./router.js";

const FOUR = `ip route replace default \
nexthop via 192.0.2.254 dev eth0 weight 3 nexthop via 10.0.1.5 dev eth2 weight 2 \
nexthop via 192.0.2.253 dev eth0
`;
const SIX = `ip -6 route del default
ip -6 route add default nexthop via 2001:db8::254 dev eth0 weight 3 \
nexthop via 2001:db8:2::5 dev eth2 weight 2 nexthop via 2001:db8::253 dev eth0
`;

/** A router whose default routes have three hops each. */
const hops = (policy: number, more = ""): string => `${THREE_LEGS}${FOUR}${SIX}\
sysctl -qw net.ipv4.fib_multipath_hash_seed=3735928559
sysctl -qw net.ipv4.fib_multipath_hash_policy=${policy}
sysctl -qw net.ipv6.fib_multipath_hash_policy=${policy}
${more}`;

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Flows of many addresses, ports and labels through the router. */
const THROUGH = [
  ...range(8).map((i) => `in eth1 udp client.4000 > 198.51.100.${i + 1}.53`),
  ...range(8).map((i) => `in eth1 udp 10.0.0.${i + 20}.4000 > server.53`),
  ...range(8).map((i) => `in eth1 udp client.${4000 + i * 77} > server.53`),
  ...range(8).map((i) => `in eth1 tcp client.${5000 + i * 33} > server.80 S seq=1`),
  ...range(4).map((i) => `in eth1 ip client > server proto=${100 + i}`),
  ...range(4).map((i) => `in eth1 icmp client > server echo id=${i + 1} seq=1`),
  ...range(4).map((i) => `in eth1 udp client.4000 > server.53 tos=${i * 4}`),
  ...range(8).map((i) => `in eth1 udp client6.4000 > 2001:db8:77::${i + 1}.53`),
  ...range(8).map((i) => `in eth1 udp client6.${4000 + i * 77} > server6.53`),
  ...range(8).map((i) => `in eth1 udp client6.4000 > server6.53 flow=${i * 5003}`),
  ...range(4).map((i) => `in eth1 ip client6 > server6 proto=${100 + i}`),
  ...range(4).map((i) => `in eth1 icmp client6 > server6 echo id=${i + 1} seq=1`),
  "in eth1 sctp client.4000 > server.80 chunks=init:7",
  "in eth1 udplite client.4000 > server.53",
  "in eth1 ip client > server proto=33 len=30",
  "in eth1 ip client > server proto=50 len=30",
  "in eth1 ip client > server proto=51 len=30",
  "in eth1 udp client.4000 > server.53 len=2000 id=7 pieces=0-1480,1480-",
  "in eth1 udp client6.4000 > server6.53 len=2000 id=7 pieces=0-1232,1232-",
  "in eth1 udp client6.4000 > server6.53 ext=dst",
  "in eth1 tcp client6.4000 > server6.53 S ext=hbh,dst",
  "in eth1 udp client6.4001 > server6.53 ext=rt:00000000000000",
  "in eth1 udp client6.4000 > server6.53 ext=ah:04000000000000070000000100000000000000",
];

/** ICMP errors go where the packets that they quote go. */
const ERRORS = range(6).flatMap((i) => [
  `in eth1 icmp client > 198.51.100.${i + 1} type=3/1 quote=[udp 198.51.100.${i + 1}.53 > client.${4000 + i}]`,
  `in eth1 icmp client > server type=11 quote=[udp server.53 > 10.0.0.${i + 40}.4000]`,
  `in eth1 icmp client > server type=5/1 gw=inside quote=[udp server.53 > 10.0.0.${i + 40}.4000]`,
  `in eth1 icmp client6 > server6 type=1/4 quote=[udp server6.53 > 2001:db8:1::${i + 40}.4000 flow=${i}]`,
  `in eth1 icmp client6 > server6 type=3 quote=[udp server6.${i} > client6.4000]`,
]);

/** What the host says: packets of local processes, errors and resets. */
const OWN = [
  ...range(8).map((i) => `out eth0 udp router.4000 > 198.51.100.${i + 1}.53`),
  ...range(8).map((i) => `out eth0 udp dmzgw.${4000 + i} > 198.51.100.${i + 1}.53`),
  ...range(8).map((i) => `out eth0 udp inside.${4000 + i} > 198.51.100.${i + 1}.53`),
  ...range(8).map((i) => `out eth0 udp router6.4000 > 2001:db8:77::${i + 1}.53`),
  ...range(8).map((i) => `out eth0 tcp dmzgw6.${4000 + i} > 2001:db8:77::${i + 1}.53 S`),
  ...range(8).map((i) => `in eth0 udp 198.51.100.${i + 1}.4000 > client.53 ttl=1`),
  ...range(8).map((i) => `in eth0 udp server.${4000 + i * 99} > client.53 ttl=1`),
  ...range(8).map((i) => `in eth0 tcp 198.51.100.${i + 1}.4000 > router.25 S seq=1`),
  ...range(8).map((i) => `in eth0 udp 2001:db8:77::${i + 1}.4000 > client6.53 ttl=1`),
  ...range(8).map((i) => `in eth0 udp server6.${4000 + i * 99} > client6.53 ttl=1 flow=${i}`),
  ...range(8).map((i) => `in eth0 tcp 2001:db8:77::${i + 1}.4000 > router6.25 S seq=1`),
  ...range(8).map((i) => `in eth0 tcp server6.${4000 + i * 99} > router6.25 S seq=1`),
  ...range(8).map((i) => `in eth0 udp server6.${4000 + i * 99} > router6.26`),
];
const REJECTING = `iptables -A INPUT -p tcp --dport 25 -j REJECT --reject-with tcp-reset
ip6tables -A INPUT -p tcp --dport 25 -j REJECT --reject-with tcp-reset
ip6tables -A INPUT -p udp --dport 26 -j REJECT
`;
const MARKED = `${REJECTING}\
iptables -t mangle -A OUTPUT -p udp -j MARK --set-mark 7
ip6tables -t mangle -A OUTPUT -j MARK --set-mark 7
`;

/** A header of IPv4 (`protocol` in it) or IPv6, as hex. */
const inner4 = (last: number, protocol = "11"): string =>
  `4500001c0001000040${protocol}0000c6336401c63364${last.toString(16).padStart(2, "0")}`;
const inner6 = (last: number): string =>
  `6000${last.toString(16).padStart(4, "0")}00081140${"20010db8000700000000000000000001"}` +
  `20010db80007000000000000000000${last.toString(16).padStart(2, "0")}`;
const datagram = (port: number): string =>
  `${(5000 + port).toString(16).padStart(4, "0")}003500080000`;

/** Packets in packets: IP in IP, 6in4, 4in6, GRE of both versions, with a key, with Ethernet. */
const NESTED = range(5).flatMap((i) => [
  `in eth1 ip client > server proto=4 hex=${inner4(i)}${datagram(i)}`,
  `in eth1 ip client > server proto=4 hex=${inner4(9)}${datagram(i)}`,
  `in eth1 ip client > server proto=41 hex=${inner6(i)}${datagram(i)}`,
  `in eth1 ip client6 > server6 proto=4 hex=${inner4(i)}${datagram(i)}`,
  `in eth1 ip client6 > server6 proto=41 hex=${inner6(i)}${datagram(i)}`,
  `in eth1 ip client > server proto=47 hex=00000800${inner4(i)}${datagram(i)}`,
  `in eth1 ip client > server proto=47 hex=200086dd00000007${inner6(i)}${datagram(i)}`,
  `in eth1 ip client > server proto=47 hex=b0000800000000000000000700000001${inner4(i)}${datagram(i)}`,
  `in eth1 ip client > server proto=47 hex=40000800${inner4(i)}${datagram(i)}`,
  `in eth1 ip client > server proto=47 hex=00006558${"02".repeat(12)}0800${inner4(i)}${datagram(i)}`,
  `in eth1 ip client > server proto=47 hex=3001880b0004000700000001ff030021${inner4(i)}${datagram(i)}`,
  `in eth1 ip client > server proto=47 hex=3081880b000400070000000100000002ff030057${inner6(i)}${datagram(i)}`,
  `in eth1 ip client > server proto=47 hex=0000${`00${i}7`.slice(-4)}${inner4(i)}${datagram(i)}`,
  `in eth1 ip client > server proto=4 hex=${inner4(i, "04")}${inner4(i + 20)}${datagram(i)}`,
  `in eth1 ip client > server proto=4 hex=${inner4(i).slice(0, 20)}`,
  `in eth1 ip client6 > server6 proto=47 hex=000086dd${inner6(i)}${datagram(i)}`,
]);

const scenario = (
  name: string,
  about: string,
  setup: string,
  packets: readonly string[],
): ScenarioSource => ({
  name: `multipath-${name}`,
  about,
  interfaces: THREE,
  setup,
  packets: packets.join("\n"),
});

const fields = (four: number, six: number): string => `\
sysctl -qw net.ipv4.fib_multipath_hash_fields=${four}
sysctl -qw net.ipv6.fib_multipath_hash_fields=${six}
`;

/** Scenarios of routes with several hops. */
export const multipath: ScenarioSource[] = [
  scenario("addresses", "Policy 0: addresses decide", hops(0), [...THROUGH, ...ERRORS]),
  scenario("ports", "Policy 1: ports decide too", hops(1), [...THROUGH, ...ERRORS]),
  scenario("inner", "Policy 2: the innermost addresses decide", hops(2), [
    ...THROUGH,
    ...ERRORS,
    ...NESTED,
  ]),
  scenario("fields", "Policy 3 as it comes: addresses and protocol", hops(3), [
    ...THROUGH,
    ...ERRORS,
    ...NESTED,
  ]),
  scenario("fields-all", "Policy 3 with every field", hops(3, fields(0xff7, 0xfff)), [
    ...THROUGH,
    ...NESTED,
  ]),
  scenario("fields-inner", "Policy 3 with inner fields alone", hops(3, fields(0xfc0, 0x440)), [
    ...THROUGH,
    ...NESTED,
  ]),
  scenario("nested", "Policy 1 stops at packets in packets", hops(1), NESTED),
  ...range(4).map((policy) =>
    scenario(
      `own-${policy}`,
      `Policy ${policy}: what the host sends`,
      hops(policy, REJECTING),
      OWN,
    ),
  ),
  scenario("own-marked", "Packets of the host that are routed again", hops(1, MARKED), OWN),
  // the label of an ICMPv6 error is drawn by lot, and decides there
  scenario(
    "own-marked-0",
    "The same by addresses",
    hops(0, MARKED),
    OWN.filter((line) => !line.includes("6") || !line.includes(" udp ") || line.startsWith("out")),
  ),
  scenario("down", "A device that is down takes no share", hops(0, "ip link set eth2 down\n"), [
    ...THROUGH,
    ...OWN,
  ]),
  scenario(
    "rules",
    "Rules of routing with ports",
    hops(
      0,
      "ip rule add dport 53 priority 9 table 99\nip -6 rule add dport 53 priority 9 table 99\n",
    ),
    [...THROUGH, ...OWN],
  ),
  scenario(
    "filter",
    "The reverse path filter takes any hop",
    hops(
      0,
      "sysctl -qw net.ipv4.conf.all.rp_filter=1\niptables -t raw -A PREROUTING -m rpfilter\nip6tables -t raw -A PREROUTING -m rpfilter\n",
    ),
    range(8).flatMap((i) => [
      `in eth0 udp 198.51.100.${i + 1}.53 > client.4000`,
      `in eth2 udp 198.51.100.${i + 1}.53 > client.4000`,
      `in eth1 udp 198.51.100.${i + 1}.53 > client.4000`,
      `in eth0 udp 2001:db8:77::${i + 1}.53 > client6.4000`,
      `in eth2 udp 2001:db8:77::${i + 1}.53 > client6.4000`,
    ]),
  ),
  scenario(
    "nat",
    "The address of MASQUERADE follows the hop",
    hops(
      1,
      `
iptables -t nat -A POSTROUTING -o eth+ -j MASQUERADE
ip6tables -t nat -A POSTROUTING -o eth+ -j MASQUERADE
`,
    ),
    range(12).flatMap((i) => [
      `in eth1 udp client.${4000 + i} > server.53`,
      `in eth1 tcp client6.${4000 + i} > server6.80 S seq=1`,
      `out eth0 udp inside.${4100 + i} > server2.53`,
      `in eth0 icmp server > client ttl=1 echo id=${i} seq=1`,
    ]),
  ),
];
