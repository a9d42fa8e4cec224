/** Sets in an engine: makes, fills and reads them by number. What they are called and who uses them
 * is the store's (src/setup/ipset/store.ts). */
import { SET_DEFAULT, SetEntry, SetParameters } from "../../assembly/set/abi.js";
import type { Engine } from "./instance.js";
import { outOfMemory } from "./instance.js";

/** How the engine makes a set: SetParameters by name. */
export interface EngineSet {
  readonly type: number;
  readonly family: number;
  readonly flags: number;
  readonly timeout: number;
  readonly hashSize: number;
  readonly maxElem: number;
  readonly bucketSize: number;
  readonly initVal: number;
  readonly markMask: number;
  readonly first: number;
  readonly last: number;
  readonly netmask: number;
  /** 16 bytes. */
  readonly bitmask: Uint8Array;
}

/** An element as the engine takes and gives it; SetEntry by name. */
export interface EngineEntry {
  /** 4 or 16 bytes. */
  ip: Uint8Array;
  ip2: Uint8Array;
  mac: Uint8Array;
  protocol: number;
  /** EntryFlag bits. */
  flags: number;
  port: number;
  prefix: number;
  prefix2: number;
  mark: number;
  iface: string;
  member: number;
  reference: number;
  /** Seconds; null = the set's. */
  timeout: number | null;
  comment: number;
  /** Null = not given. */
  packets: bigint | null;
  bytes: bigint | null;
  skbMark: number;
  skbMask: number;
  skbPriority: number;
  skbQueue: number;
}

const NOT_GIVEN = 2n ** 64n - 1n;
/** Entries that are read at a time. */
const ROOM = 1024;
const nothing = new Uint8Array(0);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An entry that says nothing. */
export function emptyEntry(): EngineEntry {
  return {
    ip: nothing,
    ip2: nothing,
    mac: nothing,
    protocol: 0,
    flags: 0,
    port: 0,
    prefix: 0,
    prefix2: 0,
    mark: 0,
    iface: "",
    member: 0,
    reference: 0,
    timeout: null,
    comment: 0,
    packets: null,
    bytes: null,
    skbMark: 0,
    skbMask: 0,
    skbPriority: 0,
    skbQueue: 0,
  };
}

/** The sets of one engine. */
export class SetMachine {
  /** Where entries and parameters are written and read. */
  place: number;

  constructor(readonly engine: Engine) {
    this.place = engine.exports.reserve(ROOM * SetEntry.size) >>> 0;
    if (this.place === 0) throw outOfMemory();
  }

  /** Makes set number `index`. */
  create(index: number, set: EngineSet): void {
    const { view, bytes } = this.engine;
    const at = this.place;
    view.setUint32(at + SetParameters.type, set.type, true);
    view.setUint32(at + SetParameters.family, set.family, true);
    view.setUint32(at + SetParameters.flags, set.flags, true);
    view.setUint32(at + SetParameters.timeout, set.timeout, true);
    view.setUint32(at + SetParameters.hashSize, set.hashSize, true);
    view.setUint32(at + SetParameters.maxElem, set.maxElem, true);
    view.setUint32(at + SetParameters.bucketSize, set.bucketSize, true);
    view.setUint32(at + SetParameters.initVal, set.initVal, true);
    view.setUint32(at + SetParameters.markMask, set.markMask, true);
    view.setUint32(at + SetParameters.first, set.first, true);
    view.setUint32(at + SetParameters.last, set.last, true);
    view.setUint32(at + SetParameters.netmask, set.netmask, true);
    bytes.set(set.bitmask, at + SetParameters.bitmask);
    if (this.engine.exports.setCreate(index, at) !== 0) throw outOfMemory();
  }

  destroy(index: number): void {
    this.engine.exports.setDestroy(index);
  }

  flush(index: number): void {
    this.engine.exports.setFlush(index);
  }

  swap(a: number, b: number): void {
    this.engine.exports.setSwap(a, b);
  }

  /** Adds an element; a SetAnswer. */
  add(index: number, entry: EngineEntry, exist: boolean): number {
    this.write(entry);
    return this.engine.exports.setAdd(index, this.place, exist ? 1 : 0);
  }

  /** Deletes an element; a SetAnswer. */
  delete(index: number, entry: EngineEntry): number {
    this.write(entry);
    return this.engine.exports.setDelete(index, this.place);
  }

  /** Looks for an element; a SetAnswer. */
  test(index: number, entry: EngineEntry): number {
    this.write(entry);
    return this.engine.exports.setTest(index, this.place);
  }

  hashSize(index: number): number {
    return this.engine.exports.setHashSize(index) >>> 0;
  }

