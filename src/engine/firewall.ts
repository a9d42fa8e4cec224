/**
 * A firewall: one Linux host's netfilter, set up, with packets going through it.
 */
import { ResultRecord, Want } from "../generated/abi.js";
import type { Family } from "../extension/extension.js";
import type { DeclaredHelper } from "../extension/own-helper.js";
import { causeWords, explain } from "../report/cause.js";
import { saveSets } from "../setup/ipset/print.js";
import type { SetStore } from "../setup/ipset/store.js";
import type { Setup } from "../setup/model.js";
import { type AccountFormat, accountsText } from "../setup/print/nfacct.js";
import { saveRuleset } from "../setup/print/save.js";
import { replaceRulesets, type SetupOptions } from "../setup/setup.js";
import { type Account, accountOf, countedAccounts } from "./account-state.js";
import { defaultIndexing, type Indexing } from "./classify.js";
import { BatchWriter, type Frame, type FrameInfo } from "./batch.js";
import { HostCalls, type HookFunction, type HookPlace, type Waiting } from "./calls.js";
import {
  type ConnectionEntry,
  type ConnectionStats,
  connectionRows,
  connectionStats,
  summedStats,
  connectionTable,
  sortedEntries,
} from "./conntrack.js";
import { SnapshotError } from "./snapshot.js";
import { connectionsOfSetup, runWords, type ToolAnswer } from "./conntrack-tool.js";
import { sideEvents, type TrackingEvent } from "./events.js";
import { type ExpectationEntry, expectationTable } from "./expect.js";
import { Failover, Replication, subjectOf } from "./failover.js";
import { Engine } from "./instance.js";
import { HelperCalls } from "./helper-calls.js";
import { Interfaces } from "./interfaces.js";
import { loadNetwork } from "./network.js";
import { checkAnswer, type QueueAnswer, type QueueHandler, resume } from "./queue.js";
import { type PacketResult, readResult, type ResultNames } from "./results.js";
import { LoadedRules } from "./rules.js";
import { type ShareState, summedCounters } from "./share.js";
import { setElements, type SetState } from "./set-state.js";
import { SetMachine } from "./sets.js";
import { hostWideSettings } from "./sysctls.js";
import { type TableStats, tableStats } from "./table-stats.js";

export type { HookAnswer, HookFunction, HookPlace } from "./calls.js";
export type { TableStats } from "./table-stats.js";

/** How much a firewall tells of each packet. */
export interface Detail {
  /** Bytes of the packets that leave. */
  readonly bytes?: boolean;
  /** Every rule that matched. */
  readonly steps?: boolean;
}

/** What happened to a packet, in the words of the JSONL results. */
export interface ProcessResult extends Omit<PacketResult, "cause"> {
  /** A word for programs: "rule", "policy", "ttl-exceeded" ... */
  readonly cause: string;
  /** The same as a sentence for people. */
  readonly why: string;
  /** What came of the packet after the queue's handler answered; null unless the verdict is QUEUE. */
  readonly pending: Promise<ProcessResult> | null;
}

/** Bytes of a connection with its places in the hash table and in NAT's list. */
const CONNECTION_BYTES = 320;
/** Memory that is asked for before packets come: pages that nobody touches cost nothing, but some platforms
 * count them. */
const AHEAD_MOST = 512 * 2 ** 20;

export class Firewall {
  /** What the embedding program takes part in. */
  private readonly calls: HostCalls;
  private rules!: LoadedRules;
  private batch!: BatchWriter;
  private disposed = false;
  /** What other firewalls hold instead of this one. */
  private absorbed: readonly ShareState[] = [];
  private readonly listeners = new Set<(event: TrackingEvent) => void>();
  private want = 0;
  /** Counts what may have changed the engine's state. */
  private work = 0;
  private failoverValue: Failover | undefined;
  private engineValue!: Engine;
  /** How `replace` reads: with the extensions of the setup. */
  reading: SetupOptions = {};
  /** Interfaces by name and index. */
  interfaces!: Interfaces;
  /** The sets as they are now; those of the setup are as they were before the first packet. */
  private store!: SetStore;

  private constructor(
    private current: Setup,
    helpers: readonly DeclaredHelper[],
  ) {
    this.calls = new HostCalls(() => this.engine, new HelperCalls(helpers));
  }

