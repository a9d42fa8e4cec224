/** SNAT: connections leave with another source address or port (iptables-extensions(8), SNAT). */
import { OptionError, target } from "../extension.js";
import {
  emptyRange,
  encodeRange,
  type NatRange,
  natSwitch,
  parseDestination,
  rangeToText,
  switchesText,
} from "../nat-range.js";

export const extension = target<NatRange>({
  name: "SNAT",
  about: "the connection's source address and port",
  decidedBy: ["conntrack"],
  wide: () => true,
  spares: true,
  families: ["ipv4", "ipv6"],
  tables: ["nat"],
  hooks: ["INPUT", "POSTROUTING"],
  options: [
    { name: "to-source", value: "required" },
    { name: "random", value: "none" },
    { name: "random-fully", value: "none" },
    { name: "persistent", value: "none" },
  ],
  create: emptyRange,
  option(info, use, context) {
    if (use.id !== "to-source") natSwitch(info, use.id);
    else {
      parseDestination(info, use.value, context);
      // a base port is taken, but its number has no place in what iptables hands to the kernel
      if (info.base !== null) info.base = 0;
    }
  },
  check(_info, _context, given) {
    if (given.has("to-source")) return;
    throw new OptionError('SNAT: option "--to-source" must be specified');
  },
  save: (info, family) =>
    [`--to-source ${rangeToText(info, family)}`, ...switchesText(info, "--")].join(" "),
  list: (info, family) => [`to:${rangeToText(info, family)}`, ...switchesText(info, "")].join(" "),
  encode: encodeRange,
  needs: () => ["conntrack", "nat"],
});
