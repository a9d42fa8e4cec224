// Whatever a capture holds, reading it ends at its end or in CaptureError; and how its bytes come in
// changes nothing.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect } from "vitest";
import type { Random } from "../../bench/lib/random.js";
import { CaptureError } from "../../src/capture/damage.js";
import { BytesInput } from "../../src/capture/input.js";
import { CaptureReader } from "../../src/capture/reader.js";
import { Firewall } from "../../src/engine/firewall.js";
import { parseSetup } from "../../src/setup/setup.js";
import { join, u32 } from "../support/bytes.js";
import { fuzz } from "./harness.js";
import { tell } from "./run.js";
import { NETWORK } from "./setups.js";

const captures = readdirSync("pcaps")
  .filter((name) => /\.pcap(ng)?$/.test(name))
  .map((name) => new Uint8Array(readFileSync(`pcaps/${name}`)))
  .filter((bytes) => bytes.length < 40_000);

const SETUP = `${NETWORK}
iptables -A FORWARD -m conntrack --ctstate NEW -m limit --limit 5/sec -j LOG
ip6tables -A FORWARD -m conntrack --ctstate INVALID -j DROP
`;

/** Breaks a capture: lengths above all, since everything after hangs on them. */
function mutate(r: Random, capture: Uint8Array, other: Uint8Array): Uint8Array {
  let out: Uint8Array = capture.slice();
  for (let times = r.between(1, 4); times > 0; times--) {
    const at = r.between(0, Math.min(out.length - 1, r.pick([40, 400, out.length])));
    const value = r.pick([
      0,
      1,
      3,
      12,
      20,
      65535,
      262144,
      262145,
      0x7fffffff,
      0xffffffff,
      r.next(),
    ]);
    out = r.pick<() => Uint8Array>([
      () => {
        out[at] = r.between(0, 255);
        return out;
      },
      () => {
        const field = r.chance(0.5) ? u32(value) : u32(value).reverse();
        out.set(field.subarray(0, Math.min(4, out.length - (at & ~3))), at & ~3);
        return out;
      },
      () => out.slice(0, at),
      () => join(out.subarray(0, at), other.subarray(Math.min(at, other.length))),
      () => join(out.subarray(0, at), out.subarray(Math.min(out.length, at + r.between(1, 64)))),
      () => join(out, other),
    ])();
    if (out.length === 0) return out;
  }
  return out;
}

/** An input that gives its bytes in pieces. */
class PiecesInput extends BytesInput {
  constructor(
    bytes: Uint8Array,
    private readonly piece: () => number,
  ) {
    super("fuzz", bytes, "eth1");
  }

  override read(into: Uint8Array): number {
    return super.read(into.subarray(0, Math.max(1, Math.min(this.piece(), into.length))));
  }
}

/** What reading says: one line a packet, at last what is wrong. */
async function read(bytes: Uint8Array, piece: () => number): Promise<string[]> {
  using firewall = await Firewall.create(parseSetup(SETUP).setup, 1n);
  const said: string[] = [];
  const reader = new CaptureReader(firewall, [new PiecesInput(bytes, piece)]);
  try {
    await reader.run({ emits: true, bytes: true, logs: true, blocks: true }, (cursor) => {
      if (cursor.isPacket) said.push(tell(cursor.result));
    });
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    expect(error.message).toMatch(/^fuzz: packet \d+, byte \d+: ./);
    expect(error.damage.offset).toBeLessThanOrEqual(bytes.length);
    said.push(error.message);
  }
  return said;
}

describe("captures", () => {
  fuzz({ name: "any capture is read to its end or its damage", count: 120 }, async (r) => {
    const broken = mutate(r, r.pick(captures), r.pick(captures));
    const whole = await read(broken, () => 1 << 30);
    const sizes = [1, 7, 100, 4096, 70_000];
    const most = broken.length > 5000 ? 100 : 1;
    expect(await read(broken, () => Math.max(most, r.pick(sizes)))).toEqual(whole);
  });
});
