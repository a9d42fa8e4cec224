/** The rules of a firewall in its engine: compiled, switched over to, and read back. */
import { FamilyImage, Need, RulesetImage, Sysctl } from "../generated/abi.js";
import type { Setup } from "../setup/model.js";
import type { Indexing } from "./classify.js";
import { type CompiledRuleset, compileRulesets } from "./image.js";
import { type Engine, outOfMemory } from "./instance.js";
import type { Interfaces } from "./interfaces.js";
import type { ResultNames } from "./results.js";

/** Where rules find numbers for what they name. */
export interface RuleNames {
  readonly interfaces: Interfaces;
  readonly sets: { need(name: string): number };
  /** The words in which a helper of the embedding program said why it drops a packet. */
  helperWords(number: number): string;
}

/** An image of more bytes has memory asked for once, so many times its size: for itself, classifiers, and what
 * building them takes. Each time that the memory grows V8 may look through all of its heap. */
const LARGE = 2 ** 20;
const AHEAD = 8;

/** The rules that an engine has now. */
export class LoadedRules {
  compiled!: CompiledRuleset;
  /** What results need to be told in names. */
  names!: ResultNames;
  /** Where the image is in the engine's memory. */
  image = 0;
  /** The address for which the compiled block was finished. */
  private finishedAt = 0;

  constructor(
    private readonly engine: Engine,
    private readonly known: RuleNames,
    private readonly indexing: Indexing,
  ) {}

  /** Compiles and switches over to rulesets, at once; connections stay. */
  load(setup: Pick<Setup, "rulesets" | "objects">): void {
    const { exports } = this.engine;
    const before = this.compiled as CompiledRuleset | undefined;
    const numbers = {
      interface: (name: string) => this.known.interfaces.index(name),
      set: (name: string) => this.known.sets.need(name),
    };
    const compiled = compileRulesets(setup, numbers, before, this.indexing);
    const { size } = compiled.block;
    if (size > LARGE) exports.memoryAhead(size * AHEAD);
    const at = exports.rulesetReserve(size) >>> 0;
    if (at === 0) throw outOfMemory();
    this.engine.bytes.set(compiled.block.finish(at), at);
    this.finishedAt = at;
    if (before !== undefined) this.keep(before, compiled, at);
    if (!exports.rulesetCommit()) throw outOfMemory();
    this.compiled = compiled;
    this.image = at;
    this.nameResults(at);
  }

  private nameResults(at: number): void {
    const { exports, view } = this.engine;
    const needs = (offset: number) => view.getUint32(at + offset + FamilyImage.needs, true);
    const ipv4 = (needs(RulesetImage.ipv4) & Need.CONNTRACK) !== 0;
    const ipv6 = (needs(RulesetImage.ipv6) & Need.CONNTRACK) !== 0;
    // it stays on when the rule is gone
    const counts = (needs(RulesetImage.ipv4) | needs(RulesetImage.ipv6)) & Need.ACCOUNTING;
    if (counts !== 0) exports.sysctlSet(Sysctl.NF_CONNTRACK_ACCT, 1);
    this.names = {
      rules: this.compiled.rules,
      chains: this.compiled.chains,
      interfaceName: (index) => this.known.interfaces.name(index),
      tracks: (version) => (version === 4 ? ipv4 : ipv6),
      helperNames: this.engine.helperNames,
      security: this.engine.security,
      helperWords: this.known.helperWords,
    };
  }

  /** What rules of tables that were not replaced remember goes into the new image. */
  private keep(before: CompiledRuleset, compiled: CompiledRuleset, at: number): void {
    for (const [revision, places] of compiled.kept) {
      const old = before.kept.get(revision) ?? [];
      places.forEach(({ offset, size }, i) => {
        const from = old[i];
        if (from === undefined) return;
        this.engine.bytes.copyWithin(
          at + offset,
          this.image + from.offset,
          this.image + from.offset + size,
        );
      });
    }
  }

  /** Where the engine keeps an object that rules share; `id` is the host's (src/setup/objects.ts). */
  objectAt(id: number): number {
    return this.engine.exports.objectAt(this.compiled.slots.get(id)!) >>> 0;
  }

  /** Copies the engine's counters into the rules and chains of the setup. */
  syncCounters(): void {
    const { view } = this.engine;
    for (const { offset, counters } of this.compiled.counters) {
      counters.packets = view.getBigUint64(this.image + offset, true);
      counters.bytes = view.getBigUint64(this.image + offset + 8, true);
    }
  }

  /** Packets and bytes of every counter in the engine, in the order of the compiled rules. */
  counterValues(): BigUint64Array {
    const { view } = this.engine;
    const places = this.compiled.counters.flatMap(({ offset }) => [offset, offset + 8]);
    return BigUint64Array.from(places, (offset) => view.getBigUint64(this.image + offset, true));
  }

  /** Puts such values into the engine. */
  setCounters(values: BigUint64Array): void {
    const { view } = this.engine;
    for (const [i, { offset }] of this.compiled.counters.entries()) {
      view.setBigUint64(this.image + offset, values[2 * i]!, true);
      view.setBigUint64(this.image + offset + 8, values[2 * i + 1]!, true);
    }
  }

  /** The compiled rules without their counters, as they are at address 0. */
  bare(): Uint8Array {
    const { block, counters } = this.compiled;
    const bytes = block.finish(-this.finishedAt).slice();
    block.finish(this.finishedAt);
    for (const { offset } of counters) bytes.fill(0, offset, offset + 16);
    return bytes;
  }
}
