import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Every source file, as git knows them. */
const sources = execFileSync("git", ["ls-files", "assembly", "src"], { encoding: "utf8" })
  .split("\n")
  .filter((file) => file.endsWith(".ts"));

describe("docs/differences.md", () => {
  const rows = readFileSync("docs/differences.md", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  const documented = rows.map((row) => /^\| `([^`]+)`/.exec(row)![1]!).sort();
  const tagged = sources
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/DIFFERS:/g)].map(() => file))
    .sort();

  it("has a row for every DIFFERS: in the code, and no other", () => {
    expect(documented).toEqual(tagged);
  });
});
