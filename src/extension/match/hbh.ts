/** hbh: the hop-by-hop options of IPv6 (iptables-extensions(8), hbh). */
import { headerOptionsMatch } from "../header-options.js";

export const extension = headerOptionsMatch("hbh", "the hop-by-hop options header");
