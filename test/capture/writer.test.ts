// Annotated captures: what was there stays bit for bit, and Wireshark reads what was added.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { BytesInput } from "../../src/capture/input.js";
import { CaptureReader } from "../../src/capture/reader.js";
import { type AddedPacket, AnnotatedWriter } from "../../src/capture/writer.js";
import { Firewall } from "../../src/engine/firewall.js";
import { emptySetup } from "../../src/setup/setup.js";
import { filler, join } from "../support/bytes.js";
import { Blocks, PATCHED, pcap } from "./build.js";
import { readBytes } from "./read.js";
import { stripped } from "./strip.js";

const directory = mkdtempSync(path(tmpdir(), "sluice-writer-"));
afterAll(() => rmSync(directory, { recursive: true }));

const comment = (n: number) => `nf.verdict=DROP nf.n=${n}\nDROP: for a test.`;

/** Captures written again; `added` says what leaves because of packet n. */
async function annotate(
  captures: Uint8Array[],
  added: (n: number) => AddedPacket[] = () => [],
): Promise<{ bytes: Uint8Array; leftOut: [string, number][] }> {
  const firewall = await Firewall.create(emptySetup());
  const inputs = captures.map((bytes, i) => new BytesInput(`capture ${i}`, bytes));
  const parts: Uint8Array[] = [];
  const sink = { write: (...p: readonly Uint8Array[]) => void parts.push(join(...p)) };
  const writer = new AnnotatedWriter(sink, inputs, "test");
  await new CaptureReader(firewall, inputs).run({ blocks: true }, (cursor) => {
    if (cursor.isPacket) writer.packet(cursor, comment(cursor.n), added(cursor.n));
    else writer.block(cursor);
  });
  return { bytes: join(...parts), leftOut: [...writer.leftOut] };
}

const frame = filler(60);
const leaving = (out: string): AddedPacket => ({
  out,
  packet: filler(33),
  length: 40,
  comment: "nf.verdict=ACCEPT nf.of=1\nleft",
});

describe.each([true, false])("one pcapng, little-endian: %s", (littleEndian) => {
  const b = new Blocks(littleEndian);
  const capture = join(
    b.section(b.comment("section")),
    b.interface("eth0", { resolution: 9 }),
    b.interface("eth1"),
    b.packet(0, 1n, frame),
    b.packet(1, 2n, filler(61), b.comment("mine"), b.option(2, b.words(1)), b.option(0, filler(0))),
    b.packet(1, 3n, filler(62), b.comment("no end of options")),
    b.block(4, b.halves(0, 0)),
    b.block(0xbad, filler(40)),
    b.oldPacket(0, 4n, filler(63), b.option(2, b.words(2))),
    b.block(5, b.words(0, 0, 0)),
  );

  test("without our comments it is the capture again", async () => {
    const { bytes } = await annotate([capture]);
    expect(stripped(bytes)).toEqual(capture);
  });

  test("with packets added as well", async () => {
    const { bytes } = await annotate([capture], (n) => [leaving("eth0"), leaving(`ppp${n % 2}`)]);
    expect(stripped(bytes)).toEqual(capture);
    const { packets, error } = await readBytes(bytes);
    expect(error).toBeNull();
    expect(packets.map((p) => p.interface).slice(0, 6)).toEqual([
      "eth0",
      "eth0",
      "ppp1",
      "eth1",
      "eth0",
      "ppp0",
    ]);
    expect(packets[1]).toMatchObject({ linkType: 101, original: 40, time: 1n });
    expect(packets[1]!.bytes).toEqual(filler(33));
  });

  test("an interface described later keeps its number", async () => {
    const late = join(
      capture,
      b.interface("eth2"),
      b.packet(2, 5n, filler(64)),
      b.section(),
      b.interface("eth9"),
      b.packet(0, 6n, filler(65)),
    );
    const { bytes } = await annotate([late], () => [leaving("eth0")]);
    expect(stripped(bytes)).toEqual(late);
    const { packets, error } = await readBytes(bytes);
    expect(error).toBeNull();
    const own = packets.filter((p) => p.linkType === 1).map((p) => p.interface);
    expect(own).toEqual(["eth0", "eth1", "eth1", "eth0", "eth2", "eth9"]);
  });

  test("a section with a length becomes one without", async () => {
    const sized = capture.slice();
    sized.set(b.long(BigInt(capture.length - b.section(b.comment("section")).length)), 16);
    const { bytes } = await annotate([sized]);
    expect(stripped(bytes)).toEqual(capture);
  });

  test("a simple packet becomes an enhanced one, to hold the comment", async () => {
    const simple = join(
      b.section(),
      b.interface("eth0", { snaplen: 50 }),
      b.simplePacket(frame, 70),
    );
    const snapped = join(
      b.section(),
      b.interface("eth0", { snaplen: 60 }),
      b.packet(0, 7000000n, filler(20)),
      b.simplePacket(frame, 70),
    );
    expect((await readBytes(simple)).error).toBeNull();
    const { bytes } = await annotate([snapped]);
    const { packets } = await readBytes(bytes);
    expect(packets[1]).toMatchObject({ interface: "eth0", original: 70, time: 7000000000n });
    expect(packets[1]!.bytes).toEqual(frame);
  });
});

