/**
 * A capture that is being read: a buffer that the host fills, and how far the engine has walked it.
 *
 *    buffer                position          end           capacity
 *    ├─────────────────────┼─────────────────┼─────────────┤
 *    │ walked: results     │ not walked yet  │ room for    │
 *    │ point into it       │                 │ the host    │
 *    └─────────────────────┴─────────────────┴─────────────┘
 *
 * The host reads a file straight into the buffer and frames are processed where they lie, so that a
 * packet is copied once between file and engine. Walked bytes stay until the source asks for more:
 * by then the host has read the results that point to them.
 */
import { CAPTURE_CHUNK_BYTES, CaptureDamage, CaptureFormat, MAX_SOURCES } from "../abi";
import { allocate, release } from "../memory/heap";
import { SAVED_BYTES } from "../packet/packet";
import { Arrival, ARRIVAL_SIZE } from "../stack/arrival";
import { setDamage } from "./damage";

/** What `advance` found in a source. */
export const enum Found {
  /** The next packet. */
  PACKET = 0,
  /** A block that is no packet: `block` and `blockSize` of the source. */
  BLOCK = 1,
  NEED_INPUT = 2,
  END = 3,
  DAMAGE = 4,
}

@unmanaged
export class Source {
  buffer: usize;
  capacity: u32;
  /** Offset in the buffer of the first byte that was not walked. */
  position: u32;
  /** Offset behind the last byte that the host filled in. */
  end: u32;
  /** Bytes that must be there from `position` on before walking goes on. */
  wanted: u32;
  /** Offset in the capture of the buffer's first byte. */
  base: u64;
  /** The host said that nothing follows. */
  ended: bool;
  /** Everything was walked. */
  finished: bool;
  /** Multi-byte fields are in the other byte order. */
  swapped: bool;
  /** `next` holds a packet. */
  pending: bool;
  /** CaptureFormat. */
  format: u32;
  /** Packets walked so far. */
  packets: u32;

  /** Classic captures: size of a record's head, nanoseconds of a unit of its fraction, link type. */
  recordHead: u32;
  unitNs: u32;
  linkType: u32;
  /** Engine index of the interface for packets whose capture names none, 0 = not made yet. */
  interfaceIndex: u32;

  /** pcapng: descriptions of the section's interfaces (capture/pcapng.ts), their count and room. */
  interfaces: usize;
  interfaceCount: u32;
  interfaceRoom: u32;

  /** Its number among the captures. */
  number: u32;
  /** The block that was found last, of those that hold no packet. */
  block: usize;
  blockSize: u32;
  /** The packet that waits for its turn, if `pending`. */
  next: Arrival;
  /** Time of the packet before: for packets without one. */
  lastTime: i64;
  /** 16 bytes: the name for interfaces that the capture does not name. */
  nameLow: u64;
  nameHigh: u64;

  /** Bytes that can be walked. */
  available(): u32 {
    return this.end - this.position;
  }
  /** The first byte that was not walked. */
  at(): usize {
    return this.buffer + this.position;
  }
  /** Offset in the capture of the first byte that was not walked. */
  offset(): u64 {
    return this.base + <u64>this.position;
  }
  /** A 16-bit field. */
  get16(at: usize): u32 {
    const value = load<u16>(at);
    return <u32>(this.swapped ? bswap<u16>(value) : value);
  }
  /** A 32-bit field. */
  get32(at: usize): u32 {
    const value = load<u32>(at);
    return this.swapped ? bswap<u32>(value) : value;
  }
  /** A 64-bit field. */
  get64(at: usize): u64 {
    const value = load<u64>(at);
    return this.swapped ? bswap<u64>(value) : value;
  }
}

const sources: usize = memory.data(64 * 4, 8);
let count: u32 = 0;

/** How many captures were opened. */
export function sourceCount(): u32 {
  return count;
}

/** The source of a number below sourceCount(). */
export function sourceAt(number: u32): Source {
  return changetype<Source>(<usize>load<u32>(sources + ((<usize>number) << 2)));
}

/** Opens another capture; its number, or MAX_SOURCES when there are too many or memory is
 * exhausted. `name`: 16 bytes, the name for interfaces that the capture does not name. */
export function openSource(name: usize): u32 {
  if (count >= <u32>MAX_SOURCES) return <u32>MAX_SOURCES;
  const s = changetype<Source>(allocate(offsetof<Source>() + ARRIVAL_SIZE));
  if (changetype<usize>(s) == 0) return <u32>MAX_SOURCES;
  s.number = count;
  s.next = changetype<Arrival>(changetype<usize>(s) + offsetof<Source>());
  s.buffer = allocate(<usize>CAPTURE_CHUNK_BYTES + SAVED_BYTES);
  if (s.buffer == 0) return <u32>MAX_SOURCES;
  s.capacity = <u32>CAPTURE_CHUNK_BYTES;
  s.format = CaptureFormat.UNKNOWN;
  s.nameLow = load<u64>(name);
  s.nameHigh = load<u64>(name, 8);
  store<u32>(sources + ((<usize>count) << 2), <u32>changetype<usize>(s));
  count++;
  return count - 1;
}

/** Closes all captures and gives their memory back. */
export function closeSources(): void {
  for (let i: u32 = 0; i < count; i++) {
    const s = sourceAt(i);
    release(s.interfaces);
    release(s.buffer);
    release(changetype<usize>(s));
  }
  count = 0;
}

/** Room in bytes for more of the capture, behind what was not walked yet; grows the buffer when one
 * block does not fit. 0 when memory is exhausted. What was walked before is gone. */
export function makeRoom(s: Source): u32 {
  const rest = s.available();
  if (s.position > 0) {
    memory.copy(s.buffer, s.at(), rest);
    s.base += <u64>s.position;
    s.position = 0;
    s.end = rest;
  }
  if (s.wanted > s.capacity && !growBuffer(s)) return 0;
  return s.capacity - s.end;
}

function growBuffer(s: Source): bool {
  let capacity = s.capacity;
  while (capacity < s.wanted) capacity = (capacity << 1) + 16 + SAVED_BYTES;
  const bigger = allocate(capacity + SAVED_BYTES);
  if (bigger == 0) {
    damageAt(s, CaptureDamage.OUT_OF_MEMORY, s.wanted, 0);
    return false;
  }
  memory.copy(bigger, s.buffer, s.end);
  release(s.buffer);
  s.buffer = bigger;
  s.capacity = capacity;
  return true;
}

/** The host wrote `bytes` behind the end; 0 = the capture ends here. */
export function filled(s: Source, bytes: u32): void {
  if (bytes == 0) s.ended = true;
  else s.end = min<u32>(s.end + bytes, s.capacity);
}

/** Whether `bytes` can be walked; if not, what is to be done is in `shortage`. */
export function has(s: Source, bytes: u32): bool {
  if (s.available() >= bytes) return true;
  s.wanted = bytes;
  return false;
}

/** What a source that lacks bytes must do: ask for input, or report that the capture was cut. */
export function shortage(s: Source, code: CaptureDamage): Found {
  if (!s.ended) return Found.NEED_INPUT;
  return damageAt(s, code, s.available(), s.wanted);
}

/** Notes damage at the first byte that was not walked, in the packet that would come next. */
export function damageAt(s: Source, code: CaptureDamage, value: u32, limit: u32): Found {
  setDamage(code, s.packets + 1, s.offset(), value, limit);
  return Found.DAMAGE;
}
