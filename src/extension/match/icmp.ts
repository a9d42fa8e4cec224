/** icmp: type and code of an ICMP message (iptables-extensions(8), icmp). */
import { IcmpInfo } from "../../generated/layout/match/icmp.js";
import { onlyProtocol, requireOption } from "../checks.js";
import { match } from "../extension.js";
import {
  ANY_TYPE,
  type IcmpType,
  listIcmpType,
  noIcmpType,
  parseIcmpType,
  saveIcmpType,
  typeDemand,
} from "../icmp.js";
import { icmpNames } from "../names.js";

export const extension = match<IcmpType>({
  name: "icmp",
  about: "type and code of an ICMP message",
  decidedBy: ["packet"],
  families: ["ipv4"],
  protocol: 1,
  options: [{ name: "icmp-type", value: "required", invert: true }],
  create: noIcmpType,
  option(info, use) {
    Object.assign(info, parseIcmpType(use.value, icmpNames, "ICMP"), { inverted: use.inverted });
  },
  check(_info, context, given) {
    requireOption(given, "icmp", "icmp-type");
    onlyProtocol(context, "icmp", 1);
  },
  save: (info) => saveIcmpType("icmp-type", info, true),
  list: (info, _family, numeric) => listIcmpType("icmp", info, icmpNames, numeric),
  foresee: (info) => ({ reads: 8, demands: info.type === ANY_TYPE ? [] : [typeDemand(info)] }),
  encode(info, record) {
    record.reserve(IcmpInfo.size);
    record.u8(IcmpInfo.type, info.type);
    record.u8(IcmpInfo.codeFrom, info.codeFrom);
    record.u8(IcmpInfo.codeTo, info.codeTo);
    record.u8(IcmpInfo.invert, info.inverted ? 1 : 0);
  },
});
