// Helpers read what anybody may write: the exchanges of the scenarios, with bytes changed, cut and
// doubled, must neither trap nor hang, and nothing may hang on bytes behind the packet.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { createFirewall } from "../../src/index.js";
import type { Random } from "../../bench/lib/random.js";
import { SCENARIOS } from "../kernel/scenario.js";
import { readPcapng } from "../support/pcapng.js";
import { fuzz } from "./harness.js";

/** Where an Ethernet frame's IP packet begins. */
const IP = 14;
/** Lengths and checksums need not be right: conntrack is told not to look at sums. */
const NO_SUMS = "\nsysctl -qw net.netfilter.nf_conntrack_checksum=0\n";

const names = readdirSync(SCENARIOS).filter((name) => /^(helper|synproxy)-/.test(name));

/** Bytes that mean something to one helper or another. */
const SIGNS = [0, 10, 13, 32, 40, 44, 48, 57, 58, 124, 127, 128, 255];

function change(r: Random, frame: Uint8Array): Uint8Array {
  const out = frame.slice();
  const from = Math.min(IP + 28, out.length - 1);
  for (let i = r.between(1, 4); i > 0; i--) {
    const at = r.between(from, out.length - 1);
    const lot = r.between(0, 3);
    if (lot < 2) out[at] = r.between(0, 255);
    else if (lot === 2) out[at] = r.pick(SIGNS);
    else out.copyWithin(at, r.between(from, out.length - 1));
  }
  return out;
}

/** A frame of no protocol that anybody knows: what it is filled with stays in memory behind shorter ones. */
function filler(byte: number): Uint8Array {
  const frame = new Uint8Array(1514).fill(byte);
  frame.set([0x99, 0x99], 12);
  return frame;
}

describe.each(names)("%s", (name) => {
  const folder = join(SCENARIOS, name);
  const setup = readFileSync(join(folder, "setup.sh"), "utf8") + NO_SUMS;
  const { packets } = readPcapng(readFileSync(join(folder, "in.pcapng")));

  fuzz({ name: `${name} with its payload changed`, count: 4 }, async (r) => {
    using one = await createFirewall({ setup });
    using other = await createFirewall({ setup });
    const fills = [filler(0), filler(r.pick([32, 49, 127, 255]))];
    let time = 0n;
    for (const { iface, dir, frame } of packets) {
      const times = r.chance(0.1) ? 2 : 1;
      for (let i = 0; i < times; i++) {
        time += 1_000_000n;
        const bytes = r.chance(0.4) ? change(r, frame) : frame;
        const info = { in: iface, time, direction: dir };
        const [a, b] = [one, other].map((firewall, k) => {
          firewall.process(fills[k]!, { in: iface, time, direction: "in" });
          const { verdict, cause, state, emits } = firewall.process(bytes, info);
          const left = emits.map(
            (e) => `${e.at} ${e.out} ${Buffer.from(e.packet).toString("hex")}`,
          );
          return [verdict, cause, state, ...left].join("\n");
        });
        expect(b).toBe(a);
      }
    }
    expect(other.expectations()).toEqual(one.expectations());
    expect(one.expectations().length).toBeLessThan(100);
  });
});
