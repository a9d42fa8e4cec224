// Classic captures: every magic and byte order, and the independent reader pcap-parser.
import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { filler } from "../support/bytes.js";
import { MICROSECONDS, NANOSECONDS, PATCHED, pcap } from "./build.js";
import { readBytes, readInputs, SlowInput } from "./read.js";

interface ParsedPacket {
  header: {
    timestampSeconds: number;
    timestampMicroseconds: number;
    capturedLength: number;
    originalLength: number;
  };
  data: Uint8Array;
}
interface Parser {
  on(event: "packet", call: (packet: ParsedPacket) => void): void;
  on(event: "globalHeader", call: (head: { linkLayerType: number }) => void): void;
  on(event: "end", call: () => void): void;
  on(event: "error", call: (error: Error) => void): void;
}
const { parse } = createRequire(import.meta.url)("pcap-parser") as {
  parse(stream: Readable): Parser;
};

/** What pcap-parser makes of a stream; null when it refuses it. */
function other(stream: Readable): Promise<{ linkType: number; packets: ParsedPacket[] } | null> {
  return new Promise((resolve) => {
    const packets: ParsedPacket[] = [];
    let linkType = -1;
    const parser = parse(stream);
    parser.on("globalHeader", (head) => {
      linkType = head.linkLayerType;
    });
    parser.on("packet", (packet) => packets.push(packet));
    parser.on("end", () => resolve({ linkType, packets }));
    parser.on("error", () => resolve(null));
  });
}

async function holdAgainst(bytes: Uint8Array, stream: Readable) {
  const theirs = await other(stream);
  const ours = await readBytes(bytes);
  expect(ours.error).toBeNull();
  expect(theirs).not.toBeNull();
  expect(ours.packets.length).toBe(theirs!.packets.length);
  ours.packets.forEach((mine, i) => {
    const { header, data } = theirs!.packets[i]!;
    const seconds = BigInt(header.timestampSeconds) * 1000000000n;
    expect(mine.n).toBe(i + 1);
    expect(mine.time).toBe(seconds + BigInt(header.timestampMicroseconds) * 1000n);
    expect(mine.bytes.length).toBe(header.capturedLength);
    expect(mine.original).toBe(header.originalLength);
    expect(mine.linkType).toBe(theirs!.linkType);
    expect(Buffer.compare(mine.bytes, data)).toBe(0);
  });
}

describe("pcap-parser reads the same from the captures of this repository", () => {
  const files = readdirSync("pcaps").filter((name) => name.endsWith(".pcap"));
  test.each(files)("%s", async (name) => {
    const bytes = readFileSync(`pcaps/${name}`);
    if (bytes.readUInt32LE(0) === NANOSECONDS) {
      // it refuses nanoseconds: the same packets in microseconds
      const copy = Buffer.from(bytes);
      copy.writeUInt32LE(MICROSECONDS, 0);
      expect(await other(createReadStream(`pcaps/${name}`))).toBeNull();
      await holdAgainst(copy, Readable.from([copy]));
    } else await holdAgainst(bytes, createReadStream(`pcaps/${name}`));
  });
});

const records = [
  { seconds: 1700000000, fraction: 0, bytes: filler(60) },
  { seconds: 1700000000, fraction: 999999, bytes: filler(61), original: 1514 },
  { seconds: 4294967295, fraction: 1, bytes: filler(0), original: 60 },
  { seconds: 3, fraction: 250000, bytes: filler(1514) },
];

describe("every magic and byte order", () => {
  test.each([
    ["microseconds", MICROSECONDS, true, 1000n],
    ["microseconds", MICROSECONDS, false, 1000n],
    ["nanoseconds", NANOSECONDS, true, 1n],
    ["nanoseconds", NANOSECONDS, false, 1n],
    ["patched", PATCHED, true, 1000n],
    ["patched", PATCHED, false, 1000n],
  ] as const)("%s %i little-endian: %s", async (_, magic, littleEndian, unit) => {
    const bytes = pcap(records, { magic, littleEndian });
    const { packets, blocks, error } = await readBytes(bytes);
    expect(error).toBeNull();
    expect(blocks.length).toBe(1);
    expect(packets.map((p) => p.time)).toEqual(
      records.map((r) => BigInt(r.seconds) * 1000000000n + BigInt(r.fraction) * unit),
    );
    expect(packets.map((p) => p.original)).toEqual([60, 1514, 60, 1514]);
    expect(packets.map((p) => p.bytes)).toEqual(records.map((r) => r.bytes));
    if (magic === MICROSECONDS) await holdAgainst(bytes, Readable.from([Buffer.from(bytes)]));
  });

  test("the frame check sequence bits of the link type are masked", async () => {
    const { packets, error } = await readBytes(pcap(records, { linkType: 0x54000001 }));
    expect(error).toBeNull();
    expect(packets[0]!.linkType).toBe(1);
  });

  test("a captured length above the header's snaplen is taken as it is", async () => {
    const { packets } = await readBytes(pcap(records, { snaplen: 96 }));
    expect(packets[3]!.bytes.length).toBe(1514);
  });

  test.each([1, 7, 24, 4096])("in pieces of %i bytes", async (step) => {
    const { packets, error } = await readInputs([new SlowInput(pcap(records), step)]);
    expect(error).toBeNull();
    expect(packets.map((p) => p.bytes)).toEqual(records.map((r) => r.bytes));
  });

  test("a header and nothing else is a capture without packets", async () => {
    const { packets, error } = await readBytes(pcap([]));
    expect([packets.length, error]).toEqual([0, null]);
  });
});

describe("more than the engine holds at a time", () => {
  const many = Array.from({ length: 3000 }, (_, i) => ({
    seconds: 1700000000 + i,
    fraction: i,
    bytes: filler(60 + (i % 1400)),
  }));
  test("packets come in order, none lost, none twice", async () => {
    const { packets, error } = await readBytes(pcap(many));
    expect(error).toBeNull();
    expect(packets.map((p) => p.bytes.length)).toEqual(many.map((r) => r.bytes.length));
    expect(packets.map((p) => p.n)).toEqual(many.map((_, i) => i + 1));
  });
  test("small ones fill the results before the chunk ends", async () => {
    const small = Array.from({ length: 20000 }, (_, i) => ({
      seconds: i,
      fraction: 0,
      bytes: filler(14),
    }));
    const { packets } = await readBytes(pcap(small));
    expect(packets.length).toBe(20000);
    expect(packets.at(-1)!.time).toBe(19999n * 1000000000n);
  });
});
