/** What leaves the host: EMIT and FRAME records. */
import { EmitAt, EmitRecord, Family, FrameRecord, SideKind, SideRecord, Want } from "../abi";
import { noteEmit, noting } from "../course/note";
import { isLoopback } from "../memory/interfaces";
import { newRawSide, newSide, wants } from "../memory/results";
import { copy64, copyBytes } from "../packet/bytes";
import { countCopied } from "../table/stats";
import { Packet, PacketFlag } from "../packet/packet";
import { finishSumIn } from "../packet/partial";

/** How often the current input packet itself left: answers that the host made do not count. */
export let emitCount: u32 = 0;

/** Starts counting anew. */
export function resetEmitCount(): void {
  emitCount = 0;
}

/** Whether a device finishes checksums: there is none over lo. */
function meetsDevice(at: EmitAt, outInterface: u32): bool {
  return at == EmitAt.WIRE && !isLoopback(outInterface);
}

/** Notes that the packet was delivered (past INPUT) or left (past POSTROUTING). */
export function emit(p: Packet, at: EmitAt, inInterface: u32, outInterface: u32): void {
  if (!p.is(PacketFlag.GENERATED)) emitCount++;
  if (noting) noteEmit(at, inInterface, outInterface);
  if (!wants(Want.EMITS)) return;
  const r = tellEmit(at, inInterface, outInterface, p.mark, p.data, p.captured);
  if (r == 0) return;
  store<u8>(r, p.family == Family.IPV4 ? 4 : 6, EmitRecord.version);
  store<u8>(r, p.is(PacketFlag.GENERATED) ? 1 : 0, EmitRecord.generated);
  store<u32>(r, p.length, EmitRecord.length);
  if (p.is(PacketFlag.SUM_PARTIAL) && meetsDevice(at, outInterface) && wants(Want.BYTES))
    finishSumIn(r + EmitRecord.bytes, p);
}

/** Writes the EMIT record of an IPv4 packet of `captured` bytes at `data`; 0 = it is lost. */
function tellEmit(
  at: u32,
  inInterface: u32,
  outInterface: u32,
  mark: u32,
  data: usize,
  captured: u32,
): usize {
  const bytes = wants(Want.BYTES) ? captured : 0;
  const r = newRawSide(SideKind.EMIT, 0, EmitRecord.bytes + bytes);
  if (r == 0) return 0;
  writeEmit(r, at, inInterface, outInterface, mark, captured);
  store<u32>(r, bytes, EmitRecord.captured);
  store<u32>(r, bytes, EmitRecord.kept);
  if (bytes != 0) {
    countCopied(bytes);
    copyBytes(r + EmitRecord.bytes, data, bytes);
  }
  return r;
}

/** Bytes of a packet whose headers change and nothing else: IPv6 and TCP without options are 60. */
const HEAD_BYTES: u32 = 64;

/** As tellEmit, for a plain packet of a frame (stack/arrival.ts) that may differ from it in its first 64
 * bytes only: the others are not copied. */
export function tellPlainEmit(
  at: u32,
  inInterface: u32,
  outInterface: u32,
  mark: u32,
  data: usize,
  length: u32,
): usize {
  if (!wants(Want.BYTES) || length <= HEAD_BYTES) {
    return tellEmit(at, inInterface, outInterface, mark, data, length);
  }
  const r = newRawSide(SideKind.EMIT, 0, EmitRecord.bytes + HEAD_BYTES);
  if (r == 0) return 0;
  writeEmit(r, at, inInterface, outInterface, mark, length);
  store<u32>(r, length, EmitRecord.captured);
  store<u32>(r, HEAD_BYTES, EmitRecord.kept);
  store<u32>(r, <u32>data + HEAD_BYTES, EmitRecord.rest);
  countCopied(HEAD_BYTES);
  copy64(r + EmitRecord.bytes, data);
  return r;
}

function writeEmit(
  r: usize,
  at: u32,
  inInterface: u32,
  outInterface: u32,
  mark: u32,
  length: u32,
): void {
  // the version; not made by the host
  store<u32>(r, at | (4 << 8), EmitRecord.at);
  store<u32>(r, inInterface, EmitRecord.inInterface);
  store<u32>(r, outInterface, EmitRecord.outInterface);
  store<u32>(r, mark, EmitRecord.mark);
  store<u32>(r, length, EmitRecord.length);
  store<u32>(r, 0, EmitRecord.rest);
}

/** Bits in the flags word of a FRAME record: the wire carried nothing (a packet that could not be
 * sent after POSTROUTING let it go). */
export const FRAME_NONE: u32 = 1;

/** Notes a fragment as the wire carried it, after the EMIT of its whole packet. */
export function emitFrame(outInterface: u32, bytes: usize, length: u32): void {
  if (!wants(Want.BYTES)) return;
  const r = newSide(SideKind.FRAME, 0, FrameRecord.bytes + length);
  if (r == 0) return;
  store<u32>(r, outInterface, FrameRecord.interfaceIndex);
  store<u32>(r, length, FrameRecord.length);
  memory.copy(r + FrameRecord.bytes, bytes, length);
}

/** Notes that a packet past POSTROUTING never reached the wire. */
export function emitNoFrame(outInterface: u32): void {
  if (!wants(Want.BYTES)) return;
  const r = newSide(SideKind.FRAME, FRAME_NONE, FrameRecord.bytes);
  if (r != 0) store<u32>(r, outInterface, FrameRecord.interfaceIndex);
}

/** Tells the local sender's error. */
export function emitError(errno: u32): void {
  const r = newSide(SideKind.ERROR, 0, SideRecord.data + 8);
  if (r != 0) store<u32>(r, errno, SideRecord.data);
}
