// Routes with several hops, under a seed that both sides know. Labels that the host draws would decide
// too: there are none.
import type { Chance } from "../../../support/chance.js";
import type { Feature } from "../feature.js";

const HOPS = {
  ipv4: [
    "via 192.0.2.254 dev eth0",
    "via 10.0.1.5 dev eth2",
    "via 192.0.2.253 dev eth0",
    "via 10.0.0.6 dev eth1",
    "dev eth2",
  ],
  ipv6: [
    "via 2001:db8::254 dev eth0",
    "via 2001:db8:2::5 dev eth2",
    "via 2001:db8::253 dev eth0",
    "via 2001:db8:1::6 dev eth1",
  ],
} as const;

/** Two to four hops in any order, with weights. */
function hops(c: Chance, family: "ipv4" | "ipv6"): string {
  const left: string[] = [...HOPS[family]];
  const count = c.between(2, Math.min(4, left.length));
  return c
    .times(count, () => {
      const [hop] = left.splice(c.between(0, left.length - 1), 1);
      const weight = c.percent(60) ? ` weight ${c.pick([1, 2, 3, 7, 200, 256])}` : "";
      return `nexthop ${hop}${weight}`;
    })
    .join(" ");
}

export const feature: Feature = {
  percent: 18,
  lines(c, families) {
    const lines = [
      `sysctl -qw net.ipv4.fib_multipath_hash_seed=${c.between(1, 0xffffffff)}`,
      "sysctl -qw net.ipv6.auto_flowlabels=0",
    ];
    for (const family of families) {
      const [number, command] = family === "ipv4" ? [4, "ip"] : [6, "ip -6"];
      const policy = c.pick([0, 1, 1, 2, 3]);
      if (policy > 0) lines.push(`sysctl -qw net.ipv${number}.fib_multipath_hash_policy=${policy}`);
      if (policy === 3 && c.percent(70)) {
        lines.push(`sysctl -qw net.ipv${number}.fib_multipath_hash_fields=${c.between(1, 0xfff)}`);
      }
      // IPv6 would add its hops to those of the same prefix
      if (family === "ipv6") lines.push("ip -6 route del default");
      lines.push(
        `${command} route ${family === "ipv4" ? "replace" : "add"} default ${hops(c, family)}`,
      );
      if (c.percent(40)) {
        const prefix = family === "ipv4" ? "203.0.113.0/26" : "2001:db8:9::/120";
        lines.push(`${command} route add ${prefix} ${hops(c, family)}`);
      }
    }
    return lines;
  },
};
