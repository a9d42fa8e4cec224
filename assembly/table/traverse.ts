/**
 * The walk of a packet through a table's chains: ipt_do_table and ip6t_do_table of the kernel.
 *
 * Rules are evaluated in order; a rule's counters move when all its matches passed, before its
 * target runs. A jump pushes the place behind it on a stack, a goto does not; the end of a
 * user-defined chain and RETURN pop it; RETURN in a built-in chain is the chain's policy.
 */
import {
  Cause,
  ChainImage,
  ExtensionImage,
  Family,
  Hook,
  RuleFlag,
  RuleImage,
  Table,
  TargetKind,
  Verdict,
  Want,
  StepKind,
} from "../abi";
import { noteCounter, noteVarying, noting } from "../course/note";
import { matchDispatch } from "../generated/match";
import { targetDispatch } from "../generated/target";
import { wants } from "../memory/results";
import { Packet, PacketFlag } from "../packet/packet";
import { receiveWaiting, waitingCount } from "../stack/loopback";
import { Context } from "./context";
import { headerMatches } from "./header";
import { Classifier } from "./index/layout";
import { nextCandidate, seek } from "./index/probe";
import { noteEnd } from "./index/start";
import { chainAt, NEST_LIMIT, stackBase, stackDepth } from "./ruleset";
import { candidate4, candidate6 } from "./scan";
import { countEvaluation, countScan } from "./stats";
import { step, traceStep } from "./step";

/** Contexts for nested traversals, 64 bytes each. */
const contexts: usize = memory.data(16 * 64, 8);
let nest: u32 = 0;

/** A place to come back to: chain pointer, index of the next rule. */
const FRAME: usize = 8;

/** Sends the packet through a table at a hook; answers a verdict other than CONTINUE and RETURN. */
export function traverse(
  p: Packet,
  table: Table,
  hook: Hook,
  inInterface: u32,
  outInterface: u32,
): i32 {
  const chain = chainAt(p.family, table, hook);
  if (chain == 0) return Verdict.ACCEPT;
  if (nest >= NEST_LIMIT) {
    p.cause = Cause.NEST_LIMIT;
    return Verdict.DROP;
  }
  const c = changetype<Context>(contexts + <usize>nest * 64);
  nest++;
  c.hook = hook;
  c.table = table;
  c.family = p.family;
  c.inInterface = inInterface;
  c.outInterface = outInterface;
  c.hotdrop = 0;
  const verdict = walk(p, c, chain, stackBase + <usize>((nest - 1) * (stackDepth + 1)) * FRAME);
  nest--;
  if (waitingCount != 0) receiveWaiting();
  return verdict;
}

/** Whether a packet is in a table now. */
export function inTable(): bool {
  return nest != 0;
}

/** The loop over rules. `stack` has room for as many frames as chains can nest. */
function walk(p: Packet, c: Context, base: usize, stack: usize): i32 {
  const observed = wants(Want.PATH);
  const v4 = p.family == Family.IPV4;
  let chain = base;
  let index: u32 = 0;
  let depth: usize = 0;
  // whether the classifier was asked for this chain, and the packet is still what it was then
  let sought = false;
  for (;;) {
    const rules = <usize>load<u32>(chain, ChainImage.rules);
    const count = load<u32>(chain, ChainImage.ruleCount);
    const classifier = <usize>load<u32>(chain, ChainImage.index);
    const head = classifier == 0 ? count : load<u32>(classifier, Classifier.start);
    let rule: usize;
    if (classifier != 0 && (sought || index >= head)) {
      if (!sought) seek(classifier, p, c, index);
      sought = true;
      index = nextCandidate();
      rule = rules + <usize>index * RuleImage.size;
    } else {
      const first = rules + <usize>index * RuleImage.size;
      const end = rules + <usize>head * RuleImage.size;
      // read anew each time: a target may have rewritten the packet
      rule = v4
        ? candidate4(first, end, load<u32>(p.data, 12), load<u32>(p.data, 16), p.protocol)
        : candidate6(first, end, p.data);
      const found = <u32>((rule - rules) / RuleImage.size);
      countScan(found - index);
      index = found;
      if (rule == end && classifier != 0) continue;
    }
    if (index >= count) {
      index = count;
      sought = false;
      if (chain == base) return policy(p, c, base);
      if (observed) step(p, c, chain, index + 1, StepKind.RETURN);
      if (p.is(PacketFlag.TRACE)) traceStep(p, c, chain, index + 1, StepKind.RETURN);
      if (depth == 0) return policy(p, c, base);
      depth--;
      chain = <usize>load<u32>(stack + depth * FRAME);
      index = load<u32>(stack + depth * FRAME, 4);
      continue;
    }
    index++;
    countEvaluation();
    const flags = load<u32>(rule, RuleImage.flags);
    if ((flags & RuleFlag.UNCONDITIONAL) == 0) {
      if (!ruleMatches(rule, flags, p, c)) {
        if (c.hotdrop == 0) continue;
        return decided(p, c, rule, Cause.HOTDROP, Verdict.DROP);
      }
    }
    store<u64>(rule, load<u64>(rule, RuleImage.packets) + 1, RuleImage.packets);
    store<u64>(rule, load<u64>(rule, RuleImage.bytes) + <u64>p.length, RuleImage.bytes);
    if (noting) noteCounter(rule + RuleImage.packets);
    if (observed) step(p, c, chain, index, StepKind.RULE);
    if (p.is(PacketFlag.TRACE)) traceStep(p, c, chain, index, StepKind.RULE);
    const kind = flags >> TargetKind.shift;
    if (c.hotdrop != 0) {
      // a match that was inverted may hold for a packet that it found broken: the rule counts and
      // its target runs, and then the packet is dropped (ipt_do_table)
      c.chain = chain;
      c.ruleNumber = index;
      if (kind == TargetKind.EXTENSION) runTarget(rule, p, c);
      return decided(p, c, rule, Cause.HOTDROP, Verdict.DROP);
    }
    if (kind == TargetKind.NONE) continue;
    if (kind == TargetKind.JUMP) {
      store<u32>(stack + depth * FRAME, <u32>chain);
      store<u32>(stack + depth * FRAME, index, 4);
      depth++;
      chain = <usize>load<u32>(rule, RuleImage.target);
      index = 0;
      sought = false;
      continue;
    }
    if (kind == TargetKind.GOTO) {
      chain = <usize>load<u32>(rule, RuleImage.target);
      index = 0;
      sought = false;
      continue;
    }
    let verdict: i32;
    if (kind == TargetKind.VERDICT) verdict = load<i32>(rule, RuleImage.verdict);
    else {
      c.chain = chain;
      c.ruleNumber = index;
      verdict = runTarget(rule, p, c);
      sought = false;
      if (verdict == Verdict.CONTINUE) continue;
    }
    if (verdict == Verdict.RETURN) {
      if (depth == 0) return policy(p, c, base);
      sought = false;
      depth--;
      chain = <usize>load<u32>(stack + depth * FRAME);
      index = load<u32>(stack + depth * FRAME, 4);
      continue;
    }
    if (classifier != 0) noteEnd(classifier, index);
    return decided(p, c, rule, Cause.RULE, verdict);
  }
}

