/**
 * Compiles rulesets of both families into the engine's image (RulesetImage in assembly/abi/ruleset.ts), and
 * keeps what the host needs to talk about it: which rule and chain a number stands for, and where
 * the live counters are.
 */
import {
  ChainImage,
  ExtensionImage,
  FamilyImage,
  Hook,
  IndexImage,
  InterfacePattern,
  ObjectImage,
  Need,
  OWN_KIND,
  OwnRecord,
  RuleAddresses6,
  RuleFlag,
  RuleImage,
  RulesetImage,
  Table as TableNumber,
  TableImage,
  TargetKind,
  Verdict,
} from "../generated/abi.js";
import type {
  EncodeContext,
  Family,
  HookName,
  MatchExtension,
  OwnMatchFunction,
  OwnTargetFunction,
  RecordWriter,
  TableName,
  TargetExtension,
} from "../extension/extension.js";
import { matchKinds, objectKinds, targetKinds } from "../generated/kinds.js";
import { isZero } from "../setup/address.js";
import type { Chain, MatchUse, Rule, Ruleset, Setup, Table } from "../setup/model.js";
import type { Objects } from "../setup/objects.js";
import { BlockBuilder } from "./builder.js";
import { type Indexing, writeIndex } from "./classify.js";
import { deepestJump } from "./depth.js";

/** A rule as results name it. */
export interface RuleRef {
  readonly id: number;
  readonly family: Family;
  readonly table: TableName;
  readonly chain: string;
  /** Counts from 1 in its chain. */
  readonly number: number;
  readonly rule: Rule;
}

/** A chain as results name it. */
export interface ChainRef {
  readonly id: number;
  readonly family: Family;
  readonly table: TableName;
  readonly chain: Chain;
}

/** Offset of a pair of u64 counters (packets, bytes), and where the setup keeps them. */
interface CounterPlace {
  readonly offset: number;
  readonly counters: { packets: bigint; bytes: bigint };
}

/** A compiled ruleset. */
export interface CompiledRuleset {
  readonly block: BlockBuilder;
  readonly rules: readonly RuleRef[];
  readonly chains: readonly ChainRef[];
  readonly counters: readonly CounterPlace[];
  /** Functions of matches and targets of the embedding program, by OwnRecord.number. */
  readonly own: readonly (OwnMatchFunction | OwnTargetFunction)[];
  /** What rules remember, by revision of the table they stand in, in order. */
  readonly kept: ReadonlyMap<object, readonly KeptPlace[]>;
  /** Places of the objects that rules share, by their ids. */
  readonly slots: ReadonlyMap<number, number>;
  /** Places of objects of one rule, by revision of the table it stands in, in order. */
  readonly ownSlots: ReadonlyMap<object, readonly number[]>;
}

/** What a rule remembers: offset and size in bytes. */
interface KeptPlace {
  readonly offset: number;
  readonly size: number;
}

/** A chain that gets a classifier, and where its ChainImage stands. */
interface Indexed {
  readonly at: number;
  readonly family: Family;
  readonly chain: Chain;
}

export const tableNumbers: Readonly<Record<TableName, TableNumber>> = {
  raw: TableNumber.RAW,
  mangle: TableNumber.MANGLE,
  nat: TableNumber.NAT,
  filter: TableNumber.FILTER,
  security: TableNumber.SECURITY,
};

export const hookNumbers: Readonly<Record<HookName, Hook>> = {
  PREROUTING: Hook.PREROUTING,
  INPUT: Hook.INPUT,
  FORWARD: Hook.FORWARD,
  OUTPUT: Hook.OUTPUT,
  POSTROUTING: Hook.POSTROUTING,
};

/** The place of the object of a match that has none. */
const NO_OBJECT = 0;

const verdicts = {
  ACCEPT: Verdict.ACCEPT,
  DROP: Verdict.DROP,
  RETURN: Verdict.RETURN,
  QUEUE: Verdict.QUEUE,
} as const;

