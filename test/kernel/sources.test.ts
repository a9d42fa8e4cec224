// The folders of scenarios are what their sources say, and every one has the kernel's answer. A
// folder may also stand for itself, without a source.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf, readScenario, SCENARIOS, scenarioNames } from "./scenario.js";
import { sources } from "./sources/index.js";

const root = process.cwd();

describe("recorded scenarios", () => {
  it("have names of their own", () => {
    const names = sources.map((s) => s.name);
    expect(names.filter((n, i) => names.indexOf(n) !== i)).toEqual([]);
  });

  it.each(sources.map((s) => [s.name, s] as const))("%s is as its source", (name, source) => {
    for (const [file, bytes] of Object.entries(filesOf(source))) {
      const there = readFileSync(join(root, SCENARIOS, name, file));
      expect(there.equals(bytes), `${file} differs: npm run kernel -- write ${name}`).toBe(true);
    }
  });

  it.each(scenarioNames(root))("%s has an answer for every packet", (name) => {
    const { about, answer, capture } = readScenario(join(root, SCENARIOS, name));
    expect(about).not.toBe("");
    expect(answer?.packets.map((p) => p.n)).toEqual(capture.packets.map((_, i) => i + 1));
  });
});
