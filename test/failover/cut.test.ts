// A run that is cut anywhere and goes on in another firewall gives what an uncut one gives.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFirewall, eventLine, type Firewall, type Frame } from "../../src/index.js";
import { readScenario, SCENARIOS } from "../kernel/scenario.js";

/** Scenarios that between them use everything that remembers. */
const NAMES = [
  "tcp-states",
  "conntrack-sctp",
  "conntrack-gre",
  "nat-masquerade-ports",
  "helper-ftp-nat6",
  "helper-sip-nat",
  "helper-h323-nat",
  "helper-h323-ras-nat",
  "helper-pptp-nat",
  "fragments-and-nat",
  "fragments-overlap",
  "hashlimit-groups",
  "recent-lists",
  "match-limit",
  "quota",
  "statistic",
  "connlimit",
  "set-target",
  "set-time",
  "mtu-route",
  "reject-types",
  "multipath-nat",
  "random-rules-2",
  "random-nat-1",
  "whole-home-router",
  "time-conntrack-expiry",
  "timer-end-tcp",
];

interface Run {
  readonly make: () => Promise<Firewall>;
  readonly frames: readonly Frame[];
}

function scenario(name: string): Run {
  const { directory, capture, realTime } = readScenario(join(process.cwd(), SCENARIOS, name));
  const setup = readFileSync(join(directory, "setup.sh"), "utf8");
  let even = 1_700_000_000_000_000_000n;
  const frames = capture.packets.map(({ iface, dir, frame, comment, time }) => {
    even += 1_000_000n;
    const facts = comment === undefined ? {} : { facts: comment };
    return { frame, in: iface, time: realTime ? time : even, direction: dir, ...facts };
  });
  const make = async () => {
    const firewall = await createFirewall({ setup, interfaces: capture.interfaces, seed: 7n });
    return firewall;
  };
  return { make, frames };
}

/** Everything that a firewall tells of its state, ids included. */
function state(fw: Firewall): unknown {
  return [
    fw.save("ipv4"),
    fw.save("ipv6"),
    fw.saveSets(),
    fw.conntrack(),
    fw.expectations(),
    fw.conntrackStats(),
    fw.tableStats(),
  ];
}

/** What came of frames, without what belongs to the host's side of a firewall. */
function told(results: readonly unknown[]): string {
  return JSON.stringify(results, (key, value: unknown) => {
    if (key === "rule" || key === "policy" || key === "undecided") {
      return value === null ? null : "there";
    }
    if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
    return typeof value === "bigint" ? value.toString() : value;
  });
}

/** Places of a run of `length` frames: all of a short one, some of a long one, by a seed. */
function places(length: number, most: number): number[] {
  if (length < most) return Array.from({ length: length + 1 }, (_, i) => i);
  const found = new Set([0, 1, length - 1, length]);
  let seed = 12345;
  while (found.size < most) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    found.add((seed >>> 8) % length);
  }
  return [...found].sort((a, b) => a - b);
}

describe("a cut run", () => {
  it.each(NAMES)("of %s goes on as if it were whole", async (name) => {
    const { make, frames } = scenario(name);
    using whole = await make();
    const results = frames.map((frame) => told([whole.process(frame.frame, frame)]));
    const end = state(whole);
    for (const cut of places(frames.length, 8)) {
      using first = await make();
      for (const frame of frames.slice(0, cut)) first.process(frame.frame, frame);
      using second = await make();
      second.restore(first.snapshot());
      const rest = frames.slice(cut).map((frame) => told([second.process(frame.frame, frame)]));
      expect(rest, `cut behind packet ${cut}`).toEqual(results.slice(cut));
      expect(state(second), `cut behind packet ${cut}`).toEqual(end);
    }
  });

  it.each(["random-rules-3", "helper-ftp-snat", "whole-home-router"])(
    "of %s is followed from delta to delta",
    async (name) => {
      const { make, frames } = scenario(name);
      using primary = await make();
      using standby = await make();
      const events: string[] = [];
      primary.events((event) => events.push(eventLine(event, new Set(["id"]))));
      const stream = primary.replicate();
      const sizes: number[] = [];
      for (const frame of frames) {
        const bytes = stream.next();
        sizes.push(bytes.length);
        standby.restore(bytes);
        primary.process(frame.frame, frame);
      }
      standby.restore(stream.next());
      // events tell which connections there are; the memory holds all of them
      expect(events.length).toBeGreaterThan(0);
      expect(state(standby)).toEqual(state(primary));
      // once the tables are there, a packet changes little
      expect(sizes.at(-1)).toBeLessThan(sizes[0]! / 2);
    },
  );
});
