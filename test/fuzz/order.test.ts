// Rules put in another order where `sluice bench` says that they may: no packet fares otherwise.
import { describe, expect, test } from "vitest";
import type { Random } from "../../bench/lib/random.js";
import { Fates } from "../../src/cost/fates.js";
import { betterOrder } from "../../src/cost/order.js";
import { mayPass, regionsOf } from "../../src/cost/region.js";
import { reordered } from "../../src/cost/variant.js";
import { Firewall } from "../../src/engine/firewall.js";
import type { Frame } from "../../src/engine/batch.js";
import type { PacketResult } from "../../src/engine/results.js";
import type { Chain, Rule, Setup } from "../../src/setup/model.js";
import { fuzz } from "./harness.js";
import { randomFrames, setupOf } from "./run.js";
import { randomTables, setupText } from "./setups.js";

const PACKETS = 150;
const COUNT = 25;

/** As many rules moved as may be: weights are drawn. */
function shuffled(r: Random, setup: Setup): { setup: Setup; moved: number } {
  const orders = new Map<Chain, Rule[]>();
  let moved = 0;
  for (const { tables } of Object.values(setup.rulesets)) {
    for (const table of tables.values()) {
      for (const chain of table.chains.values()) {
        const regions = regionsOf(table, chain.rules);
        const weights = chain.rules.map(() => r.between(0, 9));
        const order = betterOrder(weights, (a, b) => mayPass(regions[a]!, regions[b]!));
        moved += order.filter((old, place) => old !== place).length;
        orders.set(
          chain,
          order.map((old) => chain.rules[old]!),
        );
      }
    }
  }
  return { setup: reordered(setup, orders), moved };
}

async function results(setup: Setup, frames: readonly Frame[], each: (r: PacketResult) => void) {
  using firewall = await Firewall.create(setup);
  for (const { frame, ...info } of frames) {
    const { pending: _, why: __, cause: ___, ...result } = firewall.process(frame, info);
    each({ ...result, cause: 0 });
  }
  return JSON.stringify(firewall.conntrack(), (_, v: unknown) =>
    typeof v === "bigint" ? `${v}` : v,
  );
}

describe("another order", () => {
  let moved = 0;
  fuzz({ name: "changes nothing", count: COUNT }, async (r) => {
    const setup = setupOf(setupText(randomTables(r)));
    const other = shuffled(r, setup);
    moved += other.moved;
    const frames = randomFrames(r, PACKETS);
    const fates = new Fates();
    const before = await results(setup, frames, (result) => fates.add(result));
    const comparison = fates.compare();
    const after = await results(other.setup, frames, (result) => comparison.add(result, 1));
    expect(comparison.differences).toEqual([]);
    expect(after).toBe(before);
  });
  test("rules were moved at all", () => {
    expect(moved).toBeGreaterThan(0);
  });
});