const needBits = {
  conntrack: Need.CONNTRACK | Need.DEFRAG,
  defrag: Need.DEFRAG,
  nat: Need.NAT,
  accounting: Need.ACCOUNTING,
  labels: Need.LABELS,
  synproxy: Need.SYNPROXY,
};

type NeedName = keyof typeof needBits;

function needsOf(names: readonly NeedName[] | undefined): number {
  let bits = 0;
  if (names !== undefined) for (const name of names) bits |= needBits[name];
  return bits;
}

/** Numbers of what rules name. */
export interface Numbers {
  /** Index of an interface; it is made known when it was not. */
  interface(name: string): number;
  /** Number of a set of ipset, which is there. */
  set(name: string): number;
}

/** Compiles both families. `numbers` tells interfaces and sets, `before` is the image in use, whose
 * objects stay; `indexing` says which chains get a classifier. */
export function compileRulesets(
  { rulesets, objects }: Pick<Setup, "rulesets" | "objects">,
  numbers: Numbers,
  before: CompiledRuleset | undefined,
  indexing: Indexing,
): CompiledRuleset {
  const compiler = new Compiler(numbers, objects, before);
  compiler.shared();
  compiler.family(rulesets.ipv4, RulesetImage.ipv4);
  compiler.family(rulesets.ipv6, RulesetImage.ipv6);
  compiler.objectList();
  compiler.indexes(indexing);
  compiler.head();
  return compiler;
}

class Compiler implements CompiledRuleset {
  readonly block = new BlockBuilder();
  readonly rules: RuleRef[] = [];
  readonly chains: ChainRef[] = [];
  readonly counters: CounterPlace[] = [];
  readonly own: (OwnMatchFunction | OwnTargetFunction)[] = [];
  private readonly patterns = new Map<string, number>();
  private readonly indexed: Indexed[] = [];
  readonly kept = new Map<object, KeptPlace[]>();
  readonly slots = new Map<number, number>();
  readonly ownSlots = new Map<object, number[]>();
  /** Offsets of the ObjectImage of all objects, in the order of their places. */
  private readonly objectImages: number[] = [];
  private depth = 0;
  private tcpFlags = 0;
  /** What the rule at work tells its matches and target. */
  private readonly context: { -readonly [K in keyof EncodeContext]: EncodeContext[K] };

  constructor(
    numbers: Numbers,
    private readonly objects: Objects,
    private readonly before: CompiledRuleset | undefined,
  ) {
    this.block.take(RulesetImage.size);
    this.context = {
      family: "ipv4",
      ruleId: 0,
      table: "filter",
      interfaceIndex: numbers.interface,
      setIndex: numbers.set,
      object: (what, name) => this.slotOf(what, name, this.context.family),
      ownObject: NO_OBJECT,
    };
  }

  /** The objects that rules share, each with its place in the image before. */
  shared(): void {
    for (const { id, shared, state } of this.objects.values()) {
      const place = this.before?.slots.get(id);
      const slot = this.object(shared.kind, (record) => shared.encode(state, record), place);
      this.slots.set(id, slot);
    }
  }

  /** An object and its place; `before` is the one in the image before. */
  private object(
    kindName: string,
    encode: (record: RecordWriter) => void,
    before: number | undefined,
  ): number {
    const record = this.block.record(ObjectImage.data);
    encode(record);
    const kind = objectKinds[kindName];
    if (kind === undefined) throw new Error(`objects of kind ${kindName} have no engine half`);
    this.block.u32(record.start + ObjectImage.kind, kind);
    this.block.u32(record.start + ObjectImage.before, (before ?? -1) + 1);
    return this.objectImages.push(record.start) - 1;
  }

  /** The object of one use in one rule: it stays while its table is not replaced. */
  private ownObject(kind: string, revision: object): number {
    const places = this.ownSlots.get(revision) ?? [];
    this.ownSlots.set(revision, places);
    const before = this.before?.ownSlots.get(revision)?.[places.length];
    const slot = this.object(kind, (record) => record.reserve(0), before);
    places.push(slot);
    return slot;
  }

