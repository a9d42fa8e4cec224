/** SNPT: another prefix for the source, without state (iptables-extensions(8), SNPT). */
import { prefixChange } from "../prefix-change.js";

export const extension = prefixChange("SNPT", "another prefix for the source, without state", [
  "INPUT",
  "POSTROUTING",
]);
