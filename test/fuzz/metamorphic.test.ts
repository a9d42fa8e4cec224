// Changes that must not change anything: how frames are handed over, what lies beside them in
// memory, rules that nothing reaches, rules moved into a chain of their own.
import { describe, expect } from "vitest";
import type { Random } from "../../bench/lib/random.js";
import { fuzz } from "./harness.js";
import type { Frame } from "../../src/engine/batch.js";
import { randomFrames, run, same } from "./run.js";
import { type RandomTable, randomTables, setupText } from "./setups.js";

const PACKETS = 120;
const COUNT = 20;

/** Names rules by their text; `unreachable` ones have none. */
const byText = (text: string) => {
  const lines = text.split("\n");
  return (line: number) => lines[line - 1] ?? "";
};

/** Nothing carries this address from this interface. */
const NEVER = { ipv4: "-s 240.1.2.3 -d 240.3.2.1", ipv6: "-s 4000::1:2:3 -d 4000::3:2:1" } as const;

function withUnreachable(r: Random, tables: readonly RandomTable[]): RandomTable[] {
  return tables.map((table) => ({
    ...table,
    chains: table.chains.map((chain) => {
      const rules = [...chain.rules];
      for (let n = r.between(0, 30); n > 0; n--) {
        const target = table.name === "nat" ? "ACCEPT" : r.pick(["DROP", "ACCEPT", "RETURN"]);
        rules.splice(r.between(0, rules.length), 0, `${NEVER[table.family]} -j ${target}`);
      }
      return { ...chain, rules };
    }),
  }));
}

/** Moves the rules of every built-in chain into a chain of their own. */
function inOwnChains(tables: readonly RandomTable[]): RandomTable[] {
  return tables.map((table) => ({
    ...table,
    chains: table.chains.flatMap((chain) =>
      chain.policy === "-"
        ? [chain]
        : [
            { ...chain, rules: [`-j own-${chain.name}`] },
            { name: `own-${chain.name}`, policy: "-", rules: chain.rules },
          ],
    ),
  }));
}

describe("nothing changes", () => {
  fuzz({ name: "when it runs again", count: COUNT }, async (r) => {
    const text = setupText(randomTables(r));
    const frames = randomFrames(r, PACKETS);
    same(await run(text, frames), await run(text, frames));
  });

  fuzz({ name: "when a batch is split", count: COUNT }, async (r) => {
    const text = setupText(randomTables(r));
    const frames = randomFrames(r, PACKETS);
    const batches = Array.from({ length: 5 }, () => r.between(1, 20));
    same(await run(text, frames), await run(text, frames, { batches }));
  });

  fuzz({ name: "when other bytes lie around a frame", count: COUNT }, async (r) => {
    const text = setupText(randomTables(r));
    const frames = randomFrames(r, PACKETS);
    // ARP touches no state, but its bytes stay where they were
    const filler = (value: number): Frame => {
      const bytes = new Uint8Array(3000).fill(value);
      bytes.set([8, 6], 12);
      return { frame: bytes, in: "eth0", time: 0n };
    };
    const among = (value: number) =>
      frames.flatMap((frame) => [filler(value), frame, filler(value)]);
    const batches = [3];
    const clean = await run(text, among(0), { batches });
    same(clean, await run(text, among(0xff), { batches }));
    same(clean, await run(text, among(0x45), { batches }));
  });

  fuzz({ name: "with rules that nothing reaches", count: COUNT }, async (r) => {
    const tables = randomTables(r);
    const text = setupText(tables);
    const more = setupText(withUnreachable(r, tables));
    const frames = randomFrames(r, PACKETS);
    const one = await run(text, frames, { ruleName: byText(text) });
    const other = await run(more, frames, { ruleName: byText(more) });
    same(one, other);
  });

  fuzz({ name: "with rules in chains of their own", count: COUNT }, async (r) => {
    const tables = randomTables(r).filter((t) => t.name !== "nat");
    const text = setupText(tables);
    const moved = setupText(inOwnChains(tables.map(withoutPlaces)));
    const plain = setupText(tables.map(withoutPlaces));
    expect(text).not.toBe("");
    const frames = randomFrames(r, PACKETS);
    const one = await run(plain, frames, { ruleName: byText(plain) });
    const other = await run(moved, frames, { ruleName: byText(moved) });
    one.packets.forEach((told, i) => {
      expect(outcome(other.packets[i] ?? "")).toEqual(outcome(told));
    });
  });
});

/** Leaves out rules that may stand in built-in chains only. */
function withoutPlaces(table: RandomTable): RandomTable {
  const bound = /-i |-o |owner|mac-source|limit-iface|LOG|TRACE/;
  const chains = table.chains.map((c) => ({ ...c, rules: c.rules.filter((x) => !bound.test(x)) }));
  return { ...table, chains };
}

/** What came of a packet, without the names of chains on its way. */
function outcome(told: string): unknown {
  const { steps: _, rule, policy, logs: __, ...rest } = JSON.parse(told) as Record<string, unknown>;
  return {
    ...rest,
    decided: String(rule ?? policy)
      .replace(/own-/g, "")
      .replace(/^\w+: /, ""),
  };
}
