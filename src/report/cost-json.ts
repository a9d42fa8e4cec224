/** `sluice bench --json`: one object, times in nanoseconds a packet. */
import { type Cost, perPacket, saved, type Times } from "../cost/cost.js";
import type { Comparison } from "../cost/fates.js";
import { ratio } from "../cost/timing.js";
import { ruleText } from "../setup/print/save.js";
import type { Side } from "./cost-against.js";
import { type Better, movesOf } from "./cost-order.js";

/** Two digits behind the point: more would only be noise. */
const round = (n: number) => Math.round(n * 100) / 100;

/** What a ruleset costs. */
export function costJson(cost: Cost, times: Times): object {
  const { packets } = cost;
  return {
    packets,
    evaluated: cost.evaluated,
    evaluatedPerPacket: round(cost.evaluated / Math.max(1, packets)),
    time: {
      replays: times.all.length,
      nsPerPacket: round(perPacket(times.all, packets)),
      rulesNsPerPacket: round(saved(times.all, times.withoutRules, packets)),
    },
    tables: cost.tables.map((t) => {
      const less = times.withoutTable.get(t.table);
      const ns = less === undefined ? null : round(saved(times.all, less, packets));
      return { ...t, nsPerPacket: ns };
    }),
    chains: cost.chains.map(({ chain, entered, total }) => ({
      family: chain.family,
      table: chain.table,
      chain: chain.chain.name,
      entered,
      evaluated: total,
    })),
    rules: cost.rules.map(({ ref, evaluated, hits }) => ({
      family: ref.family,
      table: ref.table,
      chain: ref.chain,
      number: ref.number,
      rule: `-A ${ref.chain}${ruleText(ref.rule, ref.family)}`,
      file: ref.rule.position.file,
      line: ref.rule.position.line,
      evaluated,
      hits,
    })),
  };
}

/** Two rulesets on the same packets; ratios are those of the second to the first. */
export function againstJson(a: Side, b: Side, fates: Comparison): object {
  return {
    setup: b.name,
    evaluated: b.cost.evaluated,
    evaluatedPerPacket: round(b.cost.evaluated / Math.max(1, b.cost.packets)),
    nsPerPacket: round(perPacket(b.times, b.cost.packets)),
    timeRatio: round(ratio(b.times, a.times)),
    evaluatedRatio: a.cost.evaluated === 0 ? null : round(b.cost.evaluated / a.cost.evaluated),
    differing: fates.differing,
    differences: fates.differences,
  };
}

/** Rules in a better order. `order`: old numbers of the rules, from 1, in their new order. */
export function betterJson({ moved, cost }: Better): object {
  return {
    evaluated: cost.evaluated,
    evaluatedPerPacket: round(cost.evaluated / Math.max(1, cost.packets)),
    chains: moved.map(({ chain: { chain }, order }) => ({
      family: chain.family,
      table: chain.table,
      chain: chain.chain.name,
      order: order.map((old) => old + 1),
      moves: movesOf(order),
    })),
  };
}
