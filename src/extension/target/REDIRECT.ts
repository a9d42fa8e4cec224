/** REDIRECT: connections go to the host itself (iptables-extensions(8), REDIRECT). */
import { OptionError, target } from "../extension.js";
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
  name: "REDIRECT",
  about: "the connection's destination: the host itself",
  decidedBy: ["conntrack", "setup"],
  wide: () => true,
  spares: true,
  families: ["ipv4", "ipv6"],
  tables: ["nat"],
  hooks: ["PREROUTING", "OUTPUT"],
  options: [
    { name: "to-ports", value: "required" },
    { name: "random", value: "none" },
  ],
  create: emptyRange,
  option(info, use, context) {
    if (use.id !== "to-ports") natSwitch(info, use.id);
    else {
      parsePorts(info, use.value, context);
      if (info.base === null) return;
      throw new OptionError("REDIRECT: shifted portmap ranges are not supported by the kernel");
    }
  },
  save(info) {
    const ports = info.ports === null ? [] : [`--to-ports ${portsText(info)}`];
    return [...ports, ...switchesText(info, "--")].join(" ");
  },
  list(info) {
    const ports = info.ports === null ? [] : [`redir ports ${portsText(info)}`];
    return [...ports, ...switchesText(info, "")].join(" ");
  },
  encode: encodeRange,
  needs: () => ["conntrack", "nat"],
});
