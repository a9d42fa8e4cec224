// The host that benchmarks are about: a router between the clients and servers of traffic.ts.
import type { Setup } from "../../src/setup/model.js";
import { parseSetup } from "../../src/setup/setup.js";
import { type Rule, restoreText } from "./rules.js";

/** Addresses, routes and forwarding. */
export const NETWORK = `
ip addr add 203.0.113.254/24 dev eth0
ip addr add 10.255.255.254/8 dev eth1
ip -6 addr add 2001:db8:9::fe/64 dev eth0
ip -6 addr add 2001:db8:1::fe/64 dev eth1
ip link set eth0 up
ip link set eth1 up
sysctl -w net.ipv4.ip_forward=1
sysctl -w net.ipv6.conf.all.forwarding=1
sysctl -w net.netfilter.nf_conntrack_max=4000000
`;

/** A text as the standard input of a restore command. */
export function restored(command: string, text: string): string {
  return `${command} <<'EOF'\n${text}EOF\n`;
}

/** The text of a router with rules in both families. */
export function routerText(rules: readonly Rule[], conntrack: boolean): string {
  return (
    NETWORK +
    restored("iptables-restore", restoreText(rules, { family: "ipv4", conntrack })) +
    restored("ip6tables-restore", restoreText(rules, { family: "ipv6", conntrack }))
  );
}

/** Reads a setup. */
export function host(text: string): Setup {
  return parseSetup(text).setup;
}

let held: { readonly text: () => string; readonly setup: Setup } | undefined;

/** A setup that is read when it is asked for and forgotten when another is: a heap full of the rules of other
 * cases would make every collection of garbage dear. */
export function hostLater(text: () => string): () => Setup {
  return () => {
    if (held?.text !== text) {
      held = undefined;
      held = { text, setup: host(text()) };
    }
    return held.setup;
  };
}
