// Hook functions of the embedding program: where they stand, what they see, what they answer.
import { describe, expect, it } from "vitest";
import type { HookName } from "../../src/index.js";
import { inside, outgoing, outgoing6, router } from "./host.js";

const FORWARD = { family: "ipv4", hook: "FORWARD", priority: -10 } as const;

describe("hook", () => {
  it.each([
    ["ACCEPT", "ACCEPT", 1],
    ["DROP", "DROP", 0],
    ["STOLEN", "STOLEN", 0],
  ] as const)("%s", async (answer, verdict, emits) => {
    using fw = await router();
    fw.hook(FORWARD, () => answer);
    const result = fw.process(outgoing(), inside);
    expect([result.verdict, result.emits.length]).toEqual([verdict, emits]);
    expect(result.hook).toBe(verdict === "ACCEPT" ? null : "FORWARD");
  });

  it("REPEAT calls the function again", async () => {
    using fw = await router();
    let calls = 0;
    fw.hook(FORWARD, () => (++calls < 3 ? "REPEAT" : "ACCEPT"));
    expect(fw.process(outgoing(), inside).verdict).toBe("ACCEPT");
    expect(calls).toBe(3);
  });

  it("REPEAT for ever ends the packet, not the program", async () => {
    using fw = await router();
    fw.hook(FORWARD, () => "REPEAT");
    expect(fw.process(outgoing(), inside).verdict).toBe("DROP");
  });

  it("functions run by priority, then in order of registration, among the tables", async () => {
    using fw = await router("iptables -t mangle -A FORWARD -j MARK --set-mark 5\n");
    const seen: string[] = [];
    const note = (name: string, priority: number) =>
      fw.hook({ ...FORWARD, priority }, (packet) => {
        seen.push(`${name} mark ${packet.mark}`);
        return "ACCEPT";
      });
    note("late", 60);
    note("first", -151);
    note("second", -151);
    note("after mangle", -149);
    fw.process(outgoing(), inside);
    expect(seen).toEqual(["first mark 0", "second mark 0", "after mangle mark 5", "late mark 5"]);
  });

  it("hooks see a forwarded packet in the kernel's order", async () => {
    using fw = await router();
    const seen: string[] = [];
    const hooks: HookName[] = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];
    for (const hook of hooks) {
      fw.hook({ family: "ipv4", hook, priority: 0 }, (packet) => {
        seen.push(`${packet.hook} ${packet.in}>${packet.out}`);
        return "ACCEPT";
      });
    }
    fw.process(outgoing(), inside);
    expect(seen).toEqual(["PREROUTING eth1>null", "FORWARD eth1>eth0", "POSTROUTING eth1>eth0"]);
    fw.process(outgoing6(), inside);
    expect(seen).toHaveLength(3); // the other family has hooks of its own
  });

  it("a function reads and changes the packet", async () => {
    using fw = await router(
      "iptables -A FORWARD -d 198.51.100.9 -m mark --mark 9 -j ACCEPT\niptables -P FORWARD DROP\n",
    );
    fw.hook(FORWARD, (packet) => {
      expect([packet.family, packet.length, packet.state]).toEqual(["ipv4", 36, null]);
      const bytes = packet.bytes;
      bytes[19] = 9;
      packet.replace(bytes);
      packet.mark = 9;
      return "ACCEPT";
    });
    const { verdict, emits, mark } = fw.process(outgoing(), inside);
    expect([verdict, mark, emits[0]?.packet[19]]).toEqual(["ACCEPT", 9, 9]);
  });

  it("is taken away by what hook returned", async () => {
    using fw = await router();
    const remove = fw.hook(FORWARD, () => "DROP");
    expect(fw.process(outgoing(), inside).verdict).toBe("DROP");
    remove();
    remove();
    expect(fw.process(outgoing(), inside).verdict).toBe("ACCEPT");
  });

  it("what a function throws comes out of process; the firewall goes on", async () => {
    using fw = await router();
    const remove = fw.hook(FORWARD, () => {
      throw new Error("mine");
    });
    expect(() => fw.process(outgoing(), inside)).toThrow("mine");
    remove();
    expect(fw.process(outgoing(), inside).verdict).toBe("ACCEPT");
  });

  it.each([
    ["nothing", new Uint8Array(0)],
    ["half a header", outgoing().subarray(0, 12)],
    ["the other family", outgoing6()],
    ["a length field that lies", outgoing().subarray(0, 30)],
    ["more than an IP packet holds", new Uint8Array(70_000).fill(0x45, 0, 1)],
  ])("a packet cannot become %s", async (_, bytes) => {
    using fw = await router();
    fw.hook(FORWARD, (packet) => {
      packet.replace(bytes);
      return "ACCEPT";
    });
    expect(() => fw.process(outgoing(), inside)).toThrow(RangeError);
  });

  it("refuses nonsense", async () => {
    using fw = await router();
    const remove = fw.hook(FORWARD, () => "MAYBE" as "DROP");
    expect(() => fw.process(outgoing(), inside)).toThrow(/answers ACCEPT, DROP, STOLEN or REPEAT/);
    remove();
    const nowhere = { ...FORWARD, hook: "SIDEWAYS" as "INPUT" };
    expect(() => fw.hook(nowhere, () => "DROP")).toThrow(TypeError);
    fw.hook(FORWARD, () => {
      fw.process(outgoing(), inside);
      return "ACCEPT";
    });
    expect(() => fw.process(outgoing(), inside)).toThrow(/may not process packets/);
  });

  it("takes 32 functions, not more, and room comes back", async () => {
    using fw = await router();
    const removes = Array.from({ length: 32 }, () => fw.hook(FORWARD, () => "ACCEPT"));
    expect(() => fw.hook(FORWARD, () => "ACCEPT")).toThrow(/at most 32/);
    removes[0]!();
    fw.hook(FORWARD, () => "DROP");
    expect(fw.process(outgoing(), inside).verdict).toBe("DROP");
  });
});
