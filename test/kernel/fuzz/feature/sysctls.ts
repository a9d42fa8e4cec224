// Sysctls of the stack that change what comes of a packet.
import type { Feature } from "../feature.js";

const VALUES: readonly (readonly [key: string, values: readonly (number | string)[]])[] = [
  ["net.ipv4.conf.all.rp_filter", [1, 2]],
  ["net.ipv4.conf.eth0.rp_filter", [1, 2]],
  ["net.ipv4.conf.eth1.rp_filter", [1, 2]],
  ["net.ipv4.conf.all.accept_local", [1]],
  ["net.ipv4.conf.eth1.route_localnet", [1]],
  ["net.ipv4.conf.all.forwarding", [0]],
  ["net.ipv4.conf.eth1.forwarding", [0]],
  ["net.ipv4.ip_default_ttl", [32, 128]],
  ["net.ipv4.ip_no_pmtu_disc", [1, 2]],
  ["net.ipv4.icmp_errors_use_inbound_ifaddr", [1]],
  ["net.ipv4.conf.all.accept_source_route", [1]],
  ["net.ipv4.conf.all.src_valid_mark", [1]],
  ["net.ipv4.fwmark_reflect", [1]],
  ["net.ipv4.conf.all.bc_forwarding", [1]],
  ["net.ipv6.conf.all.forwarding", [0]],
  ["net.ipv6.conf.eth1.forwarding", [0]],
  ["net.ipv6.conf.all.hop_limit", [32]],
  ["net.ipv6.conf.eth0.hop_limit", [200]],
  ["net.ipv6.fwmark_reflect", [1]],
  ["net.ipv6.conf.eth2.disable_ipv6", [1]],
];

export const feature: Feature = {
  percent: 35,
  lines: (c) =>
    c.times(c.between(1, 3), () => {
      const [key, values] = c.pick(VALUES);
      return `sysctl -qw ${key}=${c.pick(values)}`;
    }),
};