describe("classic captures become pcapng", () => {
  const records = [
    { seconds: 1700000000, fraction: 123456, bytes: frame },
    { seconds: 1700000001, fraction: 5, bytes: filler(61), original: 1514 },
  ];
  test.each([
    ["microseconds", {}],
    ["microseconds, big-endian", { littleEndian: false }],
    ["nanoseconds", { magic: 0xa1b23c4d }],
    ["patched", { magic: PATCHED, littleEndian: false }],
    ["frame check sequence", { linkType: 0x54000001 }],
  ])("%s", async (_, options) => {
    const capture = pcap(records, options);
    const before = await readBytes(capture);
    const after = await readBytes((await annotate([capture])).bytes);
    expect(after.error).toBeNull();
    expect(after.packets).toEqual(before.packets);
  });
});

describe("merged captures", () => {
  const little = new Blocks(true);
  const big = new Blocks(false);
  const one = (b: Blocks, name: string, stamp: bigint) =>
    join(
      b.section(),
      b.interface("unused"),
      b.interface(name, { resolution: 9, offset: 1n }),
      b.packet(1, stamp, filler(30), b.option(2, b.words(2)), b.option(4, b.long(7n))),
      b.oldPacket(1, stamp + 5n, filler(31), b.option(2, b.words(1))),
      b.block(4, b.halves(0, 0)),
    );

  test("interfaces are numbered anew, both byte orders become little-endian", async () => {
    const captures = [
      one(little, "a", 10n),
      one(big, "b", 11n),
      pcap([{ seconds: 1, fraction: 0, bytes: filler(32) }]),
    ];
    const { bytes, leftOut } = await annotate(captures, () => [leaving("b")]);
    const { packets, error } = await readBytes(bytes);
    expect(error).toBeNull();
    const own = packets.filter((p) => p.linkType === 1);
    expect(own.map((p) => [p.interface, p.time - 1000000000n, p.bytes.length])).toEqual([
      ["eth0", 0n, 32],
      ["a", 10n, 30],
      ["b", 11n, 30],
      ["a", 15n, 31],
      ["b", 16n, 31],
    ]);
    // the name resolution block of the big-endian capture
    expect(leftOut).toEqual([["capture 1", 1]]);
  });
});

const tshark = spawnSync("tshark", ["--version"]).status === 0;
describe.skipIf(!tshark)(`tshark${tshark ? "" : " (not installed: skipped)"}`, () => {
  test.each([
    "router.pcapng",
    "vlan.pcap",
    "ssh.pcap",
    "cooked1.pcap",
    "cooked2.pcap",
    "loopback-null.pcap",
    "tunnel.pcap",
  ])("opens %s annotated, every packet with its comment", async (name) => {
    const { bytes } = await annotate([readFileSync(`pcaps/${name}`)], (n) =>
      n % 10 === 0 ? [leaving("eth9")] : [],
    );
    const file = path(directory, name);
    writeFileSync(file, bytes);
    const fields = ["-T", "fields", "-e", "frame.comment", "-e", "frame.interface_name"];
    const run = spawnSync("tshark", ["-n", "-r", file, ...fields], { encoding: "utf8" });
    expect(run.status).toBe(0);
    const lines = run.stdout.trimEnd().split("\n");
    const own = lines.filter((line) => line.includes("nf.n="));
    expect(own.length + Math.floor(own.length / 10)).toBe(lines.length);
    own.forEach((line, i) => {
      expect(line).toContain(`nf.verdict=DROP nf.n=${i + 1}`);
    });
    for (const line of lines.filter((l) => l.includes("nf.of="))) expect(line).toContain("eth9");
  });
});
