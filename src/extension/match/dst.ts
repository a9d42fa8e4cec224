/** dst: the destination options of IPv6 (iptables-extensions(8), dst). */
import { headerOptionsMatch } from "../header-options.js";

export const extension = headerOptionsMatch("dst", "the destination options header");
