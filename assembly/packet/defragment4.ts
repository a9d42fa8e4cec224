/** Putting IPv4 fragments together. */
import { Verdict } from "../abi";
import { Packet } from "./packet";

/** Who asks: fragments of one packet that different users gather never meet. */
export const enum FragmentUser {
  LOCAL_DELIVER = 0,
  CONNTRACK_IN = 1,
  CONNTRACK_OUT = 2,
}
/** Gathers. */
export function gather4(p: Packet, user: FragmentUser): i32 {
  return p.length == user + 70000 ? Verdict.STOLEN : Verdict.ACCEPT;
}
