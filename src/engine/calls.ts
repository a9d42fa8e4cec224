/**
 * What the embedding program takes part in while a packet is on its way: hook functions, matches,
 * targets and helpers of its own, queue handlers.
 */
import { Family as FamilyNumber, Verdict } from "../generated/abi.js";
import type {
  Family,
  HookName,
  OwnMatchFunction,
  OwnTargetFunction,
} from "../extension/extension.js";
import { hookNumbers } from "./image.js";
import type { HelperCalls } from "./helper-calls.js";
import type { Engine, EngineImports } from "./instance.js";
import { PacketView } from "./packet.js";
import { applyNow, LATER, NOBODY, type QueueAnswer, type QueueHandler, resume } from "./queue.js";

/** A hook function's answer. STOLEN: the function keeps the packet, nothing more happens to it. */
export type HookAnswer = "ACCEPT" | "DROP" | "STOLEN" | "REPEAT";
/** A function of the embedding program beside the built-in ones. */
export type HookFunction = (packet: PacketView) => HookAnswer;
/** Where a hook function stands. */
export interface HookPlace {
  readonly family: Family;
  readonly hook: HookName;
  /** Lower runs earlier; netfilter's own: raw -300, conntrack -200, mangle -150, nat -100 and 100,
   * filter 0, security 50. */
  readonly priority: number;
}

const hookOrder: readonly HookName[] = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];
const hookVerdicts = {
  ACCEPT: Verdict.ACCEPT,
  DROP: Verdict.DROP,
  STOLEN: Verdict.STOLEN,
  REPEAT: Verdict.REPEAT,
} as const;

const ownVerdicts = {
  CONTINUE: Verdict.CONTINUE,
  ACCEPT: Verdict.ACCEPT,
  DROP: Verdict.DROP,
  RETURN: Verdict.RETURN,
  STOLEN: Verdict.STOLEN,
} as const;

/** A packet in a queue whose handler answers later: number of its result, slot in the engine. */
export interface Waiting {
  readonly result: number;
  readonly slot: number;
  readonly family: Family;
  readonly answer: PromiseLike<QueueAnswer>;
}

/** The program's functions of one firewall. */
export class HostCalls {
  /** The ruleset's matches and targets of one's own, by number. */
  own: readonly unknown[] = [];
  /** A call into the engine is under way. */
  busy = false;
  private readonly hooks = new Map<number, HookFunction>();
  private readonly queues = new Map<number, QueueHandler>();
  private readonly places = new Map<number, HookPlace>();
  private nextHook = 1;
  private failure: { readonly error: unknown } | null = null;
  /** Answers that will come later, by number of the result they belong to. */
  private waiting: Waiting[] = [];

  /** `find` gives the engine, and throws when it is gone. */
  constructor(
    private readonly find: () => Engine,
    readonly helpers: HelperCalls,
  ) {}

  private get engine(): Engine {
    return this.find();
  }

  /** What the engine calls. */
  readonly imports: EngineImports = {
    hostHook: (id, packet, hook) => this.callHook(id, packet, hook),
    hostMatch: (number, packet, hook) => this.callMatch(number, packet, hook),
    hostTarget: (number, packet, hook) => this.callTarget(number, packet, hook),
    hostHelp: (kind, packet) =>
      this.caught(Verdict.DROP, () => this.helpers.help(this.engine, kind, packet)),
    hostExpected: (kind, packet, connection, met) =>
      this.caught(0, () => {
        this.helpers.expected(this.engine, kind, packet, connection, met);
        return 1;
      }),
    hostQueue: (queue, packet, hook, slot) => this.callQueue(queue, packet, hook, slot),
  };

  /** The packets that were queued in the last call. */
  takeWaiting(): readonly Waiting[] {
    const waiting = this.waiting;
    this.waiting = [];
    return waiting;
  }

  /** What was registered, in the order of its numbers. */
  get registered(): readonly string[] {
    return [...this.places].map(([id, p]) => `${id} ${p.family} ${p.hook} ${p.priority}`);
  }

  /** Forgets all functions. */
  clear(): void {
    this.hooks.clear();
    this.queues.clear();
  }

