/**
 * What a ruleset costs: how often each rule was evaluated, counted from the steps of packets as the
 * kernel would evaluate them, one rule after the other. (The engine's own scan passes over rules that
 * cannot match, so it does less.)
 */
import type { ChainRef, RuleRef } from "../engine/image.js";
import type { PacketResult, Step } from "../engine/results.js";

/** Counts of one chain. */
export interface ChainCost {
  readonly chain: ChainRef;
  /** How often a packet entered it. */
  entered: number;
  /** Evaluations of each rule, in order. */
  readonly evaluated: readonly number[];
  /** How often each rule matched, in order. */
  readonly hits: readonly number[];
}

/** The same while it is being counted: what changes from one rule to the next, so that a packet costs
 * the same however long the chain. */
interface Counting {
  readonly chain: ChainRef;
  readonly length: number;
  entered: number;
  readonly change: number[];
  readonly hits: number[];
}

/** A place in a chain: how many of its rules were evaluated so far. */
interface Place {
  cost: Counting;
  done: number;
  /** Entered by goto: its end leads past the chain that named it. */
  viaGoto: boolean;
}

const keyOf = (family: string, table: string, chain: string) => `${family} ${table} ${chain}`;

/** Adds up what packets cost. */
export class CostCounter {
  private readonly counting: readonly Counting[];
  private readonly byName: ReadonlyMap<string, Counting>;
  /** Where the walk at hand is: the chain at work last, its callers before it. */
  private stack: Place[] = [];
  private walk = "";

  constructor(chains: readonly ChainRef[]) {
    this.counting = chains.map((chain) => ({
      chain,
      length: chain.chain.rules.length,
      entered: 0,
      change: new Array<number>(chain.chain.rules.length + 1).fill(0),
      hits: new Array<number>(chain.chain.rules.length).fill(0),
    }));
    this.byName = new Map(
      this.counting.map((c) => [keyOf(c.chain.family, c.chain.table, c.chain.chain.name), c]),
    );
  }

  /** What was counted so far. */
  get chains(): ChainCost[] {
    return this.counting.map(({ chain, entered, change, length, hits }) => {
      let now = 0;
      const evaluated = change.slice(0, length).map((by) => {
        now += by;
        return now;
      });
      return { chain, entered, evaluated, hits };
    });
  }

  /** Takes the steps of a packet. */
  add(result: PacketResult): void {
    this.stack = [];
    this.walk = "";
    for (const step of result.steps) this.step(step);
  }

  private step(step: Step): void {
    const cost = this.byName.get(keyOf(step.family, step.table, step.chain));
    if (cost === undefined) return;
    const walk = `${step.family} ${step.table} ${step.hook}`;
    if (walk !== this.walk || !this.resume(cost, step.number)) {
      this.walk = walk;
      this.stack = [];
      this.enter(cost, false);
    }
    const place = this.stack.at(-1)!;
    const last = step.step === "rule" ? step.number : cost.length;
    if (last > place.done) {
      cost.change[place.done]!++;
      cost.change[last]!--;
    }
    place.done = Math.max(place.done, last);
    if (step.step === "rule") cost.hits[step.number - 1]!++;
    if (step.step === "rule" && step.rule !== null) this.follow(step, step.rule);
    if (step.step === "return") this.leave();
    if (step.step === "policy") this.walk = "";
  }

  /** Goes back to the chain that a step is in; false when the walk at hand is not in it. */
  private resume(cost: Counting, number: number): boolean {
    while (this.stack.length > 0) {
      const place = this.stack.at(-1)!;
      if (place.cost === cost && number > place.done) return true;
      if (place.cost === cost && number === place.done && number > cost.length) return true;
      this.stack.pop();
    }
    return false;
  }

  private enter(cost: Counting, viaGoto: boolean): void {
    cost.entered++;
    this.stack.push({ cost, done: 0, viaGoto });
  }

  private follow(step: Step, { rule }: RuleRef): void {
    const { target } = rule;
    if (target.kind === "jump" || target.kind === "goto") {
      const next = this.byName.get(keyOf(step.family, step.table, target.chain));
      if (next !== undefined) this.enter(next, target.kind === "goto");
    } else if (target.kind === "verdict") {
      if (target.verdict === "RETURN") this.leave();
      else this.walk = "";
    }
  }

  /** The end of a chain. Whoever went there by goto is not come back to, but for its policy. */
  private leave(): void {
    if (this.stack.length < 2) return;
    let place = this.stack.pop()!;
    while (place.viaGoto && this.stack.length > 1) place = this.stack.pop()!;
    if (place.viaGoto) this.stack[0]!.done = this.stack[0]!.cost.length;
  }
}
