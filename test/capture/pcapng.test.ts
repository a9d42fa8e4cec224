// pcapng: both byte orders, sections, every packet block, stamps, names, directions, facts.
import { describe, expect, test } from "vitest";
import { filler, join } from "../support/bytes.js";
import { ethernet, ip, udp } from "../support/packets.js";
import { Blocks } from "./build.js";
import { readBytes } from "./read.js";

const SECOND = 1000000000n;
const frame = filler(60);

describe.each([true, false])("little-endian: %s", (littleEndian) => {
  const b = new Blocks(littleEndian);

  test("names, directions and link types of interfaces", async () => {
    const capture = join(
      b.section(b.comment("a section")),
      b.interface("eth1", { resolution: 9 }),
      b.interface(null),
      b.interface("a-name-that-is-too-long"),
      b.packet(0, 5n, frame, b.option(2, b.words(1)), b.option(0, new Uint8Array())),
      b.packet(1, 7n, frame, b.option(2, b.words(2))),
      b.packet(2, 9n, frame.subarray(0, 33)),
    );
    const { packets, blocks, error } = await readBytes(capture);
    expect(error).toBeNull();
    expect(blocks.length).toBe(4);
    expect(packets.map((p) => p.interface)).toEqual(["eth1", "eth1", "a-name-that-is-"]);
    expect(packets.map((p) => p.time)).toEqual([5n, 7000n, 9000n]);
    expect(packets[2]!.bytes).toEqual(frame.subarray(0, 33));
  });

  test("the packet block of early versions, and the simple one", async () => {
    const capture = join(
      b.section(),
      b.interface("eth0", { snaplen: 40 }),
      b.oldPacket(0, 3000000n, frame, b.option(2, b.words(2))),
      b.simplePacket(filler(40), 60),
      b.simplePacket(filler(17)),
    );
    const { packets, error } = await readBytes(capture);
    expect(error).toBeNull();
    expect(packets.map((p) => [p.bytes.length, p.original, p.time])).toEqual([
      [60, 60, 3n * SECOND],
      [40, 60, 3n * SECOND],
      [17, 17, 3n * SECOND],
    ]);
  });

  test("a section after another begins without interfaces", async () => {
    const c = new Blocks(!littleEndian);
    const capture = join(
      b.section(),
      b.interface("eth0"),
      b.packet(0, 1n, frame),
      c.section(),
      c.interface("eth7", { resolution: 9 }),
      c.packet(0, 2n, frame),
      b.section(),
      b.packet(0, 3n, frame),
    );
    const { packets, error } = await readBytes(capture);
    expect(packets.map((p) => [p.interface, p.time])).toEqual([
      ["eth0", 1000n],
      ["eth7", 2n],
    ]);
    expect(error?.message).toMatch(/packet 3, byte \d+: the packet names interface 0/);
  });

  test.each([
    ["seconds", 0, undefined, 7n, 7n * SECOND],
    ["milliseconds", 3, undefined, 1500n, 1500000000n],
    ["microseconds", 6, undefined, 1n, 1000n],
    ["nanoseconds", 9, undefined, 1n, 1n],
    ["picoseconds are cut", 12, undefined, 1999n, 1n],
    ["finer than a stamp can be", 100, undefined, 1n << 63n, 0n],
    ["halves of a second", 0x81, undefined, 3n, 1500000000n],
    ["2^-10", 0x8a, undefined, 1024n * 5n + 512n, 5500000000n],
    ["2^-32, as in NTP", 0xa0, undefined, (9n << 32n) + (1n << 31n), 9500000000n],
    ["2^-60", 0xbc, undefined, (1n << 60n) + (1n << 59n), 1500000000n],
    ["2^-100", 0xe4, undefined, 1n << 63n, 0n],
    ["an offset in seconds", 6, 100n, 1n, 100n * SECOND + 1000n],
    ["a negative offset", 6, -2n, 3000000n, SECOND],
  ] as const)("stamps: %s", async (_, resolution, offset, stamp, expected) => {
    const options = offset === undefined ? { resolution } : { resolution, offset };
    const capture = join(b.section(), b.interface("eth0", options), b.packet(0, stamp, frame));
    const { packets } = await readBytes(capture);
    expect(packets[0]!.time).toBe(expected);
  });

  test("blocks that hold no packet are handed on as they are", async () => {
    const custom = b.block(0xbad, b.words(1, 2, 3));
    const names = b.block(4, b.halves(0, 0));
    const { blocks, packets } = await readBytes(join(b.section(), custom, names));
    expect(packets.length).toBe(0);
    expect(blocks.map((x) => x.bytes).slice(1)).toEqual([custom, names]);
  });

  test("a block larger than the chunk is walked over", async () => {
    const large = b.block(0xbad, new Uint8Array(3 << 20).fill(7));
    const capture = join(b.section(), b.interface("eth0"), large, b.packet(0, 1n, frame));
    const { blocks, packets, error } = await readBytes(capture);
    expect([error, packets.length, blocks[2]!.bytes.length]).toEqual([null, 1, large.length]);
    expect(Buffer.compare(blocks[2]!.bytes, large)).toBe(0);
  });

  test("a comment's uid decides about an owner match", async () => {
    const setup = `
      ip link set eth0 up
      ip addr add 192.0.2.1/24 dev eth0
      iptables -A OUTPUT -m owner --uid-owner 1000 -j DROP
    `;
    const datagram = udp("192.0.2.1", "192.0.2.9", 1, 2);
    const packet = ethernet(ip("192.0.2.1", "192.0.2.9", 17, datagram), filler(6), filler(6));
    const out = b.option(2, b.words(2));
    const capture = join(
      b.section(),
      b.interface("eth0"),
      b.packet(0, 1n, packet, out, b.comment("sent by uid=1000, gid=7")),
      b.packet(0, 2n, packet, b.comment("uid=1000x uid= xuid=1000"), out),
      b.packet(0, 3n, packet, b.comment("uid=0x3e8\nand more"), out),
      b.packet(0, 4n, packet, b.comment("uid=1001"), b.comment("gid=1000"), out),
    );
    const { packets } = await readBytes(capture, setup);
    expect(packets.map((p) => p.direction)).toEqual(["out", "out", "out", "out"]);
    expect(packets.map((p) => p.verdict)).toEqual(["DROP", "ACCEPT", "DROP", "ACCEPT"]);
  });
});