  /** Sets a host up. `seed` starts the random sequence of ports, statistics and hashes; `indexing`
   * says which chains get a classifier; `helpers` are the embedding program's. */
  static async create(
    setup: Setup,
    seed = 0n,
    detail: Detail = { bytes: true },
    indexing: Indexing = defaultIndexing(),
    helpers: readonly DeclaredHelper[] = [],
  ): Promise<Firewall> {
    const firewall = new Firewall(setup, helpers);
    const engine = await Engine.create(firewall.calls.imports, seed);
    firewall.engineValue = engine;
    firewall.calls.helpers.announce(engine);
    engine.security = setup.names.security;
    if (indexing.eager === true) engine.exports.shortcutsSet(3);
    for (const [slot, value] of hostWideSettings(setup.sysctls)) {
      engine.exports.sysctlSet(slot, value);
    }
    firewall.interfaces = new Interfaces(engine, setup);
    firewall.batch = new BatchWriter(engine, firewall.interfaces);
    loadNetwork(engine, setup, firewall.interfaces);
    firewall.store = setup.sets.copyTo(() => new SetMachine(engine));
    connectionsOfSetup(engine, setup);
    const { words } = firewall.calls.helpers;
    const names = {
      interfaces: firewall.interfaces,
      sets: firewall.store,
      helperWords: (number: number) => words[number] ?? "",
    };
    firewall.rules = new LoadedRules(engine, names, indexing);
    firewall.load(setup);
    firewall.detail(detail);
    return firewall;
  }

  private mustLive(): void {
    if (this.disposed) throw new Error("the firewall was disposed of");
  }

  /** The engine below, for readers of captures. */
  get engine(): Engine {
    this.mustLive();
    return this.engineValue;
  }

  /** The setup it was made from; counters in it are as of the last `syncCounters`. */
  get setup(): Setup {
    return this.current;
  }

  /** Chooses how much is told of each packet. */
  detail(detail: Detail): void {
    let want = Want.EMITS | Want.LOGS | Want.CONNECTIONS;
    if (detail.bytes) want |= Want.BYTES;
    if (detail.steps) want |= Want.PATH;
    this.want = want;
    this.configure();
  }

  private configure(): void {
    const told = this.listeners.size > 0 && this.eventsOn;
    this.engine.exports.configure(told ? this.want | Want.EVENTS : this.want);
  }

  /** Whether the host tells events at all (nf_conntrack_events). */
  get eventsOn(): boolean {
    return this.current.sysctls.number("net.netfilter.nf_conntrack_events") !== 0;
  }

  /**
   * Has `listener` told what becomes of connections and expectations from now on: each event when the
   * packet or command that it comes from is done. They stand in the results' `events` too. Answers how
   * to end it. While nobody listens, events cost nothing.
   */
  events(listener: (event: TrackingEvent) => void): () => void {
    const own = (event: TrackingEvent) => listener(event);
    this.listeners.add(own);
    this.configure();
    return () => {
      if (this.listeners.delete(own) && !this.disposed) this.configure();
    };
  }

  private tellEvents(events: readonly TrackingEvent[]): void {
    for (const event of events) for (const listener of this.listeners) listener(event);
  }

  /** Runs what changes connections between packets, and tells of it. */
  private commanding<T>(run: () => T): T {
    const { engine } = this;
    this.work++;
    const from = engine.exports.sideLength();
    try {
      return run();
    } finally {
      const side = engine.exports.side() >>> 0;
      this.tellEvents(sideEvents(engine, side + from, side + engine.exports.sideLength()));
    }
  }

  /** Compiles and switches over to rulesets, at once; connections stay. */
  load(setup: Pick<Setup, "rulesets" | "objects">): void {
    this.mustLive();
    this.work++;
    this.rules.load(setup);
    this.calls.own = this.rules.compiled.own;
  }

  /** What results need to be told in names. */
  get resultNames(): ResultNames {
    return this.rules.names;
  }

  /**
   * Replaces rulesets, at once: `text` holds iptables-restore dumps or iptables commands, which work
   * on the tables they name as they do on a running host. Connections stay. Throws SetupError, and
   * then nothing has changed.
   */
  replace(text: string, options: SetupOptions = {}): void {
    this.syncCounters();
    const changed = replaceRulesets(this.current, text, { ...this.reading, ...options });
    this.load(changed);
    this.current = { ...this.current, ...changed };
  }

