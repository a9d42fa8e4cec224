/** TRACE: shows every rule that the packet matches from here on (iptables-extensions(8), TRACE). */
import { TraceInfo } from "../../generated/layout/target/TRACE.js";
import { target } from "../extension.js";

export const extension = target<null>({
  name: "TRACE",
  about: "shows every rule that the packet matches from here on",
  decidedBy: ["packet"],
  spares: true,
  families: ["ipv4", "ipv6"],
  tables: ["raw"],
  options: [],
  create: () => null,
  option() {},
  save: () => "",
  list: () => "",
  encode(_info, record) {
    record.reserve(TraceInfo.size);
  },
});
