/**
 * Failover: a firewall's state goes over to another one that was made of the same setup, at once or as
 * it changes. The state is the engine's memory and globals, every bit of it: connections, expectations,
 * translations, fragments, sets, what matches remember, counters, the random sequence.
 */
import { ABI_VERSION } from "../generated/abi.js";
import { saveRuleset } from "../setup/print/save.js";
import type { Setup } from "../setup/model.js";
import type { SetStore } from "../setup/ipset/store.js";
import type { BatchWriter } from "./batch.js";
import type { HostCalls } from "./calls.js";
import type { Engine } from "./instance.js";
import type { Interfaces } from "./interfaces.js";
import type { LoadedRules } from "./rules.js";
import { engineBuild } from "./instance.js";
import {
  applySnapshot,
  crc32,
  readSnapshot,
  type Snapshot,
  SnapshotError,
  type SnapshotHeader,
  writeSnapshot,
} from "./snapshot.js";

/** What a firewall tells of itself. */
export interface Subject {
  readonly engine: Engine;
  readonly setup: Setup;
  /** The compiled rules, as they stand in the memory at address 0. */
  readonly rules: Uint8Array;
  /** What the embedding program registered, in order. */
  readonly functions: readonly string[];
  /** Its conntrack helpers. */
  readonly helpers: readonly unknown[];
  /** Where the host's own blocks are. */
  places: Record<string, number>;
  facts: readonly (readonly [string, number])[];
  /** Counts up with everything that may change the state. */
  readonly work: number;
}

/** The parts of a firewall that hold something of its state. */
export interface Parts {
  readonly engine: () => Engine;
  readonly setup: () => Setup;
  readonly work: () => number;
  readonly rules: LoadedRules;
  readonly calls: HostCalls;
  readonly sets: SetStore;
  readonly batch: BatchWriter;
  readonly interfaces: Interfaces;
}

/** A firewall as failover sees it. */
export function subjectOf({ rules, calls, sets, batch, interfaces, ...live }: Parts): Subject {
  return {
    get engine() {
      return live.engine();
    },
    get setup() {
      return live.setup();
    },
    get work() {
      return live.work();
    },
    get rules() {
      return rules.bare();
    },
    get functions() {
      return calls.registered;
    },
    get helpers() {
      return calls.helpers.described;
    },
    get places() {
      const { at, size } = batch.place;
      const { image } = rules;
      return { image, interfaces: interfaces.place, sets: sets.place, batch: at, batchSize: size };
    },
    set places(places) {
      rules.image = places.image!;
      interfaces.takeOver(places.interfaces!);
      sets.place = places.sets!;
      batch.takeOver(places.batch!, places.batchSize!, batch.facts);
    },
    get facts() {
      return batch.facts;
    },
    set facts(facts) {
      batch.takeOver(batch.place.at, batch.place.size, facts);
    },
  };
}

/** Parts of a setup, as messages call them. */
function sums({ setup, rules, functions, helpers }: Subject): Record<string, number> {
  const { network, rulesets, sysctls, sets, objects } = setup;
  // counters of chains are printed always: they are state
  const ruleset = (family: "ipv4" | "ipv6") =>
    saveRuleset(rulesets[family], { counters: false }).replace(/ \[\d+:\d+\]$/gm, "");
  const parts: Record<string, string> = {
    interfaces: text([...network.interfaces.values()]),
    "addresses, routes or policy rules": text([network.addresses, network.routes, network.rules]),
    "kernel settings": text(sysctls.settings()),
    sets: text(sets.definitions()),
    "IPv4 rules": ruleset("ipv4"),
    "IPv6 rules": ruleset("ipv6"),
    "names that rules share": text(objects.names()),
    "hook functions": text(functions),
    "conntrack helpers of the embedding program": text(helpers),
  };
  const encoder = new TextEncoder();
  const found: Record<string, number> = {};
  for (const [name, part] of Object.entries(parts)) found[name] = crc32(encoder.encode(part));
  // last: where the others say more, they come first
  found["the order in which rules were made"] = crc32(rules);
  return found;
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) => {
    if (v instanceof Uint8Array) return [...v];
    if (v instanceof Map) return [...v];
    return typeof v === "bigint" ? v.toString() : v;
  });
}

/** Takes states of one firewall, and takes them over. */
export class Failover {
  /** The snapshot that was taken over last, and what was done by then. */
  private last: { readonly sum: number; readonly work: number } | null = null;

  constructor(private readonly subject: Subject) {}

  private header(): SnapshotHeader {
    const { places, facts } = this.subject;
    return { abi: ABI_VERSION, engine: engineBuild(), made: sums(this.subject), places, facts };
  }

  /** The whole state. */
  snapshot(): Uint8Array {
    return this.write(null);
  }

  /** What changed since the state of `before`. */
  write(before: { readonly memory: Uint8Array; readonly sum: number } | null): Uint8Array {
    const { engine } = this.subject;
    if (engine.exports.queued() !== 0) {
      throw new SnapshotError("packets wait in queues: their handlers cannot go over");
    }
    return writeSnapshot(engine, this.header(), before);
  }

  /** Takes a state over. Throws SnapshotError, and then nothing has changed. */
  restore(bytes: Uint8Array): void {
    const snapshot = readSnapshot(bytes);
    this.check(snapshot);
    applySnapshot(this.subject.engine, snapshot);
    this.subject.places = { ...snapshot.header.places };
    this.subject.facts = snapshot.header.facts;
    this.last = { sum: snapshot.sum, work: this.subject.work };
  }

  private check({ header, kind, after }: Snapshot): void {
    if (header.abi !== ABI_VERSION || header.engine !== engineBuild()) {
      throw new SnapshotError("the snapshot was taken by another build of the engine");
    }
    const own = sums(this.subject);
    for (const [name, sum] of Object.entries(own)) {
      if (header.made[name] === sum) continue;
      throw new SnapshotError(`the snapshot is of another setup: ${name} differ`);
    }
    if (this.subject.engine.exports.queued() !== 0) {
      throw new SnapshotError("packets wait in queues: what they would come back to is replaced");
    }
    if (kind === "base") return;
    if (this.last?.sum !== after) {
      throw new SnapshotError("the delta goes on from another snapshot than the last one here");
    }
    if (this.last.work !== this.subject.work) {
      throw new SnapshotError("this firewall has worked since the last snapshot: take a base");
    }
  }
}

/** A firewall's state as it changes: a base, then what is another since. */
export class Replication {
  private before: { readonly memory: Uint8Array; readonly sum: number } | null = null;

  constructor(
    private readonly failover: Failover,
    private readonly engine: Engine,
  ) {}

  /** The state at first, then what has changed since the last call. */
  next(): Uint8Array {
    const bytes = this.failover.write(this.before);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.before = {
      memory: this.engine.bytes.slice(),
      sum: view.getUint32(bytes.length - 4, true),
    };
    return bytes;
  }
}
