// Compressed captures: read as they are decompressed, and honest about damage.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { GzipInput, isGzip } from "../../src/capture/gzip.js";
import { BytesInput } from "../../src/capture/input.js";
import { openCapture } from "../../src/capture/file.js";
import { filler } from "../support/bytes.js";
import { Blocks, pcap } from "./build.js";
import { readInputs } from "./read.js";

const directory = mkdtempSync(path(tmpdir(), "sluice-gzip-"));
afterAll(() => rmSync(directory, { recursive: true }));

const capture = pcap(
  Array.from({ length: 4000 }, (_, i) => ({
    seconds: i,
    fraction: 0,
    // what does not compress well, so that there are many steps
    bytes: i % 2 === 0 ? filler(900) : new Uint8Array(randomBytes(900)),
  })),
);

function inputOf(bytes: Uint8Array): GzipInput {
  return new GzipInput(new BytesInput("a.pcap.gz", bytes));
}

describe("gzip", () => {
  test("the magic", () => {
    expect(isGzip(gzipSync(capture).subarray(0, 3))).toBe(true);
    expect(isGzip(capture.subarray(0, 3))).toBe(false);
  });

  test("the same packets as uncompressed", async () => {
    const { packets, error } = await readInputs([inputOf(gzipSync(capture))]);
    expect([packets.length, error]).toEqual([4000, null]);
  });

  test("several members are one capture", async () => {
    const bytes = Buffer.concat([
      gzipSync(capture.subarray(0, 100000)),
      gzipSync(capture.subarray(100000)),
    ]);
    expect((await readInputs([inputOf(bytes)])).packets.length).toBe(4000);
  });

  test("cut short: what was there is read, then the damage is told", async () => {
    const whole = gzipSync(capture);
    const input = inputOf(whole.subarray(0, whole.length >> 1));
    const parts: Uint8Array[] = [];
    const readAll = async () => {
      for (;;) {
        const into = new Uint8Array(5000);
        parts.push(into.subarray(0, await input.read(into)));
      }
    };
    await expect(readAll()).rejects.toThrow(/a\.pcap\.gz: the gzip data is damaged/);
    const read = Buffer.concat(parts);
    expect(read.length).toBeGreaterThan(capture.length * 0.45);
    expect(Buffer.compare(read, capture.subarray(0, read.length))).toBe(0);
  });

  test("a file is known by its first bytes, not its name", async () => {
    const file = path(directory, "a.capture");
    writeFileSync(file, gzipSync(capture));
    const { input, interfaces } = await openCapture(file, "eth5");
    expect(interfaces).toEqual(["eth5"]);
    const { packets } = await readInputs([input]);
    expect([packets.length, packets[0]!.interface]).toEqual([4000, "eth5"]);
    input.close();
  });

  test("interfaces are known before the first packet", async () => {
    const b = new Blocks(true);
    const file = path(directory, "b.pcapng");
    const bytes = Buffer.concat([
      b.section(b.comment("x".repeat(5000))),
      b.interface("wan"),
      b.block(0xbad, new Uint8Array(20000)),
      b.interface("lan"),
      b.interface(null),
      b.packet(1, 5n, filler(60)),
      b.interface("late"),
    ]);
    writeFileSync(file, bytes);
    const { input, interfaces } = await openCapture(file, null);
    expect(interfaces).toEqual(["wan", "lan", "eth2"]);
    const read = await readInputs([input]);
    expect([read.packets.length, read.blocks.length, read.error]).toEqual([1, 6, null]);
    input.close();
  });
});
