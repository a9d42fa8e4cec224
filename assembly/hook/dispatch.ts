/**
 * The dispatcher: runs a hook's functions in priority order and does what they answer (nf_hook_slow
 * and nf_queue of the kernel).
 */
import { Cause, Hook, Table, Verdict } from "../abi";
import { conntrackHook } from "../conntrack/hook";
import { confirm } from "../conntrack/confirm";
import { synproxyHook } from "../conntrack/synproxy";
import { natHook } from "../conntrack/nat/hook";
import { defragment } from "../packet/defragment";
import { Packet } from "../packet/packet";
import { mangleOutput } from "../table/mangle";
import { traverse } from "../table/traverse";
import { callHostHook } from "./host";
import { enqueue } from "./queue";
import { entryArgument, entryKind, hookEntry, HookFunction, hookList } from "./registry";

/** How often a function may answer REPEAT for one packet. The kernel has no such limit: built-in
 * functions repeat at most once, a host's function could do so for ever. */
const REPEAT_LIMIT: u32 = 64;

/** The interfaces as a hook shows them to rules: PREROUTING and INPUT have no output interface,
 * OUTPUT has no input interface. */
export function hookIn(p: Packet, hook: u32): u32 {
  return hook == Hook.OUTPUT ? 0 : p.inInterface;
}
export function hookOut(p: Packet, hook: u32): u32 {
  return hook == Hook.PREROUTING || hook == Hook.INPUT ? 0 : p.outInterface;
}

function call(p: Packet, hook: u32, kind: u32, argument: u32): i32 {
  switch (kind) {
    case HookFunction.TABLE:
      if (argument == Table.MANGLE && hook == Hook.OUTPUT) return mangleOutput(p);
      return traverse(p, argument, hook, hookIn(p, hook), hookOut(p, hook));
    case HookFunction.CONNTRACK:
      return conntrackHook(p, hook);
    case HookFunction.CONFIRM:
      return confirm(p);
    case HookFunction.NAT:
      return natHook(p, hook);
    case HookFunction.DEFRAG:
      return defragment(p, hook);
    case HookFunction.SYNPROXY:
      return synproxyHook(p);
    case HookFunction.HOST:
      return callHostHook(p, hook, argument);
  }
  return Verdict.ACCEPT;
}

/** Runs the functions of a hook from number `from` on. Answers ACCEPT (go on), DROP or STOLEN. A
 * packet that a queue holds is STOLEN; it comes back through hook/queue.ts. */
export function runHooks(p: Packet, hook: u32, from: u32): i32 {
  const list = hookList(p.family, hook);
  let repeats: u32 = 0;
  // the list may change while a function of the embedding program runs
  for (let i = from; i < load<u32>(list); i++) {
    const entry = hookEntry(list, i);
    let verdict = call(p, hook, entryKind(entry), entryArgument(entry));
    if (verdict == Verdict.ACCEPT) continue;
    if ((verdict & Verdict.mask) == Verdict.QUEUE) verdict = enqueue(p, hook, i, verdict);
    if (verdict == Verdict.ACCEPT) continue;
    if (verdict == Verdict.REPEAT) {
      repeats++;
      if (repeats > REPEAT_LIMIT) {
        p.cause = Cause.REPEAT_LIMIT;
        p.hook = hook;
        return Verdict.DROP;
      }
      i--;
      continue;
    }
    if (p.hook == 0) p.hook = hook;
    return verdict;
  }
  return Verdict.ACCEPT;
}
