// Queue handlers: NFQUEUE and QUEUE answered by the embedding program, at once or later.
import { describe, expect, it } from "vitest";
import { createFirewall, type QueueAnswer } from "../../src/index.js";
import { inside, incoming, outgoing, outside, ROUTER, router } from "./host.js";

const QUEUE = "iptables -A FORWARD -p udp -j NFQUEUE --queue-num 4\n";

/** A promise, and how to settle it. */
function later<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((one, other) => {
    resolve = one;
    reject = other;
  });
  return { promise, resolve, reject };
}

describe("a handler that answers at once", () => {
  it.each([
    ["ACCEPT", "ACCEPT", 1],
    ["DROP", "DROP", 0],
  ] as const)("%s", async (answer, verdict, emits) => {
    using fw = await router(QUEUE);
    fw.queue(4, () => answer);
    const result = fw.process(outgoing(), inside);
    expect([result.verdict, result.emits.length, result.pending]).toEqual([verdict, emits, null]);
  });

  it("gives a mark and other bytes", async () => {
    using fw = await router(QUEUE);
    fw.queue(4, (packet) => {
      expect([packet.hook, packet.in, packet.out]).toEqual(["FORWARD", "eth1", "eth0"]);
      return { verdict: "ACCEPT", mark: 5, packet: packet.bytes.fill(0xee, 28) };
    });
    const { emits, mark } = fw.process(outgoing(), inside);
    expect([mark, emits[0]?.mark]).toEqual([5, 5]);
    expect([...emits[0]!.packet.subarray(28)]).toEqual(Array(8).fill(0xee));
  });

  it("REPEAT runs the hook function again", async () => {
    using fw = await router(QUEUE);
    let calls = 0;
    fw.queue(4, () => (++calls < 3 ? "REPEAT" : "ACCEPT"));
    expect(fw.process(outgoing(), inside).verdict).toBe("ACCEPT");
    expect(calls).toBe(3);
    expect(fw.save("ipv4")).toContain("[3:108] -A FORWARD -p udp -j NFQUEUE --queue-num 4");
  });

  it("what it throws comes out of process", async () => {
    using fw = await router(QUEUE);
    fw.queue(4, () => {
      throw new Error("mine");
    });
    expect(() => fw.process(outgoing(), inside)).toThrow("mine");
    fw.queue(4, () => "nonsense" as "DROP");
    expect(() => fw.process(outgoing(), inside)).toThrow(/answers ACCEPT, DROP or REPEAT/);
  });
});

describe("a handler that answers later", () => {
  it("the packet waits, and goes on behind the rule that queued it", async () => {
    using fw = await router(`${QUEUE}iptables -t mangle -A POSTROUTING -j MARK --or-mark 0x10\n`);
    const answer = later<QueueAnswer>();
    fw.queue(4, () => answer.promise);
    const result = fw.process(outgoing(), inside);
    expect([result.verdict, result.emits]).toEqual(["QUEUE", []]);
    answer.resolve({ verdict: "ACCEPT", mark: 1 });
    const after = await result.pending;
    expect([after?.verdict, after?.mark, after?.emits[0]?.out]).toEqual(["ACCEPT", 0x11, "eth0"]);
  });

  it("others overtake; each answer finds its packet", async () => {
    using fw = await router(QUEUE);
    const answers = new Map<number, ReturnType<typeof later<QueueAnswer>>>();
    fw.queue(4, (packet) => {
      const answer = later<QueueAnswer>();
      const bytes = packet.bytes;
      answers.set((bytes[20]! << 8) | bytes[21]!, answer);
      return answer.promise;
    });
    const frames = [1, 2, 3].map((sport) => ({ frame: outgoing(sport), ...inside }));
    const results = fw.processBatch(frames);
    answers.get(3)!.resolve("ACCEPT");
    answers.get(1)!.resolve("ACCEPT");
    answers.get(2)!.resolve("DROP");
    const after = await Promise.all(results.map((r) => r.pending));
    expect(after.map((r) => r?.verdict)).toEqual(["ACCEPT", "DROP", "ACCEPT"]);
    expect(after.map((r) => r?.emits[0]?.packet[21])).toEqual([1, undefined, 3]);
  });

  it("gives other bytes", async () => {
    using fw = await router(QUEUE);
    fw.queue(4, async (packet) => {
      const bytes = packet.bytes;
      await Promise.resolve();
      return { verdict: "ACCEPT", packet: bytes.fill(0x11, 28) };
    });
    const after = await fw.process(outgoing(), inside).pending;
    expect([...after!.emits[0]!.packet.subarray(28)]).toEqual(Array(8).fill(0x11));
  });

  it("a rejection drops the packet and comes out of pending", async () => {
    using fw = await router(QUEUE);
    fw.queue(4, async () => Promise.reject(new Error("mine")));
    const { pending } = fw.process(outgoing(), inside);
    await expect(pending).rejects.toThrow("mine");
    fw.queue(4, async () => "nonsense" as "DROP");
    await expect(fw.process(outgoing(), inside).pending).rejects.toThrow(TypeError);
    expect(fw.engine.exports.queued()).toBe(0);
  });

  it("what waits beside a failure is dropped, not lost", async () => {
    using fw = await router(QUEUE);
    let calls = 0;
    fw.queue(4, () => {
      if (++calls === 2) throw new Error("mine");
      return later<QueueAnswer>().promise;
    });
    const frames = [1, 2].map((sport) => ({ frame: outgoing(sport), ...inside }));
    expect(() => fw.processBatch(frames)).toThrow("mine");
    expect(fw.engine.exports.queued()).toBe(0);
  });

  it("holds 1024 packets; the next one is dropped", async () => {
    using fw = await router(QUEUE);
    const answer = later<QueueAnswer>();
    fw.queue(4, () => answer.promise);
    const frames = Array.from({ length: 1025 }, () => ({ frame: outgoing(), ...inside }));
    const results = fw.processBatch(frames);
    expect(results.filter((r) => r.verdict === "QUEUE")).toHaveLength(1024);
    expect(results.at(-1)?.verdict).toBe("DROP");
    answer.resolve("ACCEPT");
    const after = await Promise.all(results.slice(0, 1024).map((r) => r.pending));
    expect(after.every((r) => r?.verdict === "ACCEPT")).toBe(true);
    expect(fw.engine.exports.queued()).toBe(0);
  });
});

