/**
 * The linear scan: passes over rules whose addresses or protocol cannot match, so that only the
 * others are evaluated in full. Header options have no side effects, so looking at some of them
 * first changes nothing. Stand-alone loops with primitive arguments: this is where a long chain
 * spends its time.
 */
import { RuleAddresses6, RuleFlag, RuleImage } from "../abi";

const INVERT_ADDRESS: u32 = RuleFlag.INVERT_SOURCE | RuleFlag.INVERT_DESTINATION;

/** The first rule from `rule` on, before `end`, that may match these IPv4 addresses (as in memory)
 * and this protocol; `end` when there is none. */
export function candidate4(
  rule: usize,
  end: usize,
  source: u32,
  destination: u32,
  protocol: u32,
): usize {
  for (let r = rule; r < end; r += RuleImage.size) {
    const flags = load<u32>(r, RuleImage.flags);
    if ((flags & INVERT_ADDRESS) == 0) {
      if ((source & load<u32>(r, RuleImage.sourceMask)) != load<u32>(r, RuleImage.source)) continue;
      if (
        (destination & load<u32>(r, RuleImage.destinationMask)) !=
        load<u32>(r, RuleImage.destination)
      )
        continue;
    }
    const wanted = <u32>load<u16>(r, RuleImage.protocol);
    if (wanted == 0) return r;
    if (wanted == protocol) return r;
    if ((flags & RuleFlag.INVERT_PROTOCOL) != 0) return r;
  }
  return end;
}

/** The same for IPv6; `header` is the IPv6 header. The protocol is left to the full evaluation,
 * which may drop a packet whose header chain is broken. */
export function candidate6(rule: usize, end: usize, header: usize): usize {
  for (let r = rule; r < end; r += RuleImage.size) {
    const flags = load<u32>(r, RuleImage.flags);
    if ((flags & (RuleFlag.SOURCE | RuleFlag.DESTINATION)) == 0) return r;
    if ((flags & INVERT_ADDRESS) != 0) return r;
    const a = <usize>load<u32>(r, RuleImage.source);
    if ((load<u64>(header, 8) & load<u64>(a, RuleAddresses6.sourceMask)) != load<u64>(a)) continue;
    if ((load<u64>(header, 16) & load<u64>(a, RuleAddresses6.sourceMask + 8)) != load<u64>(a, 8))
      continue;
    if (
      (load<u64>(header, 24) & load<u64>(a, RuleAddresses6.destinationMask)) !=
      load<u64>(a, RuleAddresses6.destination)
    )
      continue;
    if (
      (load<u64>(header, 32) & load<u64>(a, RuleAddresses6.destinationMask + 8)) !=
      load<u64>(a, RuleAddresses6.destination + 8)
    )
      continue;
    return r;
  }
  return end;
}
