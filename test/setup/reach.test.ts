// What is known of a table's chains while commands change it is what a look at the whole table says.
import { describe, expect, it } from "vitest";
import { copyTable, getTable } from "../../src/setup/iptables/edit.js";
import { LoopError, reach } from "../../src/setup/iptables/reach.js";
import type { Table } from "../../src/setup/model.js";
import { emptySetup, parseSetup, SetupError } from "../../src/setup/setup.js";
import { Chance } from "../support/chance.js";

const OWN = ["a", "b", "c", "d"];

/** For every rule the hooks it is reached from. */
function hooksOf(table: Table): string[] {
  const known = reach(table);
  return [...table.chains.values()].flatMap((chain) =>
    chain.rules.map((_, i) => `${chain.name} ${i} ${[...known.hooks(chain, i)].sort()}`),
  );
}

function command(c: Chance): string {
  const chain = c.pick([...OWN, "INPUT", "FORWARD", "OUTPUT"]);
  const target = c.pick([...OWN, ...OWN, "ACCEPT", "RETURN"]);
  const condition = c.percent(70) ? " -p tcp" : "";
  const rule = `${condition} ${c.percent(70) ? "-j" : "-g"} ${target}`.replace(
    /-g (ACCEPT|RETURN)/,
    "-j $1",
  );
  const number = c.between(1, 3);
  return c.pick([
    `iptables -A ${chain}${rule}`,
    `iptables -A ${chain}${rule}`,
    `iptables -I ${chain} ${number}${rule}`,
    `iptables -R ${chain} ${number}${rule}`,
    `iptables -D ${chain} ${number}`,
    `iptables -A ${chain} -p udp -j REJECT`,
    `iptables -F ${c.percent(20) ? chain : "d"}`,
  ]);
}

describe("reach", () => {
  it.each(Array.from({ length: 30 }, (_, i) => i))("after changes, seed %i", (seed) => {
    const c = new Chance(seed);
    const setup = emptySetup();
    parseSetup(OWN.map((name) => `iptables -N ${name}`).join("\n"), { base: setup });
    for (let i = 0; i < 40; i++) {
      const text = command(c);
      try {
        parseSetup(text, { base: setup });
      } catch (error) {
        if (!(error instanceof SetupError)) throw error;
      }
      const table = getTable(setup.rulesets.ipv4, "filter");
      // a copy has no memory
      expect(hooksOf(table), text).toEqual(hooksOf(copyTable(table)));
    }
  });

  it("finds loops that a new jump closes", () => {
    const text = ["a", "b", "c"].map((n) => `iptables -N ${n}`).join("\n");
    const jumps =
      "\niptables -A a -j b\niptables -A b -j c\niptables -A INPUT -j a\niptables -A c -j a";
    expect(() => parseSetup(text + jumps)).toThrow("Too many levels of symbolic links");
    const { setup } = parseSetup(text + jumps.replace(/\n.*INPUT -j a/, ""));
    expect(() => reach(getTable(setup.rulesets.ipv4, "filter"))).not.toThrow(LoopError);
  });
});

describe("chains", () => {
  it("come sorted, whenever they were made", () => {
    const names = ["c", "a", "d", "b"];
    const { setup, outputs } = parseSetup(
      `${names.map((n) => `iptables -N ${n}`).join("\n")}\niptables -E c e\niptables -S`,
    );
    const own = ["a", "b", "d", "e"];
    expect(outputs[0]!.text.match(/(?<=-N ).*/g)).toEqual(own);
    const table = setup.rulesets.ipv4.tables.get("filter")!;
    expect([...table.chains.keys()].slice(3)).toEqual(own);
  });
});
