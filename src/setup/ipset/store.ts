/**
 * The sets of a host: their names and numbers, how they were made, and their elements, which live in
 * an engine of their own until a firewall takes a copy. What the kernel refuses, the store refuses,
 * in ipset's words (ip_set_core.c of the kernel, errcode.c of ipset).
 */
import { NO_SET, SetAnswer, SetFlag, SetType } from "../../../assembly/set/abi.js";
import { Family as FamilyNumber } from "../../generated/abi.js";
import { Engine } from "../../engine/instance.js";
import { type EngineEntry, type EngineSet, SetMachine } from "../../engine/sets.js";
import type { Family } from "../../extension/extension.js";
import type { SetTypeDescriptor } from "../../extension/set-type.js";

/** A refusal of ipset, in its words. */
export class IpsetError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
    this.name = "IpsetError";
  }
}

/** How a set was made. */
export interface SetParameters {
  /** Null for types that take packets of both families. */
  readonly family: Family | null;
  /** Default timeout in seconds, 0 = elements stay, null = made without timeouts. */
  readonly timeout: number | null;
  readonly counters: boolean;
  readonly comment: boolean;
  readonly skbinfo: boolean;
  readonly forceadd: boolean;
  readonly hashSize: number;
  readonly maxElem: number;
  readonly bucketSize: number;
  readonly initVal: number;
  readonly markMask: number;
  /** Bits of the netmask, null = none. */
  readonly netmask: number | null;
  readonly bitmask: Uint8Array | null;
  /** Bounds of a bitmap. */
  readonly first: number;
  readonly last: number;
  /** Of a list: printed, but no limit. */
  readonly size: number;
}

/** A set. */
export interface IpSet {
  name: string;
  readonly descriptor: SetTypeDescriptor;
  readonly parameters: SetParameters;
}

/** Who uses a set besides lists: rules that name it. */
export type CountReferences = (name: string) => number;

const messages: Readonly<Record<number, string>> = {
  [SetAnswer.FULL]: "Hash is full, cannot add more elements",
  [SetAnswer.OUT_OF_RANGE]: "Element is out of the range of the set",
  [SetAnswer.NO_MEMORY]: "Kernel error received: Cannot allocate memory",
  [SetAnswer.REFERENCE]:
    "The set to which you referred with 'before' or 'after' is not added to the set.",
  [SetAnswer.INVALID]: "Kernel error received: Invalid argument",
};

/** The sets by number; a number whose set was destroyed is free. */
export class SetStore {
  private readonly sets: (IpSet | undefined)[] = [];
  /** Comments by number; 0 is none. */
  private readonly comments: string[] = [""];
  private readonly commentNumbers = new Map<string, number>([["", 0]]);
  private machineValue: SetMachine | undefined;
  /** For initval, where the kernel draws one: the same in every run. */
  private drawn = 0;

  constructor(machine?: SetMachine) {
    this.machineValue = machine;
  }

  /** Each set by number: its name, type and parameters. */
  definitions(): readonly (readonly [string, string, SetParameters] | null)[] {
    return Array.from(this.sets, (set) =>
      set === undefined ? null : ([set.name, set.descriptor.name, set.parameters] as const),
    );
  }

  /** Where the machine writes in its engine, 0 = there is none. */
  get place(): number {
    return this.machineValue?.place ?? 0;
  }
  set place(at: number) {
    if (this.machineValue !== undefined) this.machineValue.place = at;
  }

  /** The engine with the elements, made when the first set is. */
  get machine(): SetMachine {
    this.machineValue ??= new SetMachine(Engine.createSync(0n));
    return this.machineValue;
  }

  /** Numbers and sets, in the order in which ipset lists them: lists after all others. */
  *all(): Generator<[number, IpSet]> {
    for (const last of [false, true]) {
      for (const [i, set] of this.sets.entries()) {
        if (set !== undefined && isList(set) === last) yield [i, set];
      }
    }
  }

  /** The number of a set, or NO_SET. */
  indexOf(name: string): number {
    const found = this.sets.findIndex((set) => set?.name === name);
    return found < 0 ? NO_SET : found;
  }

  get(name: string): IpSet | undefined {
    return this.sets.find((set) => set?.name === name);
  }

  at(index: number): IpSet | undefined {
    return this.sets[index];
  }