  /** The list of all objects. */
  objectList(): void {
    const b = this.block;
    const list = b.take(8 + this.objectImages.length * 4);
    b.pointer(RulesetImage.objects, list);
    b.u32(list, this.objectImages.length);
    this.objectImages.forEach((image, slot) => {
      b.pointer(list + 4 + slot * 4, image);
    });
  }

  head(): void {
    this.block.u32(RulesetImage.size_bytes, this.block.size);
    this.block.u32(RulesetImage.ruleCount, this.rules.length);
    this.block.u32(RulesetImage.stackDepth, this.depth);
    this.block.u32(RulesetImage.tcpFlags, this.tcpFlags);
  }

  /** Asks for the classifiers of long chains. Called when all chains are there. */
  indexes(indexing: Indexing): void {
    const { block } = this;
    const long = this.indexed.filter(({ chain }) => chain.rules.length >= indexing.leastRules);
    const first = block.take(IndexImage.size * long.length);
    block.pointer(RulesetImage.indexes, first);
    block.u32(RulesetImage.indexCount, long.length);
    for (const [i, { at, family, chain }] of long.entries()) {
      const image = first + i * IndexImage.size;
      writeIndex(block, image, at, chain.rules, family, indexing);
    }
  }

  family(ruleset: Ruleset, at: number): void {
    let needs = 0;
    for (const table of ruleset.tables.values()) {
      needs |= this.table(table, at + FamilyImage.tables + tableNumbers[table.name] * 4);
      this.depth = Math.max(this.depth, deepestJump(table));
    }
    // the kernel registers its NAT functions when the table comes into being, rules or none
    if (ruleset.tables.has("nat")) needs |= Need.NAT;
    this.block.u32(at + FamilyImage.needs, needs);
  }

  private table(table: Table, at: number): number {
    const b = this.block;
    const image = b.take(TableImage.size);
    b.pointer(at, image);
    const places = new Map<string, number>();
    for (const chain of table.chains.values()) {
      const place = b.take(ChainImage.size);
      places.set(chain.name, place);
      const hook = hookNumbers[chain.name as HookName];
      if (chain.policy !== null && hook !== undefined) {
        b.pointer(image + TableImage.chains + hook * 4, place);
      }
    }
    let needs = 0;
    for (const chain of table.chains.values()) {
      needs |= this.chain(table, chain, places);
    }
    return needs;
  }

  private chain(table: Table, chain: Chain, places: ReadonlyMap<string, number>): number {
    const b = this.block;
    const at = places.get(chain.name)!;
    const id = this.chains.length;
    this.chains.push({ id, family: table.family, table: table.name, chain });
    this.indexed.push({ at, family: table.family, chain });
    const rules = b.take(RuleImage.size * chain.rules.length);
    b.u32(at + ChainImage.ruleCount, chain.rules.length);
    b.pointer(at + ChainImage.rules, rules);
    b.u32(at + ChainImage.policy, verdicts[chain.policy ?? "RETURN"]);
    b.u32(at + ChainImage.id, id);
    this.counter(at + ChainImage.packets, chain.counters);
    let needs = 0;
    this.context.family = table.family;
    this.context.table = table.name;
    for (const [i, rule] of chain.rules.entries()) {
      const ref: RuleRef = {
        id: this.rules.length,
        family: table.family,
        table: table.name,
        chain: chain.name,
        number: i + 1,
        rule,
      };
      this.rules.push(ref);
      needs |= this.rule(ref, rules + i * RuleImage.size, places, table.revision);
    }
    return needs;
  }

  private counter(offset: number, counters: { packets: bigint; bytes: bigint }): void {
    if (counters.packets !== 0n) this.block.u64(offset, counters.packets);
    if (counters.bytes !== 0n) this.block.u64(offset + 8, counters.bytes);
    this.counters.push({ offset, counters });
  }

