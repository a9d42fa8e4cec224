// Several captures at once: the earliest packet of all comes next, within a capture its own order.
import { describe, expect, test } from "vitest";
import { BytesInput } from "../../src/capture/input.js";
import { filler, join } from "../support/bytes.js";
import { Blocks, pcap } from "./build.js";
import { readInputs } from "./read.js";

const at = (...times: number[]) =>
  pcap(times.map((seconds, i) => ({ seconds, fraction: 0, bytes: filler(20 + i) })));

async function order(...captures: Uint8Array[]): Promise<[number, bigint][]> {
  const inputs = captures.map((bytes, i) => new BytesInput(`${i}`, bytes, `eth${i + 1}`));
  const { packets, error } = await readInputs(inputs);
  expect(error).toBeNull();
  expect(packets.map((p) => p.interface)).toEqual(packets.map((p) => `eth${p.source + 1}`));
  expect(packets.map((p) => p.n)).toEqual(packets.map((_, i) => i + 1));
  return packets.map((p) => [p.source, p.time / 1000000000n]);
}

describe("merging", () => {
  test("by time", async () => {
    expect(await order(at(1, 4, 5), at(2, 3, 6))).toEqual([
      [0, 1n],
      [1, 2n],
      [1, 3n],
      [0, 4n],
      [0, 5n],
      [1, 6n],
    ]);
  });

  test("of equal times the capture named first comes first", async () => {
    expect((await order(at(1, 1), at(1, 1), at(1))).map(([source]) => source)).toEqual([
      0, 0, 1, 1, 2,
    ]);
  });

  test("a capture that runs backwards keeps its order", async () => {
    expect(await order(at(5, 1, 6), at(2, 7))).toEqual([
      [1, 2n],
      [0, 5n],
      [0, 1n],
      [0, 6n],
      [1, 7n],
    ]);
  });

  test("captures without packets are no hindrance", async () => {
    expect((await order(at(), at(3), at())).length).toBe(1);
  });

  test("more captures than chunks of memory: none lost", async () => {
    const captures = Array.from({ length: 20 }, (_, i) =>
      pcap(
        Array.from({ length: 600 }, (_x, k) => ({
          seconds: k,
          fraction: i,
          bytes: filler(1000),
        })),
      ),
    );
    const found = await order(...captures);
    expect(found.length).toBe(12000);
    const sorted = [...found].sort(([a, t], [b, u]) => Number(t - u) || a - b);
    expect(found).toEqual(sorted);
  });

  test("pcap and pcapng together", async () => {
    const b = new Blocks(false);
    const ng = join(
      b.section(),
      b.interface("wan", { resolution: 9 }),
      b.packet(0, 1500000000n, filler(30)),
    );
    const { packets } = await readInputs([new BytesInput("a", at(1, 2)), new BytesInput("b", ng)]);
    expect(packets.map((p) => p.interface)).toEqual(["eth0", "wan", "eth0"]);
  });

  test("damage in one ends the replay", async () => {
    const { packets, error } = await readInputs([
      new BytesInput("a.pcap", at(1, 2, 9)),
      new BytesInput("b.pcap", at(1, 3, 4).subarray(0, -1)),
    ]);
    expect(packets.map((p) => Number(p.time / 1000000000n))).toEqual([1, 1, 2, 3]);
    expect(error?.message).toMatch(/^b\.pcap: packet 3, byte \d+: the capture ends inside/);
  });
});
