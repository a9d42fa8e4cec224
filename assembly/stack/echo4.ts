/** IPv4 options of an answer: those of the packet it answers, turned around (__ip_options_echo,
 * ip_options_build). */
import { RouteType } from "../abi";
import { now } from "../memory/clock";
import { put32 } from "../packet/bytes";
import { Packet, PacketFlag } from "../packet/packet";
import { addressType4 } from "../route/lookup";
import { OptionWant } from "./options4";

/** Where the answer's options stand, from the IP header on; 0 = absent. */
let recordRoute: u32 = 0;
let timestamp: u32 = 0;
let sourceRoute: u32 = 0;
let wants: u32 = 0;

/**
 * Writes the options that answer p's to `to`, 20 bytes into the answer's header; their size, padded
 * to four bytes, or -1 when they cannot be answered. With a source route the answer's first hop is
 * left in the header's destination, which is 0 otherwise.
 */
export function echoOptions4(p: Packet, to: usize): i32 {
  recordRoute = 0;
  timestamp = 0;
  sourceRoute = 0;
  wants = 0;
  store<u32>(to - 4, 0);
  if (!p.is(PacketFlag.OPTIONS)) return 0;
  let size: u32 = 0;
  if (p.optionRecordRoute != 0) {
    const o = p.data + p.optionRecordRoute;
    const length = <u32>load<u8>(o, 1);
    const pointer = <u32>load<u8>(o, 2);
    recordRoute = 20 + size;
    memory.copy(to + size, o, length);
    if ((p.optionWants & OptionWant.RECORD) != 0 && pointer <= length) {
      if (pointer + 3 > length) return -1;
      store<u8>(to + size, <u8>(pointer + 4), 2);
      wants |= OptionWant.RECORD;
    }
    size += length;
  }
  if (p.optionTimestamp != 0) {
    if (!echoTimestamp(p, to + size)) return -1;
    timestamp = 20 + size;
    size += <u32>load<u8>(p.data + p.optionTimestamp, 1);
  }
  if (p.optionSourceRoute != 0) size += echoSourceRoute(p, to, size);
  if (p.optionCipso != 0) {
    const label = p.data + p.optionCipso;
    memory.copy(to + size, label, <u32>load<u8>(label, 1));
    size += <u32>load<u8>(label, 1);
  }
  while ((size & 3) != 0) {
    store<u8>(to + size, 0);
    size++;
  }
  return <i32>size;
}

function echoTimestamp(p: Packet, to: usize): bool {
  const o = p.data + p.optionTimestamp;
  const length = <u32>load<u8>(o, 1);
  let pointer = <u32>load<u8>(o, 2);
  memory.copy(to, o, length);
  if (pointer > length) return true;
  if ((p.optionWants & OptionWant.TIME_ADDRESS) != 0) {
    if (pointer + 3 > length) return false;
    wants |= OptionWant.TIME_ADDRESS;
    pointer += 4;
  }
  if ((p.optionWants & OptionWant.TIME) != 0) {
    if (pointer + 3 > length) return false;
    if ((load<u8>(to, 3) & 15) != 3) {
      wants |= OptionWant.TIME;
      pointer += 4;
    } else if (pointer + 7 <= length) {
      if (addressType4(load<u32>(to + pointer - 1), 0) != RouteType.UNICAST) {
        wants |= OptionWant.TIME;
        pointer += 8;
      }
    }
  }
  store<u8>(to, <u8>pointer, 2);
  return true;
}

/** The hops so far, backwards. */
function echoSourceRoute(p: Packet, to: usize, size: u32): u32 {
  const o = p.data + p.optionSourceRoute;
  const length = <u32>load<u8>(o, 1);
  let from = <i32>load<u8>(o, 2);
  if (from > <i32>length) from = <i32>length + 1;
  from -= 4;
  if (from <= 3) return 0;
  const first = load<u32>(o + from - 1);
  const d = to + size;
  let at: u32 = 4;
  for (from -= 4; from > 3; from -= 4) {
    store<u32>(d + at - 1, load<u32>(o + from - 1));
    at += 4;
  }
  if (load<u32>(p.data, 12) == load<u32>(o + from + 3)) at -= 4;
  if (at <= 3) return 0;
  store<u32>(to - 4, first);
  store<u8>(d, load<u8>(o));
  store<u8>(d, <u8>(at + 3), 1);
  store<u8>(d, 4, 2);
  sourceRoute = 20 + size;
  return at + 3;
}

/** Fills in what the options of the answer ask of its sender; `peer` is whom it answers. */
export function finishEcho4(a: Packet, size: u32, peer: u32): void {
  if (size == 0) return;
  const h = a.data;
  if (sourceRoute != 0) {
    const o = h + sourceRoute;
    store<u32>(o + <usize>load<u8>(o, 1) - 4, peer);
  }
  const own = load<u32>(h, 12);
  if ((wants & OptionWant.RECORD) != 0) {
    const o = h + recordRoute;
    store<u32>(o + <usize>load<u8>(o, 2) - 5, own);
  }
  if ((wants & OptionWant.TIME_ADDRESS) != 0) {
    const o = h + timestamp;
    store<u32>(o + <usize>load<u8>(o, 2) - 9, own);
  }
  if ((wants & OptionWant.TIME) != 0) {
    const o = h + timestamp;
    put32(o + <usize>load<u8>(o, 2) - 5, <u32>((now / 1000000) % 86400000));
  }
}
