// What iptables takes, sluice takes, and prints the same: a fixed number of random cases, where the real
// one is at hand (docs/conformance.md, "Text").
import { describe, expect, it } from "vitest";
import { commandText, inOrder, quoted } from "./case.js";
import { drawCase } from "./commands.js";
import { fuzzText, textVocabulary } from "./fuzz.js";
import { parted } from "./options.js";
import { askSluice } from "./ours.js";
import { missingIptables } from "./real.js";

describe("cases", () => {
  it("follow from the seed", async () => {
    const vocabulary = await textVocabulary([]);
    const text = () => drawCase(7, vocabulary, "ipv4").map(commandText).join("\n");
    expect(text()).toBe(text());
  });

  it("are taken in good part, and refused in good part", async () => {
    const vocabulary = await textVocabulary([]);
    const seeds = Array.from({ length: 40 }, (_, i) => i);
    const answers = seeds.flatMap((s) => askSluice(drawCase(s, vocabulary, "ipv6")).commands);
    const taken = answers.filter((a) => a.accepted).length / answers.length;
    expect(taken).toBeGreaterThan(0.25);
    expect(taken).toBeLessThan(0.75);
  });

  it("draw from the extensions that are named", async () => {
    const { matches, targets } = await textVocabulary(["ttl"]);
    expect(matches.map((r) => r.extension.name)).toEqual(["ttl"]);
    expect(targets.length).toBeGreaterThan(5);
  });
});

describe("words", () => {
  it.each([
    ["a-b", "a-b"],
    ["a b", '"a b"'],
    ["", "''"],
    ['a"b', `'a"b'`],
    ["it's $x", "'it'\\''s $x'"],
  ])("%s is quoted", (word, text) => {
    expect(quoted(word)).toBe(text);
  });

  it("are parted as a shell does", () => {
    expect(parted(`--a "b c" 'd' "e\\"f"g`)).toEqual(["--a", "b c", "d", 'e"fg']);
  });

  it("of dumps come in one order", () => {
    const dump = "# Generated\n*nat\nCOMMIT\n# Completed\n*filter\nCOMMIT\n";
    expect(inOrder(dump)).toBe("*filter\nCOMMIT\n*nat\nCOMMIT\n");
  });
});

describe("the real iptables, if it is here", { timeout: 300_000 }, () => {
  const missing = missingIptables();
  if (missing !== null) console.log(`text: iptables is not asked: ${missing}`);
  const families = ["ipv4", "ipv6"] as const;
  it.skipIf(missing !== null).each(families)("%s: agrees with sluice", async (family) => {
    const options = { seed: 1, count: 60, family, only: [], keep: false };
    const { commands, differences } = await fuzzText(process.cwd(), options, () => {});
    expect(differences).toEqual([]);
    expect(commands).toBeGreaterThan(400);
  });
});