  /** The set of that name; throws when there is none. */
  need(name: string): number {
    const index = this.indexOf(name);
    if (index === NO_SET) throw new IpsetError("The set with the given name does not exist");
    return index;
  }

  /** A number that looks like one drawn at random. */
  drawInitVal(): number {
    this.drawn++;
    let x = Math.imul(this.drawn, 0x9e3779b1) >>> 0;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b) >>> 0;
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0;
    return (x ^ (x >>> 16)) >>> 0;
  }

  /** Makes a set. */
  create(name: string, descriptor: SetTypeDescriptor, parameters: SetParameters, exist: boolean) {
    const clash = this.get(name);
    if (clash !== undefined) {
      if (exist && sameSet(clash, { name, descriptor, parameters })) return;
      throw new IpsetError("Set cannot be created: set with the same name already exists");
    }
    let index = this.sets.indexOf(undefined);
    if (index < 0) index = this.sets.length;
    if (index >= NO_SET) {
      throw new IpsetError(
        "Kernel error received: maximal number of sets reached, cannot create more.",
      );
    }
    this.machine.create(index, engineSet(descriptor, parameters));
    this.sets[index] = { name, descriptor, parameters };
  }

  /** How often a set is in use: by rules and as a member of lists. */
  references(name: string, rules: CountReferences): number {
    const index = this.indexOf(name);
    let count = rules(name);
    for (const [i, set] of this.all()) {
      if (!isList(set)) continue;
      for (const entry of this.machine.read(i)) if (entry.member === index) count++;
    }
    return count;
  }

  /** Destroys a set, or all when `name` is null. */
  destroy(name: string | null, rules: CountReferences): void {
    const busy = "Set cannot be destroyed: it is in use by a kernel component";
    if (name !== null) {
      const index = this.need(name);
      if (this.references(name, rules) > 0) throw new IpsetError(busy);
      this.drop(index);
      return;
    }
    for (const [, set] of this.all()) {
      if (this.references(set.name, rules) > 0) throw new IpsetError(busy);
    }
    for (const [index] of [...this.all()]) this.drop(index);
  }

  private drop(index: number): void {
    this.machine.destroy(index);
    this.sets[index] = undefined;
  }

  /** Forgets the elements of a set, or of all. */
  flush(name: string | null): void {
    if (name !== null) this.machine.flush(this.need(name));
    else for (const [index] of this.all()) this.machine.flush(index);
  }

  rename(from: string, to: string, rules: CountReferences): void {
    const index = this.need(from);
    if (this.references(from, rules) > 0) {
      throw new IpsetError("Set cannot be renamed: it is in use by another system");
    }
    if (this.get(to) !== undefined) {
      throw new IpsetError("Set cannot be renamed: a set with the new name already exists");
    }
    this.sets[index]!.name = to;
  }

  /** Exchanges the contents of two sets; names, and who uses them, stay where they are. */
  swap(from: string, to: string): void {
    const a = this.need(from);
    const b = this.indexOf(to);
    if (b === NO_SET) {
      throw new IpsetError("Sets cannot be swapped: the second set does not exist");
    }
    const [first, second] = [this.sets[a]!, this.sets[b]!];
    if (features(first) !== features(second)) {
      throw new IpsetError("The sets cannot be swapped: their type does not match");
    }
    if (a === b) return;
    this.machine.swap(a, b);
    this.sets[a] = { ...second, name: from };
    this.sets[b] = { ...first, name: to };
  }

  /** Adds an element. */
  add(index: number, entry: EngineEntry, exist: boolean): void {
    const answer = this.machine.add(index, entry, exist);
    if (answer === SetAnswer.OK) return;
    if (answer === SetAnswer.EXIST) {
      if (exist) return;
      throw new IpsetError("Element cannot be added to the set: it's already added");
    }
    throw new IpsetError(messages[answer] ?? `error ${answer}`);
  }

  /** Deletes an element. */
  delete(index: number, entry: EngineEntry, exist: boolean): void {
    const answer = this.machine.delete(index, entry);
    if (answer === SetAnswer.OK) return;
    if (answer === SetAnswer.EXIST) {
      if (exist) return;
      throw new IpsetError("Element cannot be deleted from the set: it's not added");
    }
    throw new IpsetError(messages[answer] ?? `error ${answer}`);
  }

  /** Whether an element is in a set; `nomatch`: as an exception. */
  test(index: number, entry: EngineEntry, nomatch: boolean): boolean {
    const answer = this.machine.test(index, entry);
    if (answer === SetAnswer.AGAIN) return true;
    if (answer === SetAnswer.OUT_OF_RANGE) {
      throw new IpsetError(messages[SetAnswer.OUT_OF_RANGE]!);
    }
    return answer === (nomatch ? SetAnswer.NOMATCH : SetAnswer.MATCH);
  }

  /** The number of a comment. */
  commentNumber(text: string): number {
    let number = this.commentNumbers.get(text);
    if (number === undefined) {
      number = this.comments.push(text) - 1;
      this.commentNumbers.set(text, number);
    }
    return number;
  }

  comment(number: number): string {
    return this.comments[number] ?? "";
  }

  /** The same sets in another engine, as they are now: their hashes as large as they have grown. */
  copyTo(machine: () => SetMachine): SetStore {
    const other = new SetStore();
    other.drawn = this.drawn;
    for (const text of this.comments) other.commentNumber(text);
    if (this.sets.every((set) => set === undefined)) return other;
    other.machineValue = machine();
    this.sets.forEach((set, index) => {
      if (set === undefined) {
        other.sets[index] = undefined;
        return;
      }
      other.sets[index] = { ...set };
      const parameters = isHash(set.descriptor)
        ? {
            ...set.parameters,
            hashSize: this.machine.hashSize(index),
            bucketSize: this.machine.bucketSize(index),
          }
        : set.parameters;
      const made = engineSet(set.descriptor, parameters);
      other.machine.create(index, made);
      this.machine.copyTo(index, other.machine);
    });
    return other;
  }
}

