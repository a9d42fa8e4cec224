/** Reassembly before conntrack (nf_defrag_ipv4, nf_defrag_ipv6). */
import { CtInfo, Family, Hook, Verdict } from "../abi";
import { gather4 } from "./defragment4";
import { gather6 } from "./defragment6";
import { FragmentUser } from "./fragments";
import { isFragment4 } from "./ipv4";
import { Packet } from "./packet";

/** PREROUTING and OUTPUT: STOLEN while fragments are missing, else ACCEPT with the whole packet. A
 * packet that conntrack has seen already, before it came back over `lo`, stays as it is. */
export function defragment(p: Packet, hook: u32): i32 {
  if (p.connection != 0 || p.ctInfo == CtInfo.UNTRACKED) return Verdict.ACCEPT;
  const user = hook == Hook.PREROUTING ? FragmentUser.CONNTRACK_IN : FragmentUser.CONNTRACK_OUT;
  if (p.family == Family.IPV6) return gather6(p, user);
  return isFragment4(p.data) ? gather4(p, user) : Verdict.ACCEPT;
}
