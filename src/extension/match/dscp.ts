/** dscp: the code point of differentiated services (iptables-extensions(8), dscp). */
import { DscpInfo } from "../../generated/layout/match/dscp.js";
import { match, OptionError } from "../extension.js";
import { parseDscpClass } from "../names.js";
import { bang, hex2, numberOption } from "../values.js";

/** A code point. */
interface DscpOptions {
  value: number;
  inverted: boolean;
}

const MAX = 0x3f;

export const extension = match<DscpOptions>({
  name: "dscp",
  about: "the code point of differentiated services",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "dscp", value: "required", invert: true, excludes: ["dscp-class"] },
    { name: "dscp-class", value: "required", invert: true, excludes: ["dscp"] },
  ],
  create: () => ({ value: 0, inverted: false }),
  option(info, use) {
    const byName = use.id === "dscp-class";
    info.value = byName ? parseDscpClass(use.value) : numberOption(use, "dscp", 0, MAX);
    info.inverted = use.inverted;
  },
  check(_info, _context, given) {
    if (given.has("dscp") || given.has("dscp-class")) return;
    throw new OptionError("DSCP match: parameter --dscp is required");
  },
  save: (info) => `${bang(info.inverted)}--dscp ${hex2(info.value)}`,
  list: (info) => `DSCP match ${info.inverted ? "!" : ""}${hex2(info.value)}`,
  steady: () => true,
  foresee: () => ({}),
  encode(info, record) {
    record.reserve(DscpInfo.size);
    record.u8(DscpInfo.value, info.value);
    record.u8(DscpInfo.invert, info.inverted ? 1 : 0);
  },
});
