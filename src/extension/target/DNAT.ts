/** DNAT: connections go to another address or port (iptables-extensions(8), DNAT). */
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
  name: "DNAT",
  about: "the connection's destination address and port",
  decidedBy: ["conntrack"],
  wide: () => true,
  spares: true,
  families: ["ipv4", "ipv6"],
  tables: ["nat"],
  hooks: ["PREROUTING", "OUTPUT"],
  options: [
    { name: "to-destination", value: "required" },
    { name: "random", value: "none" },
    { name: "persistent", value: "none" },
  ],
  create: emptyRange,
  option(info, use, context) {
    if (use.id !== "to-destination") natSwitch(info, use.id);
    else parseDestination(info, use.value, context);
  },
  check(_info, _context, given) {
    if (given.has("to-destination")) return;
    throw new OptionError('DNAT: option "--to-destination" must be specified');
  },
  save: (info, family) =>
    [`--to-destination ${rangeToText(info, family)}`, ...switchesText(info, "--")].join(" "),
  list: (info, family) => [`to:${rangeToText(info, family)}`, ...switchesText(info, "")].join(" "),
  encode: encodeRange,
  needs: () => ["conntrack", "nat"],
});
