// Every recorded scenario through sluice, held against what the kernel answered.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareAnswers } from "./compare.js";
import { readScenario, SCENARIOS, scenarioNames } from "./scenario.js";
import { askSluice, canReplay } from "./sluice.js";

const root = process.cwd();
const pending = new Set(
  readFileSync(join(root, "test/kernel/pending.txt"), "utf8")
    .split("\n")
    .map((l) => l.replace(/#.*/, "").trim())
    .filter((l) => l !== ""),
);
const names = scenarioNames(root);

describe("scenarios that still differ", () => {
  it("are scenarios", () => {
    expect([...pending].filter((n) => !names.includes(n))).toEqual([]);
  });
});

describe.skipIf(!canReplay())("as the kernel answered", () => {
  it.each(names.filter((n) => !pending.has(n)))("%s", (name) => {
    const scenario = readScenario(join(root, SCENARIOS, name));
    if (!scenario.answer) throw new Error(`not recorded: npm run kernel -- record ${name}`);
    expect(compareAnswers(scenario.answer, askSluice(scenario), scenario)).toEqual([]);
  });
});
