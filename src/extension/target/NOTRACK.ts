/** NOTRACK: conntrack leaves the packet alone, the same as CT --notrack (iptables-extensions(8)). */
import { NotrackInfo } from "../../generated/layout/target/NOTRACK.js";
import { target } from "../extension.js";

export const extension = target<null>({
  name: "NOTRACK",
  about: "conntrack leaves the packet alone",
  decidedBy: ["packet"],
  listedAs: "CT",
  families: ["ipv4", "ipv6"],
  tables: ["raw"],
  options: [],
  create: () => null,
  option() {},
  save: () => "",
  list: () => "NOTRACK",
  encode(_info, record) {
    record.reserve(NotrackInfo.size);
  },
});