function runTarget(rule: usize, p: Packet, c: Context): i32 {
  const target = <usize>load<u32>(rule, RuleImage.target);
  c.rule = rule;
  c.ruleId = load<u32>(rule, RuleImage.id);
  if (noting && load<u32>(target, ExtensionImage.steady) == 0) noteVarying();
  return targetDispatch(<i32>load<u16>(target), p, target + ExtensionImage.data, c);
}

/** The rule's header options, then its matches in the order written. */
function ruleMatches(rule: usize, flags: u32, p: Packet, c: Context): bool {
  if (!headerMatches(rule, flags, p, c)) return false;
  let n = <u32>load<u16>(rule, RuleImage.matchCount);
  if (n == 0) return true;
  c.rule = rule;
  c.ruleId = load<u32>(rule, RuleImage.id);
  let m = <usize>load<u32>(rule, RuleImage.matches);
  while (n > 0) {
    if (noting && load<u32>(m, ExtensionImage.steady) == 0) noteVarying();
    if (!matchDispatch(<i32>load<u16>(m), p, m + ExtensionImage.data, c)) return false;
    m += <usize>load<u16>(m, ExtensionImage.size_bytes);
    n--;
  }
  return true;
}

/** The policy of the built-in chain, with its counters. */
function policy(p: Packet, c: Context, chain: usize): i32 {
  countChain(p, chain);
  if (wants(Want.PATH))
    step(p, c, chain, load<u32>(chain, ChainImage.ruleCount) + 1, StepKind.POLICY);
  if (p.is(PacketFlag.TRACE))
    traceStep(p, c, chain, load<u32>(chain, ChainImage.ruleCount) + 1, StepKind.POLICY);
  const verdict = load<i32>(chain, ChainImage.policy);
  if (verdict != Verdict.ACCEPT || c.table == Table.FILTER) {
    p.cause = Cause.POLICY;
    p.decision = load<u32>(chain, ChainImage.id);
    p.hook = c.hook;
  }
  return verdict;
}

function countChain(p: Packet, chain: usize): void {
  store<u64>(chain, load<u64>(chain, ChainImage.packets) + 1, ChainImage.packets);
  store<u64>(chain, load<u64>(chain, ChainImage.bytes) + <u64>p.length, ChainImage.bytes);
  if (noting) noteCounter(chain + ChainImage.packets);
}

/** Notes which rule decided. An ACCEPT counts as the packet's decision in the filter table only. */
function decided(p: Packet, c: Context, rule: usize, cause: Cause, verdict: i32): i32 {
  if ((verdict & Verdict.mask) != Verdict.ACCEPT || c.table == Table.FILTER) {
    p.cause = cause;
    p.decision = load<u32>(rule, RuleImage.id);
    p.hook = c.hook;
  }
  return verdict;
}
