// process and processBatch: what goes in, what comes out, what is refused.
import { describe, expect, it } from "vitest";
import { createFirewall } from "../../src/index.js";
import { ethernet, ip4, PROTOCOL, udp } from "../support/packets.js";
import { inside, outgoing, outgoing6, OUTSIDE, ROUTER, router } from "./host.js";

describe("process", () => {
  it("tells the verdict, what left, and where", async () => {
    using fw = await router();
    const result = fw.process(outgoing(), { ...inside, time: 5n });
    expect(result.verdict).toBe("ACCEPT");
    expect(result.time).toBe(5n);
    expect(result.emits).toHaveLength(1);
    const { at, in: from, out, packet } = result.emits[0]!;
    expect([at, from, out]).toEqual(["wire", "eth1", "eth0"]);
    expect(packet[8]).toBe(63); // the TTL is one less
    expect(result.pending).toBeNull();
  });

  it("names the rule that decided, with its place in the setup", async () => {
    const rules = "iptables -A FORWARD -p tcp -j ACCEPT\niptables -A FORWARD -p udp -j DROP\n";
    using fw = await createFirewall({ setup: ROUTER + rules, file: "router.sh" });
    const { verdict, rule, hook, emits } = fw.process(outgoing(), inside);
    expect([verdict, hook, emits]).toEqual(["DROP", "FORWARD", []]);
    expect(rule).toMatchObject({ family: "ipv4", table: "filter", chain: "FORWARD", number: 2 });
    const line = (ROUTER + rules).split("\n").findIndex((l) => l.includes("DROP")) + 1;
    expect(rule?.rule.position).toMatchObject({ file: "router.sh", line });
  });

  it("names the chain whose policy decided", async () => {
    using fw = await router("iptables -P FORWARD DROP\n");
    const { verdict, rule, policy } = fw.process(outgoing(), inside);
    expect([verdict, rule, policy?.table, policy?.chain.name]).toEqual([
      "DROP",
      null,
      "filter",
      "FORWARD",
    ]);
  });

  it("takes Ethernet frames unless told otherwise", async () => {
    using fw = await router();
    const frame = ethernet(outgoing(), new Uint8Array([2, 0, 0, 0, 0, 2]), new Uint8Array(6));
    expect(fw.process(frame, { in: "eth1" }).verdict).toBe("ACCEPT");
  });

  it("starts what a local process sends at OUTPUT", async () => {
    using fw = await router("iptables -A OUTPUT -m owner --uid-owner 1000 -j DROP\n");
    const packet = ip4("192.0.2.1", OUTSIDE, PROTOCOL.udp, udp("192.0.2.1", OUTSIDE, 9, 53));
    const out = { direction: "out", linkType: 101 } as const;
    expect(fw.process(packet, { ...out, uid: 1000 }).verdict).toBe("DROP");
    expect(fw.process(packet, { ...out, uid: 1001 }).emits[0]).toMatchObject({
      at: "wire",
      in: null,
      out: "eth0",
    });
    expect(fw.process(packet, out).undecided).toHaveLength(1);
  });

  it("handles both families", async () => {
    using fw = await router("ip6tables -A FORWARD -p udp -j MARK --set-mark 7\n");
    const result = fw.process(outgoing6(), inside);
    expect([result.version, result.mark, result.emits[0]?.out]).toEqual([6, 7, "eth0"]);
  });

  it("tells steps and leaves bytes out when asked to", async () => {
    const setup = `${ROUTER}iptables -A FORWARD -j ACCEPT\n`;
    using fw = await createFirewall({ setup, detail: { steps: true, bytes: false } });
    const { steps, emits } = fw.process(outgoing(), inside);
    expect(steps).toMatchObject([{ chain: "FORWARD", step: "rule", number: 1 }]);
    expect(emits[0]?.packet).toHaveLength(0);
    expect(emits[0]?.length).toBe(outgoing().length);
  });

  it("makes an interface that no command named known", async () => {
    using fw = await router();
    expect(fw.process(outgoing(), { ...inside, in: "wlan0" }).interface).toBe("wlan0");
  });

  it("refuses what cannot be a frame, before anything happened", async () => {
    using fw = await router("iptables -A FORWARD\n");
    const large = new Uint8Array(262145);
    expect(() => fw.process(large, inside)).toThrow(RangeError);
    expect(() => fw.process(outgoing(), { linkType: 101 })).toThrow(
      /needs the name of its interface/,
    );
    const one = { frame: outgoing(), ...inside };
    expect(() => fw.processBatch([one, { frame: large, ...inside }])).toThrow(RangeError);
    expect(fw.save("ipv4")).toContain("[0:0] -A FORWARD\n");
  });

  it("survives frames of no bytes and of the most bytes", async () => {
    using fw = await router();
    expect(fw.process(new Uint8Array(0), inside).verdict).toBe("DROP");
    expect(fw.process(new Uint8Array(262144), inside).verdict).toBe("DROP");
    expect(fw.process(outgoing(), inside).verdict).toBe("ACCEPT");
  });
});

