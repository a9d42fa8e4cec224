// Captures with bytes changed at random: no input may trap the engine, and every run ends in packets
// or in one CaptureError. SLUICE_SEED=N runs another sequence; a failure prints its line.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { filler, join } from "../support/bytes.js";
import { ip6 } from "../support/packets.js";
import { Blocks, pcap } from "./build.js";
import { readBytes } from "./read.js";

/** A small generator of random numbers (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const SETUP = readFileSync("pcaps/router.sh", "utf8");
const seed = Number(process.env.SLUICE_SEED ?? 1);
const interesting = [0, 1, 4, 12, 16, 28, 255, 0x7fff, 0xffff, 262144, 0x7fffffff, 0xffffffff];

function mutate(original: Uint8Array, random: (below: number) => number): Uint8Array {
  const bytes = original.slice();
  const view = new DataView(bytes.buffer);
  for (let i = 1 + random(8); i > 0; i--) {
    const at = random(bytes.length - 4);
    const kind = random(3);
    if (kind === 0) bytes[at] = random(256);
    if (kind === 1)
      view.setUint32(at & ~3, interesting[random(interesting.length)]!, random(2) === 0);
    if (kind === 2) bytes.copyWithin(at, random(bytes.length), random(bytes.length));
  }
  return random(4) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
}

describe("mutated captures", () => {
  test.each([
    "router.pcapng",
    "fragments.pcap",
    "cooked2.pcap",
    "loopback-null.pcap",
    "vlan.pcap",
    "rejected.pcap",
  ])("%s", async (name) => {
    const random = generator(seed);
    const original = readFileSync(`pcaps/${name}`).subarray(0, 12000);
    for (let round = 0; round < 40; round++) {
      const bytes = mutate(new Uint8Array(original), random);
      const read = await readBytes(bytes, round % 4 === 0 ? SETUP : "").catch((error: unknown) => {
        throw new Error(`SLUICE_SEED=${seed} ${name} round ${round}: ${String(error)}`);
      });
      if (read.error === null) expect(read.packets.length).toBeGreaterThanOrEqual(0);
      else expect(read.error.damage.offset).toBeLessThanOrEqual(bytes.length);
    }
  });
});

describe("the largest packets", () => {
  const setup = `
    ip link set eth0 up
    ip link set eth1 up
    ip addr add 2001:db8:1::1/64 dev eth0
    ip addr add 2001:db8:2::1/64 dev eth1
    sysctl -w net.ipv6.conf.all.forwarding=1
    ip6tables -t mangle -A PREROUTING -j HL --hl-inc 1
    ip6tables -A FORWARD -m conntrack --ctstate NEW -j REJECT
  `;
  test.each([65535, 65536, 100000, 262000])("a frame of %i bytes", async (size) => {
    // a payload length of 0 behind hop-by-hop options is how a jumbogram says its size (RFC 2675)
    const jumbo = ip6("2001:db8:1::5", "2001:db8:2::5", 17, filler(size - 48), {
      extensions: [[0, Uint8Array.of(0, 0xc2, 4, 0, 0, 0xff, 0xff)]],
      length: 0,
    });
    const b = new Blocks(true);
    const ng = join(
      b.section(),
      b.interface("eth0", { linkType: 101 }),
      b.packet(0, 1n, jumbo),
      b.packet(0, 2n, jumbo.subarray(0, 60)),
    );
    for (const bytes of [
      ng,
      pcap([{ seconds: 1, fraction: 0, bytes: jumbo }], { linkType: 101 }),
    ]) {
      const { packets, error } = await readBytes(bytes, setup);
      expect(error).toBeNull();
      expect(packets[0]!.bytes.length).toBe(size);
    }
  });
});
