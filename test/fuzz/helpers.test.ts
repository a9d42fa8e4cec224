// Helpers read what anybody may write: the exchanges of the scenarios, with bytes changed, cut and
// doubled, must neither trap nor hang.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFirewall } from "../../src/index.js";
import { SCENARIOS } from "../kernel/scenario.js";
import { Chance } from "../support/chance.js";
import { readPcapng } from "../support/pcapng.js";

/** Where an Ethernet frame's IP packet begins. */
const IP = 14;
/** Lengths and checksums need not be right: conntrack is told not to look at sums. */
const NO_SUMS = "\nsysctl -qw net.netfilter.nf_conntrack_checksum=0\n";

const names = readdirSync(SCENARIOS).filter((name) => name.startsWith("helper-"));

function change(c: Chance, frame: Uint8Array): Uint8Array {
  const out = frame.slice();
  const from = Math.min(IP + 28, out.length - 1);
  for (let i = c.between(1, 4); i > 0; i--) {
    const at = c.between(from, out.length - 1);
    const lot = c.between(0, 3);
    if (lot < 2) out[at] = c.between(0, 255);
    else if (lot === 2) out[at] = c.pick([0, 10, 13, 32, 40, 44, 48, 57, 58, 124, 255]);
    else out.copyWithin(at, c.between(from, out.length - 1));
  }
  return out;
}

test.each(names)("%s with its payload changed", async (name) => {
  const folder = join(SCENARIOS, name);
  const setup = readFileSync(join(folder, "setup.sh"), "utf8") + NO_SUMS;
  const { packets } = readPcapng(readFileSync(join(folder, "in.pcapng")));
  for (let seed = 1; seed <= 12; seed++) {
    const c = new Chance(seed);
    using firewall = await createFirewall({ setup });
    let time = 0n;
    for (const { iface, dir, frame } of packets) {
      const times = c.percent(10) ? 2 : 1;
      for (let i = 0; i < times; i++) {
        time += 1_000_000n;
        const bytes = c.percent(40) ? change(c, frame) : frame;
        firewall.process(bytes, { in: iface, time, direction: dir });
      }
    }
    expect(firewall.expectations().length).toBeLessThan(100);
  }
});