  private rule(
    ref: RuleRef,
    at: number,
    places: ReadonlyMap<string, number>,
    revision: object,
  ): number {
    const b = this.block;
    const { rule } = ref;
    this.context.ruleId = ref.id;
    const flags = this.header(ref, at);
    b.u32(at + RuleImage.id, ref.id);
    this.counter(at + RuleImage.packets, rule.counters);
    let needs = this.matches(rule.matches, at, revision);
    const target = rule.target;
    let kind: TargetKind = TargetKind.NONE;
    if (target.kind === "verdict") {
      kind = TargetKind.VERDICT;
      b.u32(at + RuleImage.verdict, verdicts[target.verdict]);
    } else if (target.kind === "jump" || target.kind === "goto") {
      kind = target.kind === "jump" ? TargetKind.JUMP : TargetKind.GOTO;
      b.pointer(at + RuleImage.target, places.get(target.chain)!);
    } else if (target.kind === "extension") {
      kind = TargetKind.EXTENSION;
      const { extension, info } = target;
      const number = targetKinds[extension.engine ?? extension.name];
      const start = this.extension(number, extension, info, NO_OBJECT);
      b.pointer(at + RuleImage.target, start);
      if (extension.keeps !== undefined) this.keeps(extension.keeps, start, revision);
      needs |= needsOf(extension.needs?.(info));
    }
    b.u32(at + RuleImage.flags, (flags | (kind << TargetKind.shift)) >>> 0);
    return needs;
  }

  /** The records of a rule's matches. */
  private matches(matches: readonly MatchUse[], at: number, revision: object): number {
    const b = this.block;
    let needs = 0;
    b.u16(at + RuleImage.matchCount, matches.length);
    // before the records of the matches, between which nothing may stand
    const owning = matches.some(({ extension: { owns } }) => owns !== undefined);
    const slots = owning
      ? matches.map(({ extension: { owns } }) =>
          owns === undefined ? NO_OBJECT : this.ownObject(owns, revision),
        )
      : [];
    for (let i = 0; i < matches.length; i++) {
      const { extension, info } = matches[i]!;
      const kind = matchKinds[extension.engine ?? extension.name];
      const start = this.extension(kind, extension, info, slots[i] ?? NO_OBJECT);
      if (extension.keeps !== undefined) this.keeps(extension.keeps, start, revision);
      if (i === 0) b.pointer(at + RuleImage.matches, start);
      needs |= needsOf(extension.needs?.(info));
      this.tcpFlags |= extension.tcpFlags?.(info) ?? 0;
    }
    return needs;
  }

  private keeps(part: KeptPlace, start: number, revision: object): void {
    const places = this.kept.get(revision) ?? [];
    this.kept.set(revision, places);
    places.push({ offset: start + ExtensionImage.data + part.offset, size: part.size });
  }

  private extension(
    kind: number | undefined,
    extension: MatchExtension | TargetExtension,
    info: unknown,
    ownObject: number,
  ): number {
    if (extension.own !== undefined) return this.ownExtension(extension.own(info));
    if (kind === undefined) throw new Error(`${extension.name} has no engine half`);
    const record = this.block.record(ExtensionImage.data);
    this.context.ownObject = ownObject;
    extension.encode(info, record, this.context);
    this.block.u16(record.start + ExtensionImage.kind, kind);
    this.block.u16(record.start + ExtensionImage.size_bytes, this.block.size - record.start);
    if (extension.steady?.(info) === true) this.block.u32(record.start + ExtensionImage.steady, 1);
    return record.start;
  }

  private slotOf(kind: string, name: string, family: Family): number {
    const { objects } = this;
    const found = objects.find(kind, name) ?? objects.find(kind, name, family);
    const slot = found === undefined ? undefined : this.slots.get(found.id);
    if (slot === undefined) throw new Error(`no object ${name} of kind ${kind}`);
    return slot;
  }

