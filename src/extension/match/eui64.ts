/** eui64: the source address ends in the sender's EUI-64 (iptables-extensions(8), eui64). */
import { Eui64Info } from "../../generated/layout/match/eui64.js";
import { onlyHooks } from "../checks.js";
import { match } from "../extension.js";

export const extension = match<object>({
  name: "eui64",
  about: "the source address ends in the EUI-64 of the frame's source",
  decidedBy: ["packet", "capture"],
  families: ["ipv6"],
  options: [],
  create: () => ({}),
  option() {},
  check: (_info, context) => onlyHooks(context, "eui64", ["PREROUTING", "INPUT", "FORWARD"]),
  save: () => "",
  // the blank is iptables', behind instead of in front
  list: () => "eui64 ",
  listedTight: true,
  encode: (_info, record) => record.reserve(Eui64Info.size),
});
