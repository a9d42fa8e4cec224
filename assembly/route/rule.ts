/** Policy rules (ip-rule(8)): which of them fits a flow (fib_rule_match, fib4_rule_match,
 * fib6_rule_match). */
import {
  Family,
  FamilyNetwork,
  InterfaceRecord,
  PolicyAction,
  PolicyFlag,
  PolicyRuleImage,
} from "../abi";
import { Errno, NextHopImage } from "../abi";
import { interfaceRecord } from "../memory/interfaces";
import { Flow, FlowFlag, found, notFound } from "./flow";
import { familyNetwork } from "./network";

/** Whether a table said "not here": the next rule is asked (EAGAIN). */
export const TRY_NEXT: u32 = 11;

/** TOS bits that IPv4 routes and rules compare (IPTOS_RT_MASK). */
export const TOS_MASK: u32 = 0x1c;

/** Whether the first `bits` bits of two addresses agree. */
export function samePrefix(a: usize, b: usize, bits: u32): bool {
  let i: usize = 0;
  let left = bits;
  while (left >= 32) {
    if (load<u32>(a + i) != load<u32>(b + i)) return false;
    i += 4;
    left -= 32;
  }
  if (left == 0) return true;
  return bswap<u32>(load<u32>(a + i) ^ load<u32>(b + i)) >> (32 - left) == 0;
}

function inRange(rule: usize, port: u32, from: usize, to: usize): bool {
  return port >= <u32>load<u16>(rule + from) && port <= <u32>load<u16>(rule + to);
}

function selects(rule: usize, flags: u32, f: Flow, family: u32): bool {
  if ((flags & PolicyFlag.IIF) != 0 && load<u32>(rule, PolicyRuleImage.iif) != f.iif) return false;
  if ((flags & PolicyFlag.OIF) != 0 && load<u32>(rule, PolicyRuleImage.oif) != f.oif) return false;
  const mask = load<u32>(rule, PolicyRuleImage.markMask);
  if (((load<u32>(rule, PolicyRuleImage.mark) ^ f.mark) & mask) != 0) return false;
  if ((flags & PolicyFlag.UID) != 0) {
    if (f.uid < load<u32>(rule, PolicyRuleImage.uidFrom)) return false;
    if (f.uid > load<u32>(rule, PolicyRuleImage.uidTo)) return false;
  }
  const toLength = <u32>load<u8>(rule, PolicyRuleImage.toLength);
  if (toLength != 0 && !samePrefix(rule + PolicyRuleImage.to, f.destination, toLength))
    return false;
  const fromLength = <u32>load<u8>(rule, PolicyRuleImage.fromLength);
  if (fromLength != 0) {
    if (family == Family.IPV6 && (f.flags & FlowFlag.HAS_SOURCE) == 0) return false;
    if (!samePrefix(rule + PolicyRuleImage.from, f.source, fromLength)) return false;
  }
  const tos = <u32>load<u8>(rule, PolicyRuleImage.tos);
  if (tos != 0) {
    // IPv6 compares the whole DSCP, IPv4 what was TOS before it
    if (tos != (f.tos & (family == Family.IPV4 ? TOS_MASK : 0xfc))) return false;
  }
  if ((flags & PolicyFlag.IP_PROTOCOL) != 0) {
    if (<u32>load<u8>(rule, PolicyRuleImage.ipProtocol) != f.protocol) return false;
  }
  if ((flags & PolicyFlag.SPORT) != 0) {
    if (!inRange(rule, f.sport, PolicyRuleImage.sportFrom, PolicyRuleImage.sportTo)) return false;
  }
  if ((flags & PolicyFlag.DPORT) != 0) {
    if (!inRange(rule, f.dport, PolicyRuleImage.dportFrom, PolicyRuleImage.dportTo)) return false;
  }
  return true;
}

/** Whether a rule fits the flow. */
export function ruleFits(rule: usize, f: Flow, family: u32): bool {
  const flags = load<u32>(rule, PolicyRuleImage.flags);
  const fits = selects(rule, flags, f, family);
  return (flags & PolicyFlag.INVERT) != 0 ? !fits : fits;
}

/** Whether the rule suppresses what its table found (suppress_prefixlength, suppress_ifgroup). */
function suppressed(rule: usize): bool {
  const length = load<i32>(rule, PolicyRuleImage.suppressPrefixLength);
  if (length >= 0 && <i32>found.prefixLength <= length) return true;
  const group = load<i32>(rule, PolicyRuleImage.suppressGroup);
  if (group < 0 || found.hop == 0) return false;
  const device = load<u32>(found.hop, NextHopImage.interfaceIndex);
  if (device == 0) return false;
  return load<i32>(interfaceRecord(device), InterfaceRecord.group) == group;
}

/** What rules answer that look into no table. */
function refusal(action: u32): u32 {
  if (action == PolicyAction.UNREACHABLE) return notFound(Errno.ENETUNREACH);
  return notFound(action == PolicyAction.PROHIBIT ? Errno.EACCES : Errno.EINVAL);
}

/** Looks into the table of a number: an errno, 0 = found, TRY_NEXT = not here. */
type TableLookup = (id: u32) => u32;

/** Walks the rules (fib_rules_lookup, __fib_lookup); fills `found`, answers its errno. */
export function lookupByRules(f: Flow, family: u32, look: TableLookup): u32 {
  const network = familyNetwork(family);
  const count = load<u32>(network, FamilyNetwork.ruleCount);
  const rules = <usize>load<u32>(network, FamilyNetwork.rules);
  found.realm = 0;
  for (let i: u32 = 0; i < count; i++) {
    const rule = rules + <usize>i * PolicyRuleImage.size;
    if (!ruleFits(rule, f, family)) continue;
    const action = <u32>load<u8>(rule, PolicyRuleImage.action);
    const target = load<u32>(rule, PolicyRuleImage.target);
    if (action == PolicyAction.GOTO) {
      // a target lies behind its rule, and may be missing
      if (target > i && target < count) i = target - 1;
      continue;
    }
    if (action == PolicyAction.NOP) continue;
    const error = action == PolicyAction.TABLE ? look(target) : refusal(action);
    if (error == TRY_NEXT) continue;
    if (error == 0 && suppressed(rule)) continue;
    found.realm = load<u32>(rule, PolicyRuleImage.realm);
    return error;
  }
  return notFound(Errno.ENETUNREACH);
}