  private ownExtension(run: OwnMatchFunction | OwnTargetFunction): number {
    const record = this.block.record(ExtensionImage.data);
    record.reserve(OwnRecord.size);
    record.u32(OwnRecord.number, this.own.length);
    this.own.push(run);
    this.block.u16(record.start + ExtensionImage.kind, OWN_KIND);
    this.block.u16(record.start + ExtensionImage.size_bytes, this.block.size - record.start);
    return record.start;
  }

  /** The header options; answers RuleFlag bits, UNCONDITIONAL for a rule without any condition. */
  private header(ref: RuleRef, at: number): number {
    const b = this.block;
    const { header } = ref.rule;
    const inverted = header.inverted;
    let flags = 0;
    const source = inverted.source || !isZero(header.sourceMask);
    const destination = inverted.destination || !isZero(header.destinationMask);
    if (source) flags |= RuleFlag.SOURCE;
    if (destination) flags |= RuleFlag.DESTINATION;
    if (inverted.source) flags |= RuleFlag.INVERT_SOURCE;
    if (inverted.destination) flags |= RuleFlag.INVERT_DESTINATION;
    if (source || destination) this.addresses(ref, at);
    const inPattern = this.pattern(header.inInterface, inverted.inInterface);
    const outPattern = this.pattern(header.outInterface, inverted.outInterface);
    if (inPattern !== null) b.pointer(at + RuleImage.inInterface, inPattern);
    if (outPattern !== null) b.pointer(at + RuleImage.outInterface, outPattern);
    if (inverted.inInterface) flags |= RuleFlag.INVERT_IN;
    if (inverted.outInterface) flags |= RuleFlag.INVERT_OUT;
    b.u16(at + RuleImage.protocol, header.protocol);
    if (header.protocol !== 0) flags |= RuleFlag.PROTOCOL;
    if (inverted.protocol) flags |= RuleFlag.INVERT_PROTOCOL;
    if (header.fragment) flags |= RuleFlag.FRAGMENT;
    if (inverted.fragment) flags |= RuleFlag.INVERT_FRAGMENT;
    const anyInterface = inPattern === null && outPattern === null;
    if (flags === 0 && anyInterface && ref.rule.matches.length === 0) {
      flags |= RuleFlag.UNCONDITIONAL;
    }
    return flags;
  }

  private addresses(ref: RuleRef, at: number): void {
    const b = this.block;
    const h = ref.rule.header;
    if (ref.family === "ipv4") {
      b.put(at + RuleImage.source, h.source);
      b.put(at + RuleImage.sourceMask, h.sourceMask);
      b.put(at + RuleImage.destination, h.destination);
      b.put(at + RuleImage.destinationMask, h.destinationMask);
      return;
    }
    const place = b.take(RuleAddresses6.size);
    b.put(place + RuleAddresses6.source, h.source);
    b.put(place + RuleAddresses6.sourceMask, h.sourceMask);
    b.put(place + RuleAddresses6.destination, h.destination);
    b.put(place + RuleAddresses6.destinationMask, h.destinationMask);
    b.pointer(at + RuleImage.source, place);
  }

  /** The pattern of an interface name; null for "any". An exact name counts with its closing zero. */
  private pattern(name: string, inverted: boolean): number | null {
    if (name === "" && !inverted) return null;
    const known = this.patterns.get(name);
    if (known !== undefined) return known;
    const place = this.block.take(InterfacePattern.size);
    const wildcard = name.endsWith("+");
    const text = new TextEncoder().encode(wildcard ? name.slice(0, -1) : name).subarray(0, 15);
    this.block.put(place + InterfacePattern.name, text);
    const counted = name === "" ? 0 : text.length + (wildcard ? 0 : 1);
    this.block.put(place + InterfacePattern.mask, new Uint8Array(counted).fill(0xff));
    this.patterns.set(name, place);
    return place;
  }
}
