// Every example of the library's guide runs and prints what the guide says.
import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { runSection, sections, workplace } from "./recipes.js";

const dir = workplace();
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const shown = sections("docs/embedding.md").filter((s) => s.blocks.some((b) => b.kind === "js"));

describe("docs/embedding.md", () => {
  it.each(shown.map((s) => [s.title, s] as const))("%s", (_, section) => {
    runSection(section, dir);
  });

  it("shows more than one example", () => {
    expect(shown.length).toBeGreaterThan(4);
  });
});