describe("what fuzzing found", () => {
  it("a jumbogram is too long, not too long for the buffer it is copied to", async () => {
    using fw = await router("ip6tables -t mangle -A PREROUTING -j HL --hl-set 9\n");
    const jumbo = new Uint8Array(200_000);
    jumbo.set([0x60, 0, 0, 0, 0, 0, 0, 64]); // no length, hop-by-hop options: RFC 2675
    expect(fw.process(jumbo, inside)).toMatchObject({ verdict: "DROP", cause: "header-length" });
    expect(fw.process(outgoing6(), inside).verdict).toBe("ACCEPT");
  });

  it("a frame that claims to be shorter than it is counts as what is there", async () => {
    using fw = await router();
    expect(fw.process(outgoing(), { ...inside, originalLength: 0 }).verdict).toBe("ACCEPT");
  });
});

describe("processBatch", () => {
  it("answers in order, as one by one", async () => {
    using one = await router("iptables -A FORWARD -p udp --dport 53 -j DROP\n");
    using other = await router("iptables -A FORWARD -p udp --dport 53 -j DROP\n");
    const frames = Array.from({ length: 100 }, (_, i) => ({
      frame: outgoing(4000, i % 3 === 0 ? 53 : 54),
      ...inside,
      time: BigInt(i),
    }));
    const batch = one.processBatch(frames).map((r) => r.verdict);
    expect(batch).toEqual(frames.map(({ frame, ...info }) => other.process(frame, info).verdict));
    expect(batch.filter((v) => v === "DROP")).toHaveLength(34);
  });

  it("takes nothing, and more than the results hold at once", async () => {
    using fw = await router();
    expect(fw.processBatch([])).toEqual([]);
    const frames = Array.from({ length: 20_000 }, () => ({ frame: outgoing(), ...inside }));
    const results = fw.processBatch(frames);
    expect(results).toHaveLength(20_000);
    expect(results.every((r) => r.emits.length === 1)).toBe(true);
  });
});

describe("time", () => {
  it("is the packets'", async () => {
    using fw = await router(
      "iptables -A FORWARD -m limit --limit 1/second --limit-burst 1 -j ACCEPT\n" +
        "iptables -P FORWARD DROP\n",
    );
    const at = (ms: number) =>
      fw.process(outgoing(), {
        ...inside,
        time: 1_700_000_000_000_000_000n + BigInt(ms) * 1_000_000n,
      }).verdict;
    expect([at(0), at(10), at(500), at(1100), at(1110)]).toEqual([
      "ACCEPT",
      "DROP",
      "DROP",
      "ACCEPT",
      "DROP",
    ]);
  });
});

describe("chance", () => {
  it("is the seed's: equal seeds answer alike", async () => {
    const setup = `${ROUTER}iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE --random-fully\n`;
    const ports = async (seed: bigint) => {
      using fw = await createFirewall({ setup, seed });
      return [4000, 4001, 4002].map((port) =>
        fw.process(outgoing(port), inside).emits[0]?.packet.subarray(20, 22).join("."),
      );
    };
    expect(await ports(1n)).toEqual(await ports(1n));
    expect(await ports(1n)).not.toEqual(await ports(2n));
  });
});
