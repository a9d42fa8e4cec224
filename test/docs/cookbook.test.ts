// Every recipe of the cookbook does what it says.
import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { runSection, sections, workplace } from "./recipes.js";

const dir = workplace();
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("docs/cookbook.md", () => {
  it.each(sections("docs/cookbook.md").map((s) => [s.title, s] as const))("%s", (_, section) => {
    expect(section.blocks.filter((b) => b.kind === "console" || b.kind === "js")).not.toEqual([]);
    runSection(section, dir);
  });
});
