/** The mangle table in OUTPUT: what it changes may change the route (ipt_mangle_out, ip6t_mangle_out). */
import { Cause, Family, Hook, Table, Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { routeAgain } from "../route/reroute";
import { traverse } from "./traverse";

/** Traverses mangle OUTPUT; routes anew when addresses, mark, TOS (v4), hop limit or flow label (v6)
 * changed. */
export function mangleOutput(p: Packet): i32 {
  const mark = p.mark;
  const v4 = p.family == Family.IPV4;
  const tos = <u32>load<u8>(p.data, 1);
  const word = load<u32>(p.data);
  const hopLimit = <u32>load<u8>(p.data, 7);
  const a = load<u64>(p.data, 8);
  const b = load<u64>(p.data, 16);
  const c = v4 ? 0 : load<u64>(p.data, 24);
  const d = v4 ? 0 : load<u64>(p.data, 32);
  const verdict = traverse(p, Table.MANGLE, Hook.OUTPUT, 0, p.outInterface);
  if ((verdict & Verdict.mask) == Verdict.DROP || verdict == Verdict.STOLEN) return verdict;
  let changed = p.mark != mark;
  if (v4) {
    if (<u32>load<u8>(p.data, 1) != tos) changed = true;
    if (load<u32>(p.data, 12) != <u32>(a >> 32) || load<u32>(p.data, 16) != <u32>b) changed = true;
  } else {
    if (load<u32>(p.data) != word || <u32>load<u8>(p.data, 7) != hopLimit) changed = true;
    if (load<u64>(p.data, 8) != a || load<u64>(p.data, 16) != b) changed = true;
    if (load<u64>(p.data, 24) != c || load<u64>(p.data, 32) != d) changed = true;
  }
  if (!changed || routeAgain(p)) return verdict;
  p.cause = Cause.NO_ROUTE;
  return Verdict.DROP;
}
