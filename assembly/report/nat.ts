/** What translation changed between a packet as it came and as it left. */
import { EMIT_ENDS_KEPT, EmitRecord, ResultRecord, SideRecord } from "../abi";
import { get16 } from "../packet/bytes";
import { isExtension } from "../packet/ipv6";
import { Protocol } from "../packet/protocol";
import { ownEmit } from "./shape";
import { put, putEnd } from "./text";

/** What `compareEnds` found. */
export const enum Ends {
  /** Both ends of the packet left as they came, or it did not leave. */
  KEPT = 0,
  CHANGED = 1,
  /** The host must look. */
  UNKNOWN = 2,
}

/** Addresses and ports (-1 = none) before and after, of packets whose ends changed. */
let before: usize = 0;
let after: usize = 0;
let sourceBefore: i32 = -1;
let sourceAfter: i32 = -1;
let destinationBefore: i32 = -1;
let destinationAfter: i32 = -1;

/** Compares the ends of the packet of a result with those of its own emit. */
export function compareEnds(r: usize): Ends {
  const own = ownEmit();
  if (own == 0) return Ends.KEPT;
  if ((load<u16>(own, SideRecord.flags) & <u32>EMIT_ENDS_KEPT) != 0) return Ends.KEPT;
  const offset = load<u32>(r, ResultRecord.ipOffset);
  const a = <usize>load<u32>(r, ResultRecord.frame) + offset;
  const b = own + EmitRecord.bytes;
  const there = load<u32>(r, ResultRecord.captured) - offset;
  const size = load<u32>(own, EmitRecord.kept);
  const version = load<u8>(r, ResultRecord.version);
  if (version == 4) return compare4(a, there, b, size);
  return version == 6 && same6(a, there, b, size) ? Ends.KEPT : Ends.UNKNOWN;
}

function compare4(a: usize, there: u32, b: usize, size: u32): Ends {
  if (there < 20 || size < 20) return Ends.UNKNOWN;
  if (!isWhole(a) || !isWhole(b)) return Ends.UNKNOWN;
  const ports = portsAt(a, there);
  const newPorts = portsAt(b, size);
  if (load<u64>(a, 12) == load<u64>(b, 12)) {
    if (ports == 0 && newPorts == 0) return Ends.KEPT;
    if (ports != 0 && newPorts != 0 && load<u32>(ports) == load<u32>(newPorts)) return Ends.KEPT;
  }
  before = a;
  after = b;
  sourceBefore = ports == 0 ? -1 : get16(ports);
  destinationBefore = ports == 0 ? -1 : get16(ports + 2);
  sourceAfter = newPorts == 0 ? -1 : get16(newPorts);
  destinationAfter = newPorts == 0 ? -1 : get16(newPorts + 2);
  return Ends.CHANGED;
}

/** Whether this is an IPv4 header of at least its fixed fields. */
function isWhole(packet: usize): bool {
  const first = <u32>load<u8>(packet);
  return first >= 0x45 && first <= 0x4f;
}

/** Where the ports of an IPv4 packet stand; 0 = it has none that can be seen. */
function portsAt(packet: usize, size: u32): usize {
  const header = <u32>(load<u8>(packet) & 15) * 4;
  if ((get16(packet + 6) & 0x1fff) != 0) return 0;
  if (header + 4 > size) return 0;
  const protocol = <u32>load<u8>(packet, 9);
  switch (protocol) {
    case Protocol.TCP:
    case Protocol.UDP:
    case Protocol.DCCP:
    case Protocol.SCTP:
    case Protocol.UDPLITE:
      return packet + header;
  }
  return 0;
}

/** Whether addresses and ports of an IPv6 packet without extension headers are the same. */
function same6(a: usize, there: u32, b: usize, size: u32): bool {
  if (there < 44 || size < 44) return false;
  if (load<u8>(a) != load<u8>(b)) return false;
  const next = <u32>load<u8>(a, 6);
  if (next != <u32>load<u8>(b, 6)) return false;
  // behind extension headers ports stand elsewhere
  if (isExtension(next) && next != Protocol.NONE) return false;
  for (let i: usize = 8; i < 40; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
  return load<u32>(a, 40) == load<u32>(b, 40);
}

function sourceChanged(): bool {
  return load<u32>(before, 12) != load<u32>(after, 12) || sourceBefore != sourceAfter;
}

function destinationChanged(): bool {
  return load<u32>(before, 16) != load<u32>(after, 16) || destinationBefore != destinationAfter;
}

const NULL: usize = memory.data<u8>([110, 117, 108, 108]);
/** `{"source":`, `,"destination":`, ` nf.snat=`, ` nf.dnat=`. */
const SOURCE: usize = memory.data<u8>([123, 34, 115, 111, 117, 114, 99, 101, 34, 58]);
const DESTINATION: usize = memory.data<u8>([
  44, 34, 100, 101, 115, 116, 105, 110, 97, 116, 105, 111, 110, 34, 58,
]);
const SNAT: usize = memory.data<u8>([32, 110, 102, 46, 115, 110, 97, 116, 61]);
const DNAT: usize = memory.data<u8>([32, 110, 102, 46, 100, 110, 97, 116, 61]);

/** The word null. */
export function putNull(to: usize): usize {
  return put(to, NULL, 4);
}

/** What changed, as JSON. */
export function putChangeJson(to: usize): usize {
  let at = put(to, SOURCE, 10);
  at = sourceChanged() ? putBoth(at, 12, sourceBefore, sourceAfter) : putNull(at);
  at = put(at, DESTINATION, 15);
  at = destinationChanged() ? putBoth(at, 16, destinationBefore, destinationAfter) : putNull(at);
  store<u8>(at, 125); // "}"
  return at + 1;
}

/** ["BEFORE","AFTER"] of the address at an offset of the header. */
function putBoth(to: usize, offset: usize, portBefore: i32, portAfter: i32): usize {
  store<u16>(to, 0x225b); // ["
  let at = putEnd(to + 2, before + offset, portBefore);
  store<u32>(at, 0x222c22); // ","
  at = putEnd(at + 3, after + offset, portAfter);
  store<u16>(at, 0x5d22); // "]
  return at + 2;
}

/** What changed, as pairs with a blank in front of each. */
export function putChangePairs(to: usize): usize {
  let at = to;
  if (sourceChanged()) at = putEnd(put(at, SNAT, 9), after + 12, sourceAfter);
  if (destinationChanged()) at = putEnd(put(at, DNAT, 9), after + 16, destinationAfter);
  return at;
}
