// Hosts that the scenarios have in common. Names of addresses: HOSTS in test/support/script.ts.

/** A router between eth1 (10.0.0.0/24, 2001:db8:1::/64) and eth0 (the rest of the world). */
export const ROUTER = `
ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/24 dev eth1
ip addr add 2001:db8::1/64 dev eth0
ip addr add 2001:db8:1::1/64 dev eth1
ip route add default via 192.0.2.254 dev eth0
ip -6 route add default via 2001:db8::254 dev eth0
sysctl -qw net.ipv4.ip_forward=1
sysctl -qw net.ipv6.conf.all.forwarding=1
`;

/** The same with a third leg: eth2 (10.0.1.0/24, 2001:db8:2::/64). */
export const THREE_LEGS = `${ROUTER.trimEnd()}
ip link set eth2 up
ip addr add 10.0.1.1/24 dev eth2
ip addr add 2001:db8:2::1/64 dev eth2
`;

/** The devices of THREE_LEGS. */
export const THREE = ["eth0", "eth1", "eth2"];

/** A rule that only makes conntrack and defragmentation work, in both families. */
export const TRACKED = `
iptables -t raw -N nothing
iptables -A INPUT -m conntrack --ctstate INVALID -m comment --comment tracking
ip6tables -A INPUT -m conntrack --ctstate INVALID -m comment --comment tracking
`;

/** The same rules, one a line, for iptables and for ip6tables. */
export function inBoth(rules: string): string {
  const lines = rules.split("\n").filter((l) => l.trim() !== "");
  return ["iptables", "ip6tables"]
    .flatMap((command) => lines.map((l) => `${command} ${l.trim()}`))
    .join("\n");
}
