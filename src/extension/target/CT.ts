/** CT: how conntrack treats the packet (iptables-extensions(8), CT). */
import { CtTargetInfo } from "../../generated/layout/target/CT.js";
import { OptionError, target } from "../extension.js";

interface CtTarget {
  notrack: boolean;
}

/** Options of iptables that are refused: what they set up is not there. */
const unsupported = [
  "helper",
  "timeout",
  "ctevents",
  "expevents",
  "zone",
  "zone-orig",
  "zone-reply",
];

export const extension = target<CtTarget>({
  name: "CT",
  about: "how conntrack treats the packet",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  tables: ["raw"],
  options: [
    { name: "notrack", value: "none" },
    ...unsupported.map((name) => ({ name, value: "required" as const })),
  ],
  create: () => ({ notrack: false }),
  option(info, use) {
    if (use.id === "notrack") info.notrack = true;
    else {
      throw new OptionError(
        `CT: option "${use.flag}" is not supported yet`,
        "of CT only --notrack is there",
      );
    }
  },
  save: (info) => (info.notrack ? "--notrack" : ""),
  list: (info) => (info.notrack ? "CT notrack" : "CT"),
  encode(info, record) {
    record.reserve(CtTargetInfo.size);
    record.u8(CtTargetInfo.notrack, info.notrack ? 1 : 0);
  },
  // --notrack alone does not switch conntrack on (xt_ct_tg_check)
  needs: (info) => (info.notrack ? [] : ["conntrack"]),
});
