// Whatever comes in, the engine answers: no trap, no hang, no nonsense in what leaves.
import { describe } from "vitest";
import { Firewall, type HookAnswer } from "../../src/engine/firewall.js";
import { checkPacket, type PacketView } from "../../src/engine/packet.js";
import type { QueueAnswer } from "../../src/engine/queue.js";
import { fuzz } from "./harness.js";
import { check, checkForwarded, randomFrame, setupOf } from "./run.js";
import { randomTables, setupText } from "./setups.js";
import { wholePacket, mutate } from "./traffic.js";

const PACKETS = 150;

/** Whether hook functions may give a packet these bytes. */
function isPacket(bytes: Uint8Array, six: boolean): boolean {
  try {
    checkPacket(bytes, six ? "ipv6" : "ipv4");
    return true;
  } catch {
    return false;
  }
}

describe("packets", () => {
  fuzz({ name: "any packet, any ruleset", count: 60 }, async (r) => {
    const setup = setupOf(setupText(randomTables(r)));
    using firewall = await Firewall.create(setup, BigInt(r.next()), { bytes: true, steps: true });
    const left: Uint8Array[] = [];
    let time = 1_700_000_000_000_000_000n;
    for (let n = 0; n < PACKETS; n++) {
      time += r.pick([0n, 1_000_000n, 40_000_000n, 7_000_000_000n, 500_000_000_000n, -9n]);
      const { frame, ...info } = randomFrame(r, left, time);
      const result = firewall.process(frame, info);
      check(result);
      checkForwarded(result);
      for (const e of result.emits) if (e.packet.length >= 20) left.push(e.packet);
      if (left.length > 40) left.splice(0, 20);
    }
  });

  fuzz({ name: "any answer of hooks and queues", count: 30 }, async (r) => {
    const setup = setupOf(setupText(randomTables(r)));
    using firewall = await Firewall.create(setup, 1n);
    const anyBytes = (six: boolean) => {
      const bytes = mutate(r, wholePacket(r, six), wholePacket(r));
      return isPacket(bytes, six) ? bytes : wholePacket(r, six);
    };
    for (const family of ["ipv4", "ipv6"] as const) {
      for (const hook of ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"] as const) {
        if (r.chance(0.5)) continue;
        const priority = r.pick([
          -500, -350, -250, -175, -50, 10, 75, 150, 2147483647, -2147483648,
        ]);
        firewall.hook({ family, hook, priority }, (packet) => {
          if (r.chance(0.1)) packet.replace(anyBytes(packet.family === "ipv6"));
          if (r.chance(0.1)) packet.mark = r.next();
          const answers: HookAnswer[] = ["ACCEPT", "ACCEPT", "ACCEPT", "DROP", "STOLEN", "REPEAT"];
          return r.pick(answers);
        });
      }
    }
    const answer = ({ family }: PacketView): QueueAnswer => {
      const six = family === "ipv6";
      const verdict = r.pick(["ACCEPT", "ACCEPT", "DROP", "REPEAT"] as const);
      if (r.chance(0.5)) return verdict;
      return r.chance(0.5) ? { verdict, mark: r.next() } : { verdict, packet: anyBytes(six) };
    };
    firewall.queue(3, answer);
    firewall.queue(4, async (packet) => answer(packet));
    const pending: Promise<unknown>[] = [];
    let time = 1n;
    for (let n = 0; n < PACKETS; n++) {
      time += 1_000_000n;
      const { frame, ...info } = randomFrame(r, [], time);
      for (let p: ReturnType<Firewall["process"]> | null = firewall.process(frame, info); p; ) {
        check(p);
        if (p.pending === null) break;
        if (r.chance(0.5)) {
          pending.push(p.pending);
          break;
        }
        p = await p.pending;
      }
    }
    await Promise.all(pending);
  });
});