  /** Runs a call into the engine; what a hook function or handler threw comes out here. */
  guarded<T>(call: () => T): T {
    this.busy = true;
    this.failure = null;
    this.helpers.words.length = 0;
    try {
      return call();
    } finally {
      this.busy = false;
      const failure = this.failure as { readonly error: unknown } | null;
      if (failure !== null) {
        this.failure = null;
        // nobody will hear of the packets that were queued beside the failure
        for (const { slot } of this.waiting) resume(this.engine, slot, "DROP");
        this.waiting = [];
        this.engine.exports.resultsClear();
        // biome-ignore lint/correctness/noUnsafeFinally: the handler's error replaces any result
        throw failure.error;
      }
    }
  }

  /** Registers a function beside the built-in ones; answers how to take it away. */
  hook(place: HookPlace, call: HookFunction): () => void {
    const id = this.nextHook++;
    const family = place.family === "ipv4" ? FamilyNumber.IPV4 : FamilyNumber.IPV6;
    const hook = hookNumbers[place.hook];
    if (hook === undefined) throw new TypeError(`no hook is called ${String(place.hook)}`);
    if (!this.engine.exports.hookAdd(family, hook, place.priority | 0, id)) {
      throw new RangeError("at most 32 hook functions may be registered");
    }
    this.hooks.set(id, call);
    this.places.set(id, { ...place });
    return () => {
      this.places.delete(id);
      if (this.hooks.delete(id)) this.engine.exports.hookRemove(id);
    };
  }

  /** Makes `handler` decide about the packets of a queue; null: nobody does. */
  queue(number: number, handler: QueueHandler | null): void {
    if (!Number.isInteger(number) || number < 0 || number > 65535) {
      throw new RangeError(`queue numbers run from 0 to 65535, not ${number}`);
    }
    if (handler === null) this.queues.delete(number);
    else this.queues.set(number, handler);
  }

  /** What a helper answers, or `failed` when it throws: the call into the engine will. */
  private caught(failed: number, call: () => number): number {
    try {
      return call();
    } catch (error) {
      this.failure ??= { error };
      return failed;
    }
  }

  private callHook(id: number, packet: number, hook: number): number {
    try {
      const answer = this.hooks.get(id)!(new PacketView(this.engine, packet, hookOrder[hook]!));
      const verdict = hookVerdicts[answer];
      if (verdict !== undefined) return verdict;
      throw new TypeError(`a hook function answers ACCEPT, DROP, STOLEN or REPEAT, not ${answer}`);
    } catch (error) {
      this.failure ??= { error };
      return Verdict.DROP;
    }
  }

  private callMatch(number: number, packet: number, hook: number): number {
    try {
      const view = new PacketView(this.engine, packet, hookOrder[hook]!, true);
      const answer = (this.own[number] as OwnMatchFunction)(view);
      if (typeof answer === "boolean") return answer ? 1 : 0;
      if (answer === "drop") return 2;
      throw new TypeError(`a match answers true, false or "drop", not ${String(answer)}`);
    } catch (error) {
      this.failure ??= { error };
      return 2;
    }
  }

  private callTarget(number: number, packet: number, hook: number): number {
    try {
      const view = new PacketView(this.engine, packet, hookOrder[hook]!);
      const answer = (this.own[number] as OwnTargetFunction)(view);
      const verdict = ownVerdicts[answer];
      if (verdict !== undefined) return verdict;
      throw new TypeError(
        `a target answers CONTINUE, ACCEPT, DROP, RETURN or STOLEN, not ${String(answer)}`,
      );
    } catch (error) {
      this.failure ??= { error };
      return Verdict.DROP;
    }
  }

  private callQueue(queue: number, packet: number, hook: number, slot: number): number {
    const handler = this.queues.get(queue);
    if (handler === undefined) return NOBODY;
    try {
      const view = new PacketView(this.engine, packet, hookOrder[hook]!);
      const answer = handler(view);
      if (!isLater(answer)) return applyNow(answer, view);
      // a rejection is told by the result's promise
      answer.then(undefined, () => {});
      const result = this.engine.exports.resultCount() - 1;
      this.waiting.push({ result, slot, family: view.family, answer });
      return LATER;
    } catch (error) {
      this.failure ??= { error };
      return Verdict.DROP;
    }
  }
}

/** Whether a handler answers later: any promise will do, of whichever realm. */
function isLater(
  answer: QueueAnswer | PromiseLike<QueueAnswer>,
): answer is PromiseLike<QueueAnswer> {
  return typeof answer === "object" && answer !== null && "then" in answer;
}
