// Helpers of the embedding program may do anything at any time: nothing traps, what is refused is TypeError or
// RangeError and changes nothing, and a state that goes over goes on the same.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { Random } from "../../bench/lib/random.js";
import {
  createFirewall,
  type Expectation,
  type Firewall,
  type HelpedPacket,
  type OwnHelper,
} from "../../src/index.js";
import { SCENARIOS } from "../kernel/scenario.js";
import { ftp, tftp } from "../support/own-helpers.js";
import { readPcapng } from "../support/pcapng.js";
import { fuzz } from "./harness.js";

const NO_SUMS = "\nsysctl -qw net.netfilter.nf_conntrack_checksum=0\n";
const folders = readdirSync(SCENARIOS).filter((name) => name.startsWith("helper-"));
const setupOf = (name: string): string =>
  readFileSync(join(SCENARIOS, name, "setup.sh"), "utf8") + NO_SUMS;
const packetsOf = (name: string) => readPcapng(readFileSync(join(SCENARIOS, name, "in.pcapng")));

/** An expectation, good or not. */
function draw(r: Random, p: HelpedPacket): Expectation {
  const { original, reply } = p.connection;
  const address = () =>
    r.pick([original.source, reply.source, reply.destination, "0.0.0.0", "::1", "x"]);
  const port = () => r.pick([0, 1, 4000, 4001, 65535, r.between(-9, 70_000)]);
  const some = <T>(share: number, key: string, value: () => T) =>
    r.chance(share) ? { [key]: value() } : {};
  return {
    destination: address(),
    destinationPort: port(),
    ...some(0.5, "source", address),
    ...some(0.2, "sourceMask", () => r.pick(["255.255.0.0", "ffff::", "0.0.0.0"])),
    ...some(0.3, "sourcePort", port),
    ...some(0.2, "sourcePortMask", port),
    ...some(0.3, "protocol", () => r.pick(["tcp", "udp", "gre", "sctp", "udplite", "no"])),
    ...some(0.3, "class", () => r.between(-1, 4)),
    ...some(0.2, "permanent", () => true),
    ...some(0.2, "inactive", () => true),
    ...some(0.2, "userspace", () => true),
    ...some(0.3, "timeout", () => r.pick([0, 1, 9, 8_589_934, 8_589_935, -1, 0.5])),
    ...some(0.3, "helper", () => r.pick(["wild", "ftp", "RAS", "nobody"])),
    ...some(0.5, "nat", () => r.pick(["follow", "function", "no"])),
    ...some(0.3, "direction", () => r.pick(["original", "reply"])),
    ...some(0.3, "saved", address),
    ...some(0.3, "savedPort", port),
    ...some(0.2, "anyMaster", () => true),
  };
}

function act(r: Random, p: HelpedPacket): void {
  const id = () => r.pick([...p.expectations().map((e) => e.id), 0, 4, 65536, -1, r.next()]);
  const size = p.payload.length;
  r.pick<() => unknown>([
    () => p.expect(draw(r, p)),
    () => p.expect(draw(r, p)),
    () => p.expectNear(draw(r, p)),
    () => p.forget(id()),
    () => p.renew(id(), r.pick([undefined, 0, 5, -1, 8_589_935])),
    () => p.mangle(r.between(0, size), r.between(0, 9), new Uint8Array(r.between(0, 30)).fill(65)),
    () => p.mangle(r.between(-1, size + 1), r.between(-1, size + 1), new Uint8Array(2)),
    () => p.mangle(0, 0, new Uint8Array(r.pick([1000, 65_000, 66_000]))),
    () => p.remember(Uint8Array.of(r.between(0, 255)), r.between(-1, 65)),
    () => p.setConnectionMark(r.next()),
    () => p.setLabel(r.between(-1, 128)),
    () => p.refuse("so"),
  ])();
}

