/** The outputs of a replay, and the room in their buffers. */
import {
  MAX_INTERFACES,
  MAX_SOURCES,
  OUTPUT_BYTES,
  OUTPUT_ITEMS,
  OutputRecord,
  OUTPUTS_MAX,
  SourceWay,
} from "../abi";
import { allocate, allocateUncleared, release } from "../memory/heap";

const outputs: usize = memory.data(8 * 32, 8);
let count: u32 = 0;

/** Bytes behind the buffer that short texts may run over. */
const SLACK: u32 = 64;

/** How many there are. */
export function outputCount(): u32 {
  return count;
}

/** Output `i`. */
export function outputAt(i: u32): usize {
  return outputs + <usize>i * OutputRecord.size;
}

/** Adds an output; answers its OutputRecord, 0 when there are too many or memory is exhausted. */
export function addOutput(kind: u32, wanted: u32): usize {
  if (count == <u32>OUTPUTS_MAX) return 0;
  const o = outputAt(count);
  memory.fill(o, 0, OutputRecord.size);
  store<u8>(o, <u8>kind, OutputRecord.kind);
  store<u8>(o, <u8>wanted, OutputRecord.wanted);
  const buffer = allocateUncleared(OUTPUT_BYTES + SLACK);
  const ends = allocate(OUTPUT_ITEMS * 4);
  const numbers = allocate(OUTPUT_ITEMS * 4);
  const sources = allocate(MAX_SOURCES * SourceWay.size);
  const interfaces = allocate((MAX_INTERFACES + 1) * 4);
  if (buffer == 0 || ends == 0 || numbers == 0 || sources == 0 || interfaces == 0) return 0;
  store<u32>(o, <u32>buffer, OutputRecord.buffer);
  store<u32>(o, <u32>ends, OutputRecord.ends);
  store<u32>(o, <u32>numbers, OutputRecord.numbers);
  store<u32>(o, <u32>sources, OutputRecord.sources);
  store<u32>(o, <u32>interfaces, OutputRecord.interfaces);
  count++;
  return o;
}

/** Forgets all outputs. */
export function forgetOutputs(): void {
  for (let i: u32 = 0; i < count; i++) {
    const o = outputAt(i);
    release(load<u32>(o, OutputRecord.buffer));
    release(load<u32>(o, OutputRecord.ends));
    release(load<u32>(o, OutputRecord.numbers));
    release(load<u32>(o, OutputRecord.sources));
    release(load<u32>(o, OutputRecord.interfaces));
  }
  count = 0;
}

/** Whether `size` more bytes fit an output that is not empty, or any. */
export function fits(o: usize, size: u32): bool {
  if (load<u32>(o, OutputRecord.count) == <u32>OUTPUT_ITEMS) return false;
  return load<u32>(o, OutputRecord.length) + size <= <u32>OUTPUT_BYTES;
}

/** Where the next item goes. */
export function itemStart(o: usize): usize {
  return <usize>load<u32>(o, OutputRecord.buffer) + load<u32>(o, OutputRecord.length);
}

/** Takes what stands up to `end` as an item of packet `n`. */
export function closeItem(o: usize, end: usize, n: u64): void {
  const count = load<u32>(o, OutputRecord.count);
  const length = <u32>(end - load<u32>(o, OutputRecord.buffer));
  const place = (<usize>count) << 2;
  store<u32>(<usize>load<u32>(o, OutputRecord.ends) + place, length);
  store<u32>(<usize>load<u32>(o, OutputRecord.numbers) + place, <u32>n);
  store<u32>(o, length, OutputRecord.length);
  store<u32>(o, count + 1, OutputRecord.count);
}
