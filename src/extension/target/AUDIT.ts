/** AUDIT: a record for the audit daemon (iptables-extensions(8), AUDIT). */
import { AuditInfo } from "../../generated/layout/target/AUDIT.js";
import { requireOption } from "../checks.js";
import { OptionError, target } from "../extension.js";

interface AuditTarget {
  type: string;
}

const TYPES = ["accept", "drop", "reject"];

export const extension = target<AuditTarget>({
  name: "AUDIT",
  about: "a record for the audit daemon; the packet goes on",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "type", value: "required" }],
  create: () => ({ type: "" }),
  option(info, use) {
    const type = use.value.toLowerCase();
    if (!TYPES.includes(type)) {
      throw new OptionError(`Bad action type value "${use.value}"`, TYPES.join(", "));
    }
    info.type = type;
  },
  check: (_info, _context, given) => requireOption(given, "AUDIT", "type"),
  save: ({ type }) => `--type ${type}`,
  list: ({ type }) => `AUDIT ${type}`,
  encode: (_info, record) => record.reserve(AuditInfo.size),
});