  /** What `iptables-save -c` (or ip6tables-save -c) prints: tables in the order raw, mangle, nat,
   * filter, security; without comment lines. */
  save(family: Family, options: { readonly counters?: boolean } = {}): string {
    this.syncCounters();
    return saveRuleset(this.current.rulesets[family], { counters: options.counters ?? true });
  }

  /** The sets of ipset in the order of `ipset save`, each with its elements. */
  sets(): SetState[] {
    return setElements(this.store);
  }

  /** What `ipset save` prints: sets in the order of their making, lists last; elements of hash types in
   * the order of the hash, which follows from initval, others in their own. */
  saveSets(): string {
    return this.absorbed[0]?.sets ?? saveSets(this.store);
  }

  /** The accounting objects of nfacct, in the order of their making. */
  accounts(): Account[] {
    return countedAccounts(this.engine, this.rules, this.current.objects).map(accountOf);
  }

  /** What `nfacct list` prints, or `nfacct list xml` or `json`; `timestamp` stands in JSON, in seconds
   * since the epoch. */
  listAccounts(format: AccountFormat = "text", timestamp = 0n): string {
    const { engine, rules, current } = this;
    return accountsText(countedAccounts(engine, rules, current.objects), format, timestamp);
  }

  /** What this firewall holds of the packets that fell to it. */
  share(): ShareState {
    return {
      counters: this.rules.counterValues(),
      connections: connectionRows(this.engine),
      statistics: this.conntrackStats(),
      sets: this.saveSets(),
    };
  }

  /** Takes what firewalls of the same setup hold that shared all packets of a replay: this one had none. */
  absorb(shares: readonly ShareState[]): void {
    this.absorbed = shares;
    this.rules.setCounters(summedCounters(this.rules.counterValues(), shares));
    this.syncCounters();
  }

  /** The table of connections: confirmed ones whose time is not over, in a fixed order. */
  conntrack(): ConnectionEntry[] {
    const { absorbed } = this;
    if (absorbed.length > 0) return sortedEntries(absorbed.flatMap((s) => s.connections));
    return connectionTable(this.engine);
  }

  /** Connections that helpers announced and that have not come yet (conntrack -L expect). */
  expectations(): ExpectationEntry[] {
    return expectationTable(this.engine);
  }

  /** Bytes of engine memory that so many connections may take, as far as there may be so many. */
  connectionBytes(connections: number): number {
    if (!this.resultNames.tracks(4) && !this.resultNames.tracks(6)) return 0;
    const limit = this.current.sysctls.number("net.netfilter.nf_conntrack_max") || connections;
    const bytes = Math.ceil(Math.min(connections, limit)) * CONNECTION_BYTES;
    return Math.min(bytes, AHEAD_MOST);
  }

  /** What conntrack counted since the firewall was made (conntrack -S). */
  conntrackStats(): ConnectionStats {
    const { absorbed } = this;
    if (absorbed.length > 0) return summedStats(absorbed.map(({ statistics }) => statistics));
    return connectionStats(this.engine);
  }

  /**
   * What conntrack(8) does and prints: `command` holds its words ("-D -p udp --dport 53", with the name
   * in front or without). What the tool or the kernel refuses is in the answer, nothing is thrown.
   */
  runConntrack(command: string): ToolAnswer {
    if (this.calls.busy) throw new Error("a hook function or queue handler may run no commands");
    return this.commanding(() => runWords(this.engine, command, this.current.names.labels));
  }

  /** Deletes all connections (conntrack -F). */
  flushConntrack(): void {
    if (this.calls.busy)
      throw new Error("a hook function or queue handler may not delete connections");
    this.commanding(() => this.engine.exports.connectionsFlush());
  }

  /**
   * The whole state, to be taken over by `restore` of a firewall that was made of the same setup: it goes
   * on as if it had seen every packet itself. What functions of the embedding program remember is not
   * among it. Throws SnapshotError while packets wait in queues.
   */
  snapshot(): Uint8Array {
    if (this.absorbed.length > 0) {
      throw new SnapshotError("the state is shared among threads: run the captures in one");
    }
    return this.failover.snapshot();
  }

  /** The state as it changes: `next` gives a snapshot at first, then what is another since. */
  replicate(): Replication {
    return new Replication(this.failover, this.engine);
  }

