/** NETMAP: one network for another (iptables-extensions(8), NETMAP). */
import { NetmapInfo } from "../../generated/layout/target/NETMAP.js";
import { maskLength } from "../../setup/address.js";
import { addressText, hostMaskOption, type MaskedAddress } from "../address.js";
import { requireOption } from "../checks.js";
import { target } from "../extension.js";

interface NetmapTarget {
  to: MaskedAddress;
}

const text = ({ to }: NetmapTarget) => `${addressText(to.address)}/${maskLength(to.mask)}`;

export const extension = target<NetmapTarget>({
  name: "NETMAP",
  about: "the connection's address: another network, the same host in it",
  decidedBy: ["conntrack"],
  wide: () => true,
  families: ["ipv4", "ipv6"],
  tables: ["nat"],
  hooks: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  options: [{ name: "to", value: "required" }],
  create: () => ({ to: { address: new Uint8Array(4), mask: new Uint8Array(4) } }),
  option(info, use, context) {
    const { address, mask } = hostMaskOption(use, "NETMAP", context.family);
    info.to = { address: address.map((byte, i) => byte & mask[i]!), mask };
  },
  check: (_info, _context, given) => requireOption(given, "NETMAP", "to"),
  save: (info) => `--to ${text(info)}`,
  list: (info) => `to:${text(info)}`,
  encode(info, record) {
    record.reserve(NetmapInfo.size);
    record.bytes(NetmapInfo.network, info.to.address);
    record.bytes(NetmapInfo.mask, info.to.mask);
  },
  needs: () => ["conntrack", "nat"],
});
