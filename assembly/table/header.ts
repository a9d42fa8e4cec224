/**
 * The header part of a rule: -s -d -p -i -o -f, each with "!" (iptables(8), PARAMETERS). What
 * ip_packet_match and ip6_packet_match do in the kernel.
 */
import {
  Family,
  InterfacePattern,
  InterfaceRecord,
  RuleAddresses6,
  RuleFlag,
  RuleImage,
} from "../abi";
import { interfaceRecord } from "../memory/interfaces";
import { Packet, PacketFlag } from "../packet/packet";
import { Context } from "./context";

/** Whether the rule's header options match the packet. May set c.hotdrop. */
export function headerMatches(rule: usize, flags: u32, p: Packet, c: Context): bool {
  if (p.family == Family.IPV4) {
    if (!addresses4(rule, flags, p.data)) return false;
  } else if (!addresses6(rule, flags, p.data)) return false;
  const inPattern = <usize>load<u32>(rule, RuleImage.inInterface);
  if (inPattern != 0) {
    const same = nameMatches(inPattern, c.inInterface);
    if (same == ((flags & RuleFlag.INVERT_IN) != 0)) return false;
  }
  const outPattern = <usize>load<u32>(rule, RuleImage.outInterface);
  if (outPattern != 0) {
    const same = nameMatches(outPattern, c.outInterface);
    if (same == ((flags & RuleFlag.INVERT_OUT) != 0)) return false;
  }
  if (p.family == Family.IPV4) return protocol4(rule, flags, p);
  return protocol6(rule, flags, p, c);
}

function addresses4(rule: usize, flags: u32, header: usize): bool {
  if ((flags & RuleFlag.SOURCE) != 0) {
    const same =
      (load<u32>(header, 12) & load<u32>(rule, RuleImage.sourceMask)) ==
      load<u32>(rule, RuleImage.source);
    if (same == ((flags & RuleFlag.INVERT_SOURCE) != 0)) return false;
  }
  if ((flags & RuleFlag.DESTINATION) != 0) {
    const same =
      (load<u32>(header, 16) & load<u32>(rule, RuleImage.destinationMask)) ==
      load<u32>(rule, RuleImage.destination);
    if (same == ((flags & RuleFlag.INVERT_DESTINATION) != 0)) return false;
  }
  return true;
}

function masked16(at: usize, value: usize, mask: usize): bool {
  const low = (load<u64>(at) & load<u64>(mask)) ^ load<u64>(value);
  const high = (load<u64>(at, 8) & load<u64>(mask, 8)) ^ load<u64>(value, 8);
  return (low | high) == 0;
}

function addresses6(rule: usize, flags: u32, header: usize): bool {
  if ((flags & (RuleFlag.SOURCE | RuleFlag.DESTINATION)) == 0) return true;
  const a = <usize>load<u32>(rule, RuleImage.source);
  if ((flags & RuleFlag.SOURCE) != 0) {
    const same = masked16(header + 8, a + RuleAddresses6.source, a + RuleAddresses6.sourceMask);
    if (same == ((flags & RuleFlag.INVERT_SOURCE) != 0)) return false;
  }
  if ((flags & RuleFlag.DESTINATION) != 0) {
    const same = masked16(
      header + 24,
      a + RuleAddresses6.destination,
      a + RuleAddresses6.destinationMask,
    );
    if (same == ((flags & RuleFlag.INVERT_DESTINATION) != 0)) return false;
  }
  return true;
}

/** Whether an interface's name fits a pattern; index 0 (no interface) has the empty name. */
export function nameMatches(pattern: usize, index: u32): bool {
  let low: u64 = 0;
  let high: u64 = 0;
  if (index != 0) {
    const name = interfaceRecord(index) + InterfaceRecord.name;
    low = load<u64>(name);
    high = load<u64>(name, 8);
  }
  const mask = pattern + InterfacePattern.mask;
  const rest =
    ((low ^ load<u64>(pattern)) & load<u64>(mask)) |
    ((high ^ load<u64>(pattern, 8)) & load<u64>(mask, 8));
  return rest == 0;
}

function protocol4(rule: usize, flags: u32, p: Packet): bool {
  const protocol = <u32>load<u16>(rule, RuleImage.protocol);
  if (protocol != 0) {
    const same = protocol == <u32>load<u8>(p.data, 9);
    if (same == ((flags & RuleFlag.INVERT_PROTOCOL) != 0)) return false;
  }
  if ((flags & RuleFlag.FRAGMENT) != 0) {
    const same = p.fragmentOffset != 0;
    if (same == ((flags & RuleFlag.INVERT_FRAGMENT) != 0)) return false;
  }
  return true;
}

function protocol6(rule: usize, flags: u32, p: Packet, c: Context): bool {
  if ((flags & RuleFlag.PROTOCOL) == 0) return true;
  if (p.is(PacketFlag.NO_TRANSPORT)) {
    // ip6_packet_match: the chain of headers could not be followed
    c.hotdrop = 1;
    return false;
  }
  const protocol = <u32>load<u16>(rule, RuleImage.protocol);
  if (protocol == p.protocol) return (flags & RuleFlag.INVERT_PROTOCOL) == 0;
  // "-p all" (0) passes; any other protocol differs
  return protocol == 0 || (flags & RuleFlag.INVERT_PROTOCOL) != 0;
}
