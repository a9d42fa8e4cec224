/** Sets and packets: ip_set_test, ip_set_add and ip_set_del of the kernel. */
import { HZ } from "../abi";
import { get32 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";
import { AskFlag, SetAnswer, SetEntry, SetType, SET_DEFAULT } from "./abi";
import { bitmapAdd, bitmapDelete, bitmapId, bitmapTest } from "./bitmap";
import {
  keyFromPacket,
  packetAddress,
  packetMac,
  packetPort,
  port,
  protocol,
  widen,
} from "./element";
import { hashAdd, hashDelete, hashTest, regionCount, sweepRegion } from "./hash";
import { listElement, listSweep, memberAt } from "./list";
import { askDimension, askFlags, fromSource, meetElement, setAskFlags } from "./question";
import { expired, IpSet, isBitmap, isList, setAt, setTicks } from "./set";

/** The entry of an element that a packet adds. */
const entry: usize = memory.data(112, 8);

function fits(set: IpSet, p: Packet): bool {
  if (askDimension < set.dimension) return false;
  return set.family == 0 || set.family == p.family;
}

/** Whether the packet is in the set; --return-nomatch turns what was found around. */
export function testPacket(index: u32, p: Packet, c: Context): bool {
  const set = setAt(index);
  if (set === null || !fits(set, p)) return false;
  let answer: SetAnswer;
  if (isList(set.type)) return testMembers(set, p, c);
  if (isBitmap(set.type)) answer = bitmapPacket(set, p, c);
  else answer = keyFromPacket(set, p, c) ? hashTest(set) : SetAnswer.INVALID;
  if (answer == SetAnswer.AGAIN) {
    // an address that waits for its MAC: the packet brings it
    addPacket(index, p, c, <u32>SET_DEFAULT);
    return true;
  }
  const wanted =
    (askFlags & AskFlag.RETURN_NOMATCH) != 0 && set.nets > 0 ? SetAnswer.NOMATCH : SetAnswer.MATCH;
  return answer == wanted;
}

function testMembers(set: IpSet, p: Packet, c: Context): bool {
  const flags = askFlags;
  let inner = flags & ~(<u32>AskFlag.COUNTERS);
  if ((flags & AskFlag.SKIP_SUBCOUNTERS) != 0) inner |= AskFlag.SKIP_COUNTERS;
  let found = false;
  for (let i: u32 = 0; i < set.count; i++) {
    if (expired(set, listElement(set, i))) continue;
    setAskFlags(inner);
    if (!testPacket(memberAt(set, i), p, c)) continue;
    setAskFlags(flags);
    if (meetElement(set, listElement(set, i))) {
      found = true;
      break;
    }
  }
  setAskFlags(flags);
  return found;
}

/** Number and MAC of the packet's element in a bitmap. */
let bitmapMac: usize = 0;

function bitmapElement(set: IpSet, p: Packet, c: Context): i32 {
  bitmapMac = 0;
  if (set.type == SetType.BITMAP_PORT) {
    if (!packetPort(p, fromSource(1))) return SetAnswer.INVALID;
    if (protocol != <u32>Protocol.TCP && protocol != <u32>Protocol.UDP) return SetAnswer.INVALID;
    return bitmapId(set, port);
  }
  const id = bitmapId(set, get32(packetAddress(p, 1)));
  if (id < 0 || set.type != SetType.BITMAP_IP_MAC) return id;
  bitmapMac = packetMac(p, c, fromSource(2), true);
  return bitmapMac == 0 ? SetAnswer.INVALID : id;
}

function bitmapPacket(set: IpSet, p: Packet, c: Context): SetAnswer {
  const id = bitmapElement(set, p, c);
  return id < 0 ? id : bitmapTest(set, <u32>id, bitmapMac);
}

/** Elements whose time is over are thrown away now and then: a third of the set's timeout, three
 * minutes at most (IPSET_GC_PERIOD). */
function sweep(set: IpSet): void {
  const ticks = setTicks();
  if (ticks < set.sweepAt) return;
  const third = set.timeout / 3;
  set.sweepAt = ticks + <i64>(third == 0 ? 1 : min<u32>(third, 180)) * HZ;
  if (isList(set.type)) listSweep(set);
  else if (!isBitmap(set.type)) {
    const regions = regionCount(set.bits);
    for (let r: u32 = 0; r < regions; r++) sweepRegion(set, r);
  }
}

/** Adds the packet to the set; the element carries the packet's own count. `timeout`: seconds, or
 * SET_DEFAULT. */
export function addPacket(index: u32, p: Packet, c: Context, timeout: u32): SetAnswer {
  const set = setAt(index);
  if (set === null || !fits(set, p)) return SetAnswer.TYPE_MISMATCH;
  if (set.timeoutAt != 0) sweep(set);
  if (isList(set.type)) {
    for (let i: u32 = 0; i < set.count; i++) {
      if (expired(set, listElement(set, i))) continue;
      if (addPacket(memberAt(set, i), p, c, timeout) == SetAnswer.OK) return SetAnswer.OK;
    }
    return SetAnswer.OK;
  }
  memory.fill(entry, 0, SetEntry.size);
  store<u32>(entry, timeout, SetEntry.timeout);
  store<u64>(entry, 1, SetEntry.packets);
  store<u64>(entry, <u64>p.length, SetEntry.bytes);
  const exist = (askFlags & AskFlag.EXIST) != 0;
  if (isBitmap(set.type)) {
    const id = bitmapElement(set, p, c);
    return id < 0 ? id : bitmapAdd(set, <u32>id, bitmapMac, entry, exist);
  }
  if (!keyFromPacket(set, p, c)) return SetAnswer.INVALID;
  widen(set);
  return hashAdd(set, entry, exist);
}

/** Deletes the packet from the set. */
export function deletePacket(index: u32, p: Packet, c: Context): SetAnswer {
  const set = setAt(index);
  if (set === null || !fits(set, p)) return SetAnswer.TYPE_MISMATCH;
  if (isList(set.type)) {
    for (let i: u32 = 0; i < set.count; i++) {
      if (expired(set, listElement(set, i))) continue;
      if (deletePacket(memberAt(set, i), p, c) == SetAnswer.OK) return SetAnswer.OK;
    }
    return SetAnswer.OK;
  }
  if (isBitmap(set.type)) {
    const id = bitmapElement(set, p, c);
    return id < 0 ? id : bitmapDelete(set, <u32>id);
  }
  if (!keyFromPacket(set, p, c)) return SetAnswer.INVALID;
  widen(set);
  return hashDelete(set);
}
