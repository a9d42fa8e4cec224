// The captures that are committed, and the table in pcaps/README.md that says what they show.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";

const DIRECTORY = "pcaps";
const LIMIT_ONE_BYTES = 100_000;
const LIMIT_ALL_BYTES = 1_000_000;

interface Row {
  file: string;
  format: string;
  packets: number;
  shows: string;
}

function table(): Row[] {
  return readFileSync(`${DIRECTORY}/README.md`, "utf8")
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter((cells) => /\.pcap(ng)?$/.test(cells[1] ?? ""))
    .map((cells) => ({
      file: cells[1] ?? "",
      format: cells[2] ?? "",
      packets: Number(cells[4]),
      shows: cells[6] ?? "",
    }));
}

/** Counts packets by walking the headers only: classic pcap in either byte order, pcapng. */
function countPackets(bytes: Buffer): number {
  const nativeOrder = bytes[0] === 0xd4 || bytes[0] === 0x4d;
  const u32 = (at: number) => (nativeOrder ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  let count = 0;
  if (bytes.readUInt32LE(0) === 0x0a0d0d0a) {
    for (let at = 0; at < bytes.length; at += bytes.readUInt32LE(at + 4)) {
      if (bytes.readUInt32LE(at) === 6) count++;
    }
    return count;
  }
  for (let at = 24; at < bytes.length; at += 16 + u32(at + 8)) count++;
  return count;
}

const captures = readdirSync(DIRECTORY).filter((name) => /\.pcap(ng)?$/.test(name));

describe("pcaps/README.md", () => {
  test("has a row for every capture, and no other", () => {
    expect(
      table()
        .map((row) => row.file)
        .sort(),
    ).toEqual(captures.sort());
  });

  test.each(table())("$file: format, number of packets, what it shows", (row) => {
    const bytes = readFileSync(`${DIRECTORY}/${row.file}`);
    expect(countPackets(bytes)).toBe(row.packets);
    expect(row.format.startsWith("pcapng")).toBe(row.file.endsWith(".pcapng"));
    expect(row.shows.length).toBeGreaterThan(20);
  });
});

test("captures are small", () => {
  const sizes = captures.map((name) => statSync(`${DIRECTORY}/${name}`).size);
  expect(Math.max(...sizes)).toBeLessThan(LIMIT_ONE_BYTES);
  expect(sizes.reduce((a, b) => a + b)).toBeLessThan(LIMIT_ALL_BYTES);
});