export function isList(set: IpSet): boolean {
  return set.descriptor.type === SetType.LIST_SET;
}

export function isHash(descriptor: SetTypeDescriptor): boolean {
  return descriptor.name.startsWith("hash:");
}

/** What must be the same for two sets to be swapped: what elements are made of, and the family. */
function features(set: IpSet): string {
  const { parts } = set.descriptor;
  const kinds = parts.map((part) => (part === "net" || part === "host" ? "ip" : part));
  const ports = kinds.map((kind) => (kind === "plain-port" ? "port" : kind));
  return `${ports.join()} ${parts.includes("net")} ${set.parameters.family}`;
}

/** Whether `create -exist` takes the one for the other (same_set of the types). */
function sameSet(a: IpSet, b: IpSet): boolean {
  const [x, y] = [a.parameters, b.parameters];
  // the family of the addresses is not compared: the kernel compares that of the types
  const same = a.descriptor === b.descriptor && x.timeout === y.timeout;
  if (!same || x.counters !== y.counters || x.comment !== y.comment) return false;
  if (x.skbinfo !== y.skbinfo || x.markMask !== y.markMask || x.size !== y.size) return false;
  if (x.first !== y.first || x.last !== y.last || x.netmask !== y.netmask) return false;
  return x.maxElem === y.maxElem && `${x.bitmask}` === `${y.bitmask}`;
}

function engineSet(descriptor: SetTypeDescriptor, p: SetParameters): EngineSet {
  const bitmask = new Uint8Array(16).fill(0xff);
  if (p.bitmask !== null) bitmask.set(p.bitmask);
  else if (p.netmask !== null && isHash(descriptor)) {
    for (let bit = p.netmask; bit < 128; bit++) bitmask[bit >> 3]! &= ~(0x80 >> (bit & 7));
  }
  let flags = 0;
  if (p.timeout !== null) flags |= SetFlag.TIMEOUT;
  if (p.counters) flags |= SetFlag.COUNTERS;
  if (p.comment) flags |= SetFlag.COMMENT;
  if (p.skbinfo) flags |= SetFlag.SKBINFO;
  if (p.forceadd) flags |= SetFlag.FORCEADD;
  return {
    type: descriptor.type,
    family: p.family === null ? 0 : p.family === "ipv4" ? FamilyNumber.IPV4 : FamilyNumber.IPV6,
    flags,
    timeout: p.timeout ?? 0,
    hashSize: p.hashSize,
    maxElem: p.maxElem,
    bucketSize: p.bucketSize,
    initVal: p.initVal,
    markMask: p.markMask,
    first: p.first,
    last: p.last,
    netmask: p.netmask ?? 32,
    bitmask,
  };
}