  bucketSize(index: number): number {
    return this.engine.exports.setBucketSize(index) >>> 0;
  }

  /** The elements of a set in the order of the kernel's listing. The object is reused: whoever keeps
   * an element copies it. */
  *read(index: number): Generator<EngineEntry> {
    for (const [view, bytes, at] of this.places(index)) yield readEntry(view, bytes, at);
  }

  /** Copies all elements of a set into the set of that number of another engine. */
  copyTo(index: number, other: SetMachine): void {
    for (const [, bytes, at] of this.places(index)) {
      const entry = bytes.subarray(at, at + SetEntry.size);
      other.engine.bytes.set(entry, other.place);
      other.engine.exports.setAdd(index, other.place, 1);
    }
  }

  private *places(index: number): Generator<[DataView, Uint8Array, number]> {
    const { exports } = this.engine;
    for (let from = 0; from !== 0xffffffff; ) {
      const count = exports.setRead(index, this.place, ROOM, from);
      from = exports.setReadNext() >>> 0;
      const { view, bytes } = this.engine;
      for (let i = 0; i < count; i++) yield [view, bytes, this.place + i * SetEntry.size];
    }
  }

  private write(entry: EngineEntry): void {
    const { view, bytes } = this.engine;
    const at = this.place;
    bytes.fill(0, at, at + SetEntry.size);
    bytes.set(entry.ip, at + SetEntry.ip);
    bytes.set(entry.ip2, at + SetEntry.ip2);
    bytes.set(entry.mac, at + SetEntry.mac);
    bytes[at + SetEntry.protocol] = entry.protocol;
    bytes[at + SetEntry.flags] = entry.flags;
    view.setUint16(at + SetEntry.port, entry.port, true);
    bytes[at + SetEntry.prefix] = entry.prefix;
    bytes[at + SetEntry.prefix2] = entry.prefix2;
    view.setUint32(at + SetEntry.mark, entry.mark, true);
    if (entry.iface !== "") bytes.set(encoder.encode(entry.iface), at + SetEntry.iface);
    view.setUint32(at + SetEntry.member, entry.member, true);
    view.setUint32(at + SetEntry.reference, entry.reference, true);
    view.setUint32(at + SetEntry.timeout, entry.timeout ?? SET_DEFAULT, true);
    view.setUint32(at + SetEntry.comment, entry.comment, true);
    view.setBigUint64(at + SetEntry.packets, entry.packets ?? NOT_GIVEN, true);
    view.setBigUint64(at + SetEntry.bytes, entry.bytes ?? NOT_GIVEN, true);
    view.setUint32(at + SetEntry.skbMark, entry.skbMark, true);
    view.setUint32(at + SetEntry.skbMask, entry.skbMask, true);
    view.setUint32(at + SetEntry.skbPriority, entry.skbPriority, true);
    view.setUint16(at + SetEntry.skbQueue, entry.skbQueue, true);
  }
}

function readEntry(view: DataView, bytes: Uint8Array, at: number): EngineEntry {
  const iface = bytes.subarray(at + SetEntry.iface, at + SetEntry.iface + 16);
  const end = iface.indexOf(0);
  return {
    ip: bytes.slice(at + SetEntry.ip, at + SetEntry.ip + 16),
    ip2: bytes.slice(at + SetEntry.ip2, at + SetEntry.ip2 + 16),
    mac: bytes.slice(at + SetEntry.mac, at + SetEntry.mac + 6),
    protocol: bytes[at + SetEntry.protocol]!,
    flags: bytes[at + SetEntry.flags]!,
    port: view.getUint16(at + SetEntry.port, true),
    prefix: bytes[at + SetEntry.prefix]!,
    prefix2: bytes[at + SetEntry.prefix2]!,
    mark: view.getUint32(at + SetEntry.mark, true),
    iface: end === 0 ? "" : decoder.decode(iface.subarray(0, end < 0 ? 16 : end)),
    member: view.getUint32(at + SetEntry.member, true),
    reference: 0,
    timeout: view.getUint32(at + SetEntry.timeout, true),
    comment: view.getUint32(at + SetEntry.comment, true),
    packets: view.getBigUint64(at + SetEntry.packets, true),
    bytes: view.getBigUint64(at + SetEntry.bytes, true),
    skbMark: view.getUint32(at + SetEntry.skbMark, true),
    skbMask: view.getUint32(at + SetEntry.skbMask, true),
    skbPriority: view.getUint32(at + SetEntry.skbPriority, true),
    skbQueue: view.getUint16(at + SetEntry.skbQueue, true),
  };
}
