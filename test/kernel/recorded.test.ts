// Every recorded scenario through sluice, held against what the kernel answered.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eagerIndexing, type Indexing, setDefaultIndexing } from "../../src/engine/classify.js";
import { compareAnswers } from "./compare.js";
import { commandCases, commandFiles } from "./commands.js";
import { pendingNames } from "./pending.js";
import { readScenario, SCENARIOS, scenarioNames } from "./scenario.js";
import { askSluice } from "./sluice.js";

const root = process.cwd();
const pending = pendingNames(root);
const names = scenarioNames(root);

describe("what still differs", () => {
  it("is there", () => {
    const known = new Set([
      ...names,
      ...commandFiles(root).flatMap((name) => commandCases(root, name)),
    ]);
    expect([...pending].filter((n) => !known.has(n))).toEqual([]);
  });
});

const compared = names.filter((n) => !pending.has(n));

async function asRecorded(name: string): Promise<void> {
  const scenario = readScenario(join(root, SCENARIOS, name));
  if (!scenario.answer) throw new Error(`not recorded: npm run kernel -- record ${name}`);
  expect(compareAnswers(scenario.answer, await askSluice(scenario), scenario)).toEqual([]);
}

describe("as the kernel answered", () => {
  it.each(compared)("%s", asRecorded);
});

describe("as the kernel answered, with a classifier over every chain", () => {
  let before: Indexing;
  beforeAll(() => {
    before = setDefaultIndexing(eagerIndexing);
  });
  afterAll(() => {
    setDefaultIndexing(before);
  });
  it.each(compared)("%s", asRecorded);
});
