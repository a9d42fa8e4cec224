import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { helperDescriptors, setDescriptors } from "../../src/generated/descriptors.js";
import { matchExtensions, targetExtensions } from "../../src/generated/extensions.js";
import { extensionsPage, readTally } from "./extensions.js";

const tally = readTally();

test("docs/extensions.md is what the extensions say of themselves: npm run docs writes it", () => {
  expect(readFileSync("docs/extensions.md", "utf8")).toBe(extensionsPage(tally));
});

test("the page shows a count where the fuzzer kept one", () => {
  const page = extensionsPage({ match: { ttl: 12345 } });
  expect(page).toMatch(/^\| ttl \| .* \| 12345 \|$/m);
});

test("nothing is built in part", () => {
  expect(extensionsPage(tally)).not.toMatch(/partly|not supported/i);
});

test("the tally counts only what is there", () => {
  const kinds: Record<string, readonly { readonly name: string }[]> = {
    match: matchExtensions,
    target: targetExtensions,
    set: setDescriptors,
    helper: helperDescriptors,
  };
  for (const [kind, counts] of Object.entries(tally)) {
    const names = new Set(kinds[kind]?.map(({ name }) => name));
    expect(Object.keys(counts).filter((name) => !names.has(name))).toEqual([]);
  }
});
