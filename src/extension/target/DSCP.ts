/** DSCP: sets the code point of differentiated services (iptables-extensions(8), DSCP; RFC 2474). */
import { DscpTargetInfo } from "../../generated/layout/target/DSCP.js";
import { OptionError, target } from "../extension.js";
import { parseDscpClass } from "../names.js";
import { hex2, numberOption } from "../values.js";

const DSCP_MAX = 0x3f;

export const extension = target<{ dscp: number }>({
  name: "DSCP",
  about: "sets the code point of the packet",
  decidedBy: ["packet"],
  spares: true,
  families: ["ipv4", "ipv6"],
  tables: ["mangle"],
  options: [
    { name: "set-dscp", value: "required", excludes: ["set-dscp-class"] },
    { name: "set-dscp-class", value: "required", excludes: ["set-dscp"] },
  ],
  create: () => ({ dscp: 0 }),
  option(info, use) {
    if (use.id === "set-dscp") info.dscp = numberOption(use, "DSCP", 0, DSCP_MAX);
    else info.dscp = parseDscpClass(use.value);
  },
  check(_info, _context, given) {
    if (given.size === 0) throw new OptionError("DSCP: parameter --set-dscp is required");
  },
  save: ({ dscp }) => `--set-dscp ${hex2(dscp)}`,
  list: ({ dscp }) => `DSCP set ${hex2(dscp)}`,
  encode(info, record) {
    record.reserve(DscpTargetInfo.size);
    record.u8(DscpTargetInfo.dscp, info.dscp);
  },
});
