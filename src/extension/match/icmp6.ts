/** icmp6: type and code of an ICMPv6 message (iptables-extensions(8), icmp6). */
import { Icmp6Info } from "../../generated/layout/match/icmp6.js";
import { onlyProtocol, requireOption } from "../checks.js";
import { match } from "../extension.js";
import {
  type IcmpType,
  listIcmpType,
  noIcmpType,
  parseIcmpType,
  saveIcmpType,
  typeDemand,
} from "../icmp.js";
import { icmp6Names } from "../names.js";

export const extension = match<IcmpType>({
  name: "icmp6",
  about: "type and code of an ICMPv6 message",
  decidedBy: ["packet"],
  aliases: ["icmpv6", "ipv6-icmp"],
  families: ["ipv6"],
  protocol: 58,
  options: [{ name: "icmpv6-type", value: "required", invert: true }],
  create: noIcmpType,
  option(info, use) {
    Object.assign(info, parseIcmpType(use.value, icmp6Names, "ICMPv6"), { inverted: use.inverted });
  },
  check(_info, context, given) {
    requireOption(given, "icmp6", "icmpv6-type");
    onlyProtocol(context, "icmp6", 58);
  },
  save: (info) => saveIcmpType("icmpv6-type", info, false),
  list: (info, _family, numeric) => listIcmpType("ipv6-icmp", info, icmp6Names, numeric),
  foresee: (info) => ({ reads: 8, demands: [typeDemand(info)] }),
  encode(info, record) {
    record.reserve(Icmp6Info.size);
    record.u8(Icmp6Info.type, info.type);
    record.u8(Icmp6Info.codeFrom, info.codeFrom);
    record.u8(Icmp6Info.codeTo, info.codeTo);
    record.u8(Icmp6Info.invert, info.inverted ? 1 : 0);
  },
});
