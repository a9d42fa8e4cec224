// Damaged captures: every one ends in one message that says where, and what came before it is read.
import { describe, expect, test } from "vitest";
import { CaptureDamage } from "../../src/generated/abi.js";
import { filler, join } from "../support/bytes.js";
import { Blocks, pcap } from "./build.js";
import { readBytes } from "./read.js";

const b = new Blocks(true);
const frame = filler(60);
const good = join(b.section(), b.interface("eth0"), b.packet(0, 1n, frame));

/** The bytes with a 32-bit value put at an offset. */
function put(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(offset, value >>> 0, true);
  return copy;
}

const two = pcap([
  { seconds: 1, fraction: 0, bytes: frame },
  { seconds: 2, fraction: 0, bytes: frame },
]);
const second = 24 + 16 + 60;

describe("damage", () => {
  test.each([
    ["nothing", new Uint8Array(), 0, 1, 0, /the capture is empty/],
    [
      "text",
      new TextEncoder().encode("hello, world"),
      0,
      1,
      0,
      /neither pcap nor pcapng.*68656c6c/,
    ],
    ["three bytes", filler(3), 0, 1, 0, /ends inside its file header: 3 bytes of 4/],
    ["pcap of version 3", pcap([], { major: 3 }), 0, 1, 0, /format version 3/],
    ["802.11", pcap([], { linkType: 105 }), 0, 1, 0, /link type 105 \(IEEE 802\.11\)/],
    ["an unheard link type", pcap([], { linkType: 999 }), 0, 1, 0, /link type 999 cannot/],
    [
      "an absurd length",
      put(two, second + 8, 0xfffffff0),
      1,
      2,
      second,
      /absurd length: 4294967280 captured bytes, at most 262144/,
    ],
    ["one byte too long", put(two, second + 8, 262145), 1, 2, second, /absurd length: 262145/],
    ["a tail", join(two, filler(5)), 2, 3, two.length, /inside a packet or block: 5 bytes of 16/],
    ["a byte-order magic", put(good, 8, 0x11223344), 0, 1, 0, /byte-order magic is 0x11223344/],
    ["a block of 8 bytes", join(good, b.words(5, 8, 8)), 1, 2, good.length, /8 bytes is too short/],
    ["a block of 0 bytes", join(good, b.words(5, 0, 0)), 1, 2, good.length, /0 bytes is too short/],
    ["a block of 13", join(good, b.words(5, 13, 0, 13)), 1, 2, good.length, /not a multiple of 4/],
    [
      "an absurd block",
      join(good, b.words(5, 0xfffffff0, 0)),
      1,
      2,
      good.length,
      /a block of 4294967280 bytes, at most 16777216/,
    ],
    [
      "lengths that differ",
      join(good, b.words(5, 16, 0, 20)),
      1,
      2,
      good.length,
      /begins with length 16 and ends with length 20/,
    ],
    [
      "an interface that nobody described",
      join(good, b.packet(3, 0n, frame)),
      1,
      2,
      good.length,
      /names interface 3, the capture describes 1/,
    ],
    [
      "a simple packet without an interface",
      join(b.section(), b.simplePacket(frame)),
      0,
      1,
      28,
      /names interface 0, the capture describes 0/,
    ],
    [
      "captured bytes beyond the block",
      put(good, good.length - 80 + 8, 61 + 12),
      0,
      1,
      good.length - 92,
      /73 captured bytes do not fit their block, which has room for 60/,
    ],
    ["a short packet block", join(good, b.block(6, filler(8))), 1, 2, good.length, /too short/],
    ["a short interface", join(b.section(), b.block(1, filler(4))), 0, 1, 28, /too short/],
    [
      "a link type in the middle",
      join(good, b.interface("wlan0", { linkType: 127 }), b.packet(1, 0n, frame)),
      1,
      2,
      good.length + 36,
      /link type 127 \(IEEE 802\.11 with radiotap\)/,
    ],
  ])("%s", async (_, bytes, packets, packet, offset, message) => {
    const read = await readBytes(bytes);
    expect(read.error?.message).toMatch(message);
    expect(read.packets.length).toBe(packets);
    expect([read.error?.damage.packet, read.error?.damage.offset]).toEqual([packet, offset]);
  });

  test("a capture that cannot be read from its first packet on is told apart", async () => {
    const first = await readBytes(pcap([], { linkType: 105 }));
    expect(first.error?.unreadable).toBe(true);
    const later = await readBytes(
      join(good, b.interface("wlan0", { linkType: 127 }), b.packet(1, 0n, frame)),
    );
    expect(later.error?.unreadable).toBe(false);
  });
});

describe("cut at every byte", () => {
  const captures: [string, Uint8Array, number[]][] = [
    ["pcap", two, [24, second, two.length]],
    [
      "big-endian pcap",
      pcap([{ seconds: 1, fraction: 0, bytes: frame }], { littleEndian: false }),
      [24, 100],
    ],
    ["pcapng", good, [28, 60, good.length]],
  ];
  test.each(captures)("%s", async (_, bytes, whole) => {
    for (let length = 0; length <= bytes.length; length++) {
      const { error, packets } = await readBytes(bytes.subarray(0, length));
      const cut = whole.filter((end) => end <= length).at(-1) ?? 0;
      if (whole.includes(length)) expect(error).toBeNull();
      else {
        const code = error?.damage.code;
        const header = length === 0 ? CaptureDamage.EMPTY : CaptureDamage.HEADER_TRUNCATED;
        expect(code, `cut at ${length}`).toBe(cut === 0 ? header : CaptureDamage.TRUNCATED);
        expect(error?.damage.offset).toBe(cut);
      }
      expect(packets.length).toBe(whole.filter((end) => end <= length && end > 60).length);
    }
  });
});