/** A helper that does what chance says. */
function wild(r: Random): OwnHelper {
  const surely = (run: () => void) => {
    try {
      run();
    } catch (error) {
      if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
    }
  };
  return {
    name: "wild",
    protocols: ["tcp", "udp"],
    policy: [
      { maxExpected: 2, timeout: 5 },
      { maxExpected: 0, timeout: 1 },
      { maxExpected: 255, timeout: 300 },
    ],
    help(p) {
      for (let i = r.between(0, 3); i > 0; i--) surely(() => act(r, p));
      if (p.sequence === null) r.next();
      return r.chance(0.05) ? "DROP" : "ACCEPT";
    },
    expected(c) {
      const { source, destination } = c.master.original;
      const port = () => r.pick([undefined, 0, 7000, 65535, 65536]);
      if (r.chance(0.7)) surely(() => c.mapSource(r.pick([source, destination, "no"]), port()));
      if (r.chance(0.7)) surely(() => c.mapDestination(r.pick([source, "10.0.0.9"]), port()));
    },
  };
}

/** What came of a frame, without names of helpers. */
function told(fw: Firewall, frame: Uint8Array, info: object): string {
  const { verdict, cause, state, emits } = fw.process(frame, info);
  const left = emits.map((e) => `${e.at} ${e.out} ${Buffer.from(e.packet).toString("hex")}`);
  return [verdict, cause, state, ...left].join("\n");
}
const listed = (fw: Firewall): string[] =>
  [...fw.conntrack(), ...fw.expectations()].map((entry) =>
    JSON.stringify(entry, (_, v: unknown) =>
      typeof v === "bigint" ? String(v) : typeof v === "string" ? v.replace("own-", "") : v,
    ),
  );

describe.each(folders)("%s", (name) => {
  const setup = setupOf(name).replace(/CT --helper \S+/g, "CT --helper wild");
  const { packets } = packetsOf(name);

  fuzz({ name: `${name} with a helper that does anything`, count: 3 }, async (r, seed) => {
    const [first, second] = [new Random(seed), new Random(seed)];
    using one = await createFirewall({ setup, helpers: [wild(first)] });
    const before = await createFirewall({ setup, helpers: [wild(second)] });
    using after = await createFirewall({ setup, helpers: [wild(second)] });
    const cut = r.between(0, packets.length - 1);
    let other = before;
    let time = 0n;
    for (const [i, { iface, dir, frame }] of packets.entries()) {
      if (i === cut) {
        after.restore(before.snapshot());
        other = after;
      }
      time += r.chance(0.1) ? 1_500_000_000n : 1_000_000n;
      const info = { in: iface, time, direction: dir };
      expect(told(other, frame, info)).toBe(told(one, frame, info));
    }
    expect(listed(other)).toEqual(listed(one));
    one.flushConntrack();
    expect([one.conntrack(), one.expectations()]).toEqual([[], []]);
    before[Symbol.dispose]();
  });
});

const USES = /--helper (ftp|tftp)\b/g;
const alike = folders.filter((name) => setupOf(name).search(USES) >= 0);

describe.each(alike)("%s", (name) => {
  const setup = setupOf(name);
  const { packets } = packetsOf(name);

  fuzz({ name: `${name} with a helper of one's own, its payload changed`, count: 8 }, async (r) => {
    const mine = setup.replace(USES, "--helper own-$1");
    using linux = await createFirewall({ setup });
    using own = await createFirewall({ setup: mine, helpers: [ftp, tftp] });
    let time = 0n;
    for (const { iface, dir, frame } of packets) {
      time += 1_000_000n;
      const bytes = frame.slice();
      const from = Math.min(14 + 40, bytes.length - 1);
      for (let i = r.chance(0.4) ? r.between(1, 3) : 0; i > 0; i--) {
        const at = r.between(from, bytes.length - 1);
        bytes[at] = r.chance(0.5) ? r.between(0, 255) : r.pick([10, 13, 32, 40, 44, 48, 57, 124]);
      }
      const info = { in: iface, time, direction: dir };
      expect(told(own, bytes, info)).toBe(told(linux, bytes, info));
    }
    expect(listed(own)).toEqual(listed(linux));
  });
});