  /**
   * Takes over what `snapshot` or `replicate` of another firewall gave. Throws SnapshotError (not made of
   * the same setup, another build of sluice, damaged, not the next delta); then nothing has changed.
   */
  restore(snapshot: Uint8Array): void {
    if (this.calls.busy) throw new Error("a hook function or queue handler may restore nothing");
    this.failover.restore(snapshot);
    this.configure();
  }

  private get failover(): Failover {
    const { rules, calls, store: sets, batch, interfaces } = this;
    const live = { engine: () => this.engine, setup: () => this.current, work: () => this.work };
    this.failoverValue ??= new Failover(
      subjectOf({ ...live, rules, calls, sets, batch, interfaces }),
    );
    return this.failoverValue;
  }

  /** What the tables did since the firewall was made, and the classifiers of its rulesets. */
  tableStats(): TableStats {
    return tableStats(this.engine);
  }

  /** Copies the engine's counters into the rules and chains of the setup. */
  syncCounters(): void {
    this.mustLive();
    this.rules.syncCounters();
  }

  /** Sends one frame through; throws RangeError for a frame larger than MAX_FRAME. */
  process(frame: Uint8Array, info: FrameInfo = {}): ProcessResult {
    return this.processBatch([{ frame, ...info }])[0]!;
  }

  /** Sends frames through, in order, crossing into the engine once for as many as fit. */
  processBatch(frames: readonly Frame[]): ProcessResult[] {
    const { exports } = this.engine;
    if (this.calls.busy)
      throw new Error("a hook function or queue handler may not process packets");
    const places = this.batch.write(frames);
    const results: ProcessResult[] = [];
    while (results.length < frames.length) {
      const from = places[results.length]!;
      const left = frames.length - results.length;
      this.guarded(() => exports.frames(from, left));
      this.collect(results);
    }
    return results;
  }

  /** Runs a call into the engine; what a hook function or handler threw comes out here. */
  guarded<T>(call: () => T): T {
    this.work++;
    return this.calls.guarded(call);
  }

  /** Reads all results and forgets them in the engine. */
  private collect(into: ProcessResult[]): void {
    const { exports } = this.engine;
    const count = exports.resultCount();
    const waiting = this.calls.takeWaiting();
    const at = exports.results() >>> 0;
    const side = exports.side() >>> 0;
    const { bytes, view } = this.engine;
    for (let i = 0; i < count; i++) {
      const result = readResult(bytes, view, at + i * ResultRecord.size, side, this.rules.names);
      const later = waiting.filter((w) => w.result === i);
      const pending = later.length === 0 ? null : this.resumeAll(later);
      into.push({ ...result, cause: causeWords[result.cause], why: explain(result), pending });
    }
    exports.resultsClear();
    for (const { events } of into.slice(into.length - count)) this.tellEvents(events);
  }

  /** The packet's own fate, with what left because of answers that were queued beside it. */
  private async resumeAll(later: readonly Waiting[]): Promise<ProcessResult> {
    const [first, ...others] = await Promise.all(later.map((one) => this.resumeLater(one)));
    if (others.length === 0) return first!;
    return { ...first!, emits: [first!, ...others].flatMap((result) => result.emits) };
  }

  private async resumeLater({ slot, family, answer }: Waiting): Promise<ProcessResult> {
    let decided: QueueAnswer = "DROP";
    let error: unknown;
    try {
      const given = await answer;
      checkAnswer(given, family);
      decided = given;
    } catch (caught) {
      error = caught;
    }
    const results: ProcessResult[] = [];
    this.guarded(() => resume(this.engine, slot, decided));
    this.collect(results);
    if (error !== undefined) throw error;
    return results[0]!;
  }

  /** Registers a function beside the built-in ones; answers how to take it away. */
  hook(place: HookPlace, call: HookFunction): () => void {
    return this.calls.hook(place, call);
  }

  /** Makes `handler` decide about the packets of a queue; null: nobody does. */
  queue(number: number, handler: QueueHandler | null): void {
    this.calls.queue(number, handler);
  }

  /** Gives the engine's memory up; the firewall cannot be used after it. */
  [Symbol.dispose](): void {
    this.disposed = true;
    this.calls.clear();
    this.engineValue = undefined as unknown as Engine;
    this.batch = undefined as unknown as BatchWriter;
    this.interfaces = undefined as unknown as Interfaces;
  }
}
