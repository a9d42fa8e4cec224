/**
 * Shapes: packets that met the same fate have the same text but for number, time, bytes and
 * translation. The words of a result and its side records that make the difference are a shape's
 * key; the host makes its text once, as templates, and it is filled in for all others.
 */
import { EmitRecord, ResultRecord, SideKind, SideRecord, StepRecord, TemplateKind } from "../abi";
import { allocate, release } from "../memory/heap";
import { sidePointer } from "../memory/results";

/** A shape: the one behind it in its bucket, its templates, its key. */
const enum Shape {
  next = 0,
  keyWords = 4,
  emits = 8,
  /** u32 each: pointers to the line, the comment, and the comments of the packets that left. */
  templates = 12,
}

/** Words of a key at most; a packet with a longer way is written by the host. */
const KEY_WORDS: u32 = 512;
/** Shapes that are kept, and buckets. */
const SHAPES_MAX: u32 = 4096;
const BUCKETS: u32 = 4096;

const buckets: usize = memory.data(4096 * 4, 8);
let count: u32 = 0;
const key: usize = memory.data(512 * 4, 8);
let keyLength: u32 = 0;

/** Where the emits of the packet stand, and how many there are. */
const emits: usize = memory.data(128 * 4, 8);
export let emitCount: u32 = 0;

/** Where emit `i` stands. */
export function emitAt(i: u32): usize {
  return <usize>load<u32>(emits + ((<usize>i) << 2));
}

/** The packet itself among its emits; 0 = it did not leave. */
export function ownEmit(): usize {
  for (let i: u32 = 0; i < emitCount; i++) {
    const emit = emitAt(i);
    if (load<u8>(emit, EmitRecord.generated) == 0) return emit;
  }
  return 0;
}

/** Forgets all shapes. */
export function forgetShapes(): void {
  for (let i: u32 = 0; i < BUCKETS; i++) {
    let shape = <usize>load<u32>(buckets + ((<usize>i) << 2));
    store<u32>(buckets + ((<usize>i) << 2), 0);
    while (shape != 0) {
      const next = <usize>load<u32>(shape, Shape.next);
      const templates = load<u32>(shape, Shape.emits) + TemplateKind.ADDED;
      for (let k: u32 = 0; k < templates; k++) release(templateOf(shape, k));
      release(shape);
      shape = next;
    }
  }
  count = 0;
}

/** Template TemplateKind `kind` of a shape; 0 = the host has not made it yet. */
export function templateOf(shape: usize, kind: u32): usize {
  return <usize>load<u32>(shape + Shape.templates + ((<usize>kind) << 2));
}

/** Gives a shape a template. */
export function setTemplate(shape: usize, kind: u32, template: usize): void {
  store<u32>(shape + Shape.templates + ((<usize>kind) << 2), <u32>template);
}

function addWord(value: u32): void {
  store<u32>(key + ((<usize>keyLength) << 2), value);
  keyLength++;
}

/** Reads the key of a result; false for a packet that has more to tell. */
function readKey(r: usize): bool {
  // a time before the epoch is written by the host
  if (load<i64>(r, ResultRecord.time) < 0) return false;
  keyLength = 0;
  emitCount = 0;
  addWord(load<u32>(r));
  addWord(load<u32>(r, 4));
  addWord(load<u32>(r, ResultRecord.interfaceIndex));
  addWord(load<u32>(r, ResultRecord.rule));
  addWord(load<u32>(r, ResultRecord.mark));
  let side = sidePointer() + load<u32>(r, ResultRecord.side);
  for (let i = load<u32>(r, ResultRecord.sideCount); i > 0; i--) {
    if (keyLength + 5 > KEY_WORDS) return false;
    if (!addSide(side)) return false;
    side += load<u32>(side, SideRecord.size_bytes);
  }
  return true;
}

function addSide(side: usize): bool {
  const kind = <u32>load<u16>(side, SideRecord.kind);
  if (kind == SideKind.EMIT) {
    store<u32>(emits + ((<usize>emitCount) << 2), <u32>side);
    emitCount++;
    addWord(load<u32>(side, EmitRecord.at));
    addWord(load<u32>(side, EmitRecord.inInterface));
    addWord(load<u32>(side, EmitRecord.outInterface));
    addWord(load<u32>(side, EmitRecord.mark));
  } else if (kind == SideKind.STEP) {
    addWord(load<u32>(side, StepRecord.family));
    addWord(load<u32>(side, StepRecord.chain));
    addWord(load<u32>(side, StepRecord.ruleNumber));
    addWord(load<u32>(side, StepRecord.rule));
  } else return false;
  addWord(kind);
  return true;
}

/** The shape of the packet of a result; 0 for one that has more to tell, or when memory is exhausted. */
export function shapeOf(r: usize): usize {
  if (!readKey(r)) return 0;
  const bucket = buckets + ((<usize>hashOfKey()) << 2);
  let shape = <usize>load<u32>(bucket);
  while (shape != 0) {
    if (isSame(shape)) return shape;
    shape = <usize>load<u32>(shape, Shape.next);
  }
  return addShape(bucket);
}

/** Number of the key's bucket. Each word has a factor of its own: products need not wait for each other. */
function hashOfKey(): u32 {
  let factor: u64 = 0x9e3779b97f4a7c15;
  let hash: u64 = keyLength;
  for (let i: usize = 0; i < <usize>keyLength; i++) {
    hash += (<u64>load<u32>(key + (i << 2)) + 1) * factor;
    factor += 0x85ebca6bc2b2ae36;
  }
  hash ^= hash >> 32;
  return <u32>((hash * 0x9e3779b97f4a7c15) >> 52);
}

function keyOf(shape: usize): usize {
  const templates = load<u32>(shape, Shape.emits) + TemplateKind.ADDED;
  return shape + Shape.templates + ((<usize>templates) << 2);
}

function isSame(shape: usize): bool {
  if (load<u32>(shape, Shape.keyWords) != keyLength) return false;
  const other = keyOf(shape);
  const end = <usize>keyLength * 4;
  for (let i: usize = 0; i < end; i += 4) {
    if (load<u32>(other + i) != load<u32>(key + i)) return false;
  }
  return true;
}

function addShape(bucket: usize): usize {
  if (count == SHAPES_MAX) forgetShapes();
  const templates = emitCount + TemplateKind.ADDED;
  const shape = allocate(((<usize>(templates + keyLength)) << 2) + Shape.templates);
  if (shape == 0) return 0;
  store<u32>(shape, load<u32>(bucket), Shape.next);
  store<u32>(shape, keyLength, Shape.keyWords);
  store<u32>(shape, emitCount, Shape.emits);
  memory.copy(keyOf(shape), key, (<usize>keyLength) << 2);
  store<u32>(bucket, <u32>shape);
  count++;
  return shape;
}
