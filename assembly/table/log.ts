/** Snapshots of packets for LOG and TRACE; the host prints the kernel's line from them. */
import { Family, LogRecord, NO_FACT, SideKind, Want } from "../abi";
import { newSide, wants } from "../memory/results";
import { Packet, PacketFlag } from "../packet/packet";
import { Context } from "./context";

/** Bytes of packet in a snapshot: more than any line shows. */
const SNAPSHOT: u32 = 512;

/** Writes a LOG record of the packet as it is now; the caller adds rule and step. 0 = not wanted. */
export function logPacket(p: Packet, c: Context): usize {
  return ofRule(snapshot(p, c.hook, c.inInterface, c.outInterface), c);
}

/** Writes a LOG record for a match that says something of the packet: a number, and bytes of a text
 * that the host's half of the match makes a line of. */
export function noteFromMatch(p: Packet, c: Context, number: u32, text: usize, bytes: u32): void {
  const r = ofRule(snapshot(p, c.hook, c.inInterface, c.outInterface, bytes), c);
  if (r == 0) return;
  store<u8>(r, 1, LogRecord.byMatch);
  store<u32>(r, number, LogRecord.first);
  store<u32>(r, bytes, LogRecord.text);
  memory.copy(r + LogRecord.bytes + <usize>load<u32>(r, LogRecord.captured), text, bytes);
}

function ofRule(r: usize, c: Context): usize {
  if (r == 0) return 0;
  store<u8>(r, <u8>c.table, LogRecord.table);
  store<u32>(r, c.ruleId, LogRecord.rule);
  store<u32>(r, c.ruleNumber, LogRecord.ruleNumber);
  return r;
}

/** Writes a LOG record of the packet as it is now, with the interfaces as the hook shows them; the
 * caller adds who logs it, and `extra` bytes behind the packet. 0 = not wanted. */
export function snapshot(
  p: Packet,
  hook: u32,
  inInterface: u32,
  outInterface: u32,
  extra: u32 = 0,
): usize {
  if (!wants(Want.LOGS)) return 0;
  const bytes = min<u32>(p.captured, SNAPSHOT);
  const r = newSide(SideKind.LOG, 0, LogRecord.bytes + bytes + extra);
  if (r == 0) return 0;
  store<u8>(r, p.family == Family.IPV4 ? 4 : 6, LogRecord.version);
  store<u8>(r, <u8>hook, LogRecord.hook);
  store<u32>(r, inInterface, LogRecord.inInterface);
  store<u32>(r, outInterface, LogRecord.outInterface);
  store<u32>(r, p.mark, LogRecord.mark);
  // who sends without a known user is root; the host's own answers have no sender
  const copy = p.is(PacketFlag.LOOP_COPY);
  const sent = p.is(PacketFlag.LOCAL_OUT) && !p.is(PacketFlag.GENERATED) && !copy;
  store<u32>(r, sent && p.uid == NO_FACT ? 0 : copy ? NO_FACT : p.uid, LogRecord.uid);
  store<u32>(r, sent && p.gid == NO_FACT ? 0 : copy ? NO_FACT : p.gid, LogRecord.gid);
  const macLength = min<u32>(p.macLength, 24);
  store<u16>(r, <u16>macLength, LogRecord.macLength);
  store<u16>(r, <u16>p.type, LogRecord.packetType);
  store<u32>(r, bytes, LogRecord.captured);
  store<u32>(r, p.length, LogRecord.length);
  if (macLength != 0) memory.copy(r + LogRecord.mac, p.mac, macLength);
  memory.copy(r + LogRecord.bytes, p.data, bytes);
  return r;
}
