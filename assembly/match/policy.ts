/**
 * policy: the IPsec transformations of a packet (iptables-extensions(8), policy; policy_mt of
 * xt_policy). No capture tells them: they are facts (`xfrmin=`, `xfrmout=`), one transformation each,
 * without its end points: a rule that asks for those is reported. Undeclared: there is none.
 */
import { FactGiven, FactRecord, FactTransform } from "../packet/facts";
import { Packet, PacketFlag } from "../packet/packet";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

/** u8 each: PolicyInfoFlag bits; how many elements. PolicyElement follows, four times. */
export const enum PolicyInfo {
  flags = 0,
  count = 1,
  elements = 8,
  size = 72,
}

export const enum PolicyInfoFlag {
  IN = 1,
  NONE = 2,
  STRICT = 4,
}

/** u8 each: PolicyAsk bits asked for, and turned around; then what is compared. */
export const enum PolicyElement {
  ask = 0,
  invert = 1,
  protocol = 2,
  mode = 3,
  reqid = 4,
  spi = 8,
  size = 16,
}

export const enum PolicyAsk {
  REQID = 1,
  SPI = 2,
  PROTOCOL = 4,
  MODE = 8,
  /** An end point of the tunnel. */
  ADDRESS = 16,
}

/** Whether the packet was, or will be, transformed as described. */
export function match(p: Packet, data: usize, c: Context): bool {
  const flags = <u32>load<u8>(data, PolicyInfo.flags);
  const inward = (flags & PolicyInfoFlag.IN) != 0;
  const none = (flags & PolicyInfoFlag.NONE) != 0;
  const facts = p.facts;
  const bit = inward ? FactGiven.TRANSFORM_IN : FactGiven.TRANSFORM_OUT;
  if (facts == 0 || (<u32>load<u16>(facts, FactRecord.given) & bit) == 0) {
    if (!p.is(PacketFlag.GENERATED)) undecided(c);
    return none;
  }
  const transform = facts + (inward ? FactRecord.transformIn : FactRecord.transformOut);
  if (load<u8>(transform, FactTransform.protocol) == 0) return none;
  if (none) return false;
  if ((flags & PolicyInfoFlag.STRICT) != 0 && load<u8>(data, PolicyInfo.count) != 1) return false;
  return elementFits(data + PolicyInfo.elements, transform, c);
}

function elementFits(element: usize, transform: usize, c: Context): bool {
  const ask = <u32>load<u8>(element, PolicyElement.ask);
  const invert = <u32>load<u8>(element, PolicyElement.invert);
  const protocol =
    load<u8>(element, PolicyElement.protocol) == load<u8>(transform, FactTransform.protocol);
  if (!fits(ask, invert, PolicyAsk.PROTOCOL, protocol)) return false;
  const mode = load<u8>(element, PolicyElement.mode) == load<u8>(transform, FactTransform.mode);
  if (!fits(ask, invert, PolicyAsk.MODE, mode)) return false;
  const spi = load<u32>(element, PolicyElement.spi) == load<u32>(transform, FactTransform.spi);
  if (!fits(ask, invert, PolicyAsk.SPI, spi)) return false;
  const reqid =
    load<u32>(element, PolicyElement.reqid) == load<u32>(transform, FactTransform.reqid);
  if (!fits(ask, invert, PolicyAsk.REQID, reqid)) return false;
  if ((ask & PolicyAsk.ADDRESS) != 0) undecided(c);
  return true;
}

function fits(ask: u32, invert: u32, bit: u32, holds: bool): bool {
  if ((ask & bit) == 0) return true;
  return holds != ((invert & bit) != 0);
}