describe("what the host itself sends", () => {
  it("waits too, and leaves with the packet that caused it", async () => {
    using fw = await router(
      "iptables -A FORWARD -j REJECT\niptables -A OUTPUT -p icmp -j NFQUEUE --queue-num 4\n",
    );
    const answer = later<QueueAnswer>();
    fw.queue(4, () => answer.promise);
    const result = fw.process(outgoing(), inside);
    expect([result.verdict, result.emits]).toEqual(["DROP", []]);
    answer.resolve("ACCEPT");
    const after = await result.pending;
    expect(after?.emits).toMatchObject([{ at: "wire", in: null, out: "eth1", generated: true }]);
  });
});

describe("queues without a handler", () => {
  it.each([
    ["drop the packet", "--queue-num 4", "DROP"],
    ["let it pass with --queue-bypass", "--queue-num 4 --queue-bypass", "ACCEPT"],
  ] as const)("%s", async (_, options, verdict) => {
    using fw = await router(`iptables -A FORWARD -j NFQUEUE ${options}\n`);
    expect(fw.process(outgoing(), inside).verdict).toBe(verdict);
    fw.queue(4, () => "DROP");
    expect(fw.process(outgoing(), inside).verdict).toBe("DROP");
    fw.queue(4, null);
    expect(fw.process(outgoing(), inside).verdict).toBe(verdict);
  });

  it("numbers run from 0 to 65535", async () => {
    using fw = await router();
    for (const n of [-1, 65536, 1.5, Number.NaN]) {
      expect(() => fw.queue(n, () => "DROP")).toThrow(RangeError);
    }
  });
});

describe("--queue-balance", () => {
  it("spreads connections over queues; both directions meet the same one", async () => {
    using fw = await router("iptables -A FORWARD -j NFQUEUE --queue-balance 10:13\n");
    const met: number[] = [];
    for (let n = 10; n <= 13; n++) {
      fw.queue(n, () => {
        met.push(n);
        return "ACCEPT";
      });
    }
    fw.process(outgoing(), inside);
    fw.process(incoming(), outside);
    fw.process(outgoing(4001), inside);
    expect(met).toHaveLength(3);
    expect(met[1]).toBe(met[0]);
    expect(met[2]).toBe(met[0]); // the hash is over addresses, not ports
  });
});

describe("QUEUE", () => {
  it("is queue 0", async () => {
    using fw = await createFirewall({ setup: `${ROUTER}iptables -A FORWARD -j QUEUE\n` });
    expect(fw.process(outgoing(), inside).verdict).toBe("DROP");
    fw.queue(0, () => "ACCEPT");
    expect(fw.process(outgoing(), inside).verdict).toBe("ACCEPT");
  });
});
