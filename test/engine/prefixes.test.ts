// Longest-prefix ranges: every address finds the prefix that a plain search over all of them finds.
import { describe, expect, test } from "vitest";
import { prefixRanges } from "../../src/engine/prefixes.js";

const prefix = (text: string) => {
  const [address = "", length = "32"] = text.split("/");
  return {
    text,
    destination: Uint8Array.from(address.split(".").map(Number)),
    prefixLength: Number(length),
  };
};
const number = (text: string) =>
  text.split(".").reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

const table = [
  "0.0.0.0/0",
  "10.0.0.0/8",
  "10.1.0.0/16",
  "10.1.2.0/24",
  "10.1.2.3/32",
  "10.1.3.0/24",
];
const edges = ["255.255.255.0/24", "128.0.0.0/1", "10.0.0.0/8"];

/** The prefix of an address, found through the ranges; then the wider ones. */
function chain(texts: readonly string[], address: string): string[] {
  const { prefixes, ranges } = prefixRanges(texts.map(prefix), 32);
  const range = ranges.findLast((r) => r.start <= number(address))!;
  const names: string[] = [];
  for (let i = range.prefix; i >= 0; i = prefixes[i]!.parent) {
    names.push(prefixes[i]!.items[0]!.text);
  }
  return names;
}

describe("an address finds its prefixes, the longest first", () => {
  test.each([
    ["10.1.2.3", table, ["10.1.2.3/32", "10.1.2.0/24", "10.1.0.0/16", "10.0.0.0/8", "0.0.0.0/0"]],
    ["10.1.2.4", table, ["10.1.2.0/24", "10.1.0.0/16", "10.0.0.0/8", "0.0.0.0/0"]],
    ["10.1.3.255", table, ["10.1.3.0/24", "10.1.0.0/16", "10.0.0.0/8", "0.0.0.0/0"]],
    ["10.1.4.0", table, ["10.1.0.0/16", "10.0.0.0/8", "0.0.0.0/0"]],
    ["10.255.255.255", table, ["10.0.0.0/8", "0.0.0.0/0"]],
    ["11.0.0.0", table, ["0.0.0.0/0"]],
    ["255.255.255.255", edges, ["255.255.255.0/24", "128.0.0.0/1"]],
    ["127.255.255.255", edges, []],
    ["9.255.255.255", edges, []],
    ["10.0.0.0", edges, ["10.0.0.0/8"]],
    ["1.2.3.4", [], []],
  ])("%s", (address, texts, expected) => {
    expect(chain(texts, address)).toEqual(expected);
  });

  test("routes of one prefix stay together, in their order", () => {
    const { prefixes } = prefixRanges(["10.0.0.0/8", "0.0.0.0/0", "10.0.0.0/8"].map(prefix), 32);
    expect(prefixes.map((p) => p.items.length)).toEqual([1, 2]);
  });
});
