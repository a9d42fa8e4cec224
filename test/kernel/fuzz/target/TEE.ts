import type { Row } from "../row.js";

/** Gateways on each leg, beyond the routers, none at all, and the host itself. */
const GATEWAYS = {
  ipv4: ["10.0.0.99", "10.0.1.99", "192.0.2.99", "192.0.2.254", "198.51.100.7", "10.0.0.1"],
  ipv6: ["2001:db8:1::99", "2001:db8:2::99", "2001:db8::99", "2001:db8::254", "2001:db8:77::7"],
} as const;

export const row: Row = {
  use(c, _s, { family, hooks }) {
    // what comes back over lo and is copied again would go round for ever: in the kernel, too
    const arriving = hooks.has("PREROUTING") || hooks.has("INPUT");
    const gateway = c.pick(GATEWAYS[family].filter((g) => g !== "10.0.0.1" || !arriving));
    const devices = ["eth0", "eth1", "eth2", "lo", "eth7"].filter((d) => d !== "lo" || !arriving);
    const oif = c.percent(35) ? ` --oif ${c.pick(devices)}` : "";
    return { words: `--gateway ${gateway}${oif}` };
  },
};
