/** MASQUERADE: connections leave with the address of the interface they leave by
 * (iptables-extensions(8), MASQUERADE). */
import { target } from "../extension.js";
import {
  emptyRange,
  encodeRange,
  type NatRange,
  natSwitch,
  parsePorts,
  portsText,
  switchesText,
} from "../nat-range.js";

export const extension = target<NatRange>({
  name: "MASQUERADE",
  about: "the connection's source: the address of the interface it leaves by",
  decidedBy: ["conntrack", "setup"],
  wide: () => true,
  spares: true,
  families: ["ipv4", "ipv6"],
  tables: ["nat"],
  hooks: ["POSTROUTING"],
  options: [
    { name: "to-ports", value: "required" },
    { name: "random", value: "none" },
    { name: "random-fully", value: "none" },
  ],
  create: emptyRange,
  option(info, use, context) {
    if (use.id !== "to-ports") natSwitch(info, use.id);
    else {
      parsePorts(info, use.value, context);
      // a base port is taken, but its number has no place in what iptables hands to the kernel
      if (info.base !== null) info.base = 0;
    }
  },
  save(info) {
    const ports = info.ports === null ? [] : [`--to-ports ${portsText(info)}`];
    return [...ports, ...switchesText(info, "--")].join(" ");
  },
  list(info) {
    const ports = info.ports === null ? [] : [`masq ports: ${portsText(info)}`];
    return [...ports, ...switchesText(info, "")].join(" ");
  },
  encode: encodeRange,
  needs: () => ["conntrack", "nat"],
});
