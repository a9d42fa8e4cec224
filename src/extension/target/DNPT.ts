/** DNPT: another prefix for the destination, without state (iptables-extensions(8), DNPT). */
import { prefixChange } from "../prefix-change.js";

export const extension = prefixChange("DNPT", "another prefix for the destination, without state", [
  "PREROUTING",
  "OUTPUT",
]);
