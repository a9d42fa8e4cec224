// What classifiers are for: dispatch costs a look-up, memory stays bounded, and nothing else changes.
import { describe, expect, it } from "vitest";
import { makeShape, shapeText } from "../../bench/lib/filters.js";
import { headerIn, packetOf } from "../../bench/lib/headers.js";
import { Random } from "../../bench/lib/random.js";
import { type Indexing, noIndexing, usualIndexing } from "../../src/engine/classify.js";
import { Firewall } from "../../src/engine/firewall.js";
import { createFirewall } from "../../src/index.js";
import { parseSetup } from "../../src/setup/setup.js";
import { ip, udp } from "../support/packets.js";

const INCOMING = { in: "eth0", time: 0n, direction: "in", linkType: 101 } as const;

function restore(rules: readonly string[]): string {
  const lines = ["*raw", ":PREROUTING DROP", ":OUTPUT ACCEPT", ...rules, "COMMIT"];
  return `ip link set eth0 up\niptables-restore <<'EOF'\n${lines.join("\n")}\nEOF\n`;
}

async function firewallOf(rules: readonly string[], indexing: Indexing): Promise<Firewall> {
  return Firewall.create(parseSetup(restore(rules)).setup, 0n, {}, indexing);
}

/** Dispatch as kube-proxy writes it: a rule and a chain a service. */
function services(count: number): string[] {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return [
    ...numbers.map((i) => `:SVC-${i} - [0:0]`),
    ...numbers.map(
      (i) =>
        `-A PREROUTING -d 10.96.${i >> 8}.${i & 255}/32 -p udp -m comment --comment "service ${i}" ` +
        `-m udp --dport ${53 + (i % 3)} -j SVC-${i}`,
    ),
    ...numbers.map((i) => `-A SVC-${i} -j DROP`),
  ];
}

const SERVICES = 1000;

function toService(i: number): Uint8Array {
  const to = `10.96.${i >> 8}.${i & 255}`;
  return ip("192.0.2.1", to, 17, udp("192.0.2.1", to, 4000, 53 + (i % 3), {}), {});
}

describe("a chain that dispatches by address", () => {
  it("costs one look-up and the rules that match", async () => {
    using firewall = await firewallOf(services(SERVICES), usualIndexing);
    for (const i of [0, 1, 500, 999]) firewall.process(toService(i), INCOMING);
    const { evaluated, probes, scanned, indexedChains } = firewall.tableStats();
    expect({ evaluated, probes, scanned, indexedChains }).toEqual({
      evaluated: 8,
      probes: 4,
      scanned: 0,
      indexedChains: 1,
    });
  });

  it("costs all of its rules without a classifier", async () => {
    using firewall = await firewallOf(services(SERVICES), noIndexing);
    firewall.process(toService(999), INCOMING);
    expect(firewall.tableStats()).toMatchObject({ evaluated: 2, probes: 0, scanned: 999 });
  });
});

describe("a chain whose ranges all overlap", () => {
  const RULES = 2000;
  const random = new Random(7);
  const made = makeShape(random, "ranges", RULES);
  const rules = made.map((rule) => `-A PREROUTING ${shapeText(rule)}`);
  const frames = Array.from({ length: 60 }, () =>
    packetOf(headerIn(random, random.chance(0.5) ? random.pick(made) : undefined)),
  );

  async function counted(
    indexing: Indexing,
  ): Promise<{ save: string; bytes: number; chains: number }> {
    using firewall = await firewallOf(rules, indexing);
    firewall.processBatch(frames.map((frame) => ({ frame, ...INCOMING })));
    const { indexBytes: bytes, indexedChains: chains } = firewall.tableStats();
    return { save: firewall.save("ipv4"), bytes, chains };
  }

  it("stays within its memory, and counts the same", async () => {
    const plain = await counted(noIndexing);
    expect(plain).toMatchObject({ bytes: 0, chains: 0 });
    for (const limit of [usualIndexing.limit(RULES), 1 << 20, 1 << 18]) {
      const found = await counted({ ...usualIndexing, limit: () => limit });
      expect(found.bytes).toBeLessThanOrEqual(limit);
      expect(found.save).toBe(plain.save);
    }
  });

  it("goes without a classifier that does not fit", async () => {
    const found = await counted({ ...usualIndexing, limit: () => 16 * 1024 });
    expect(found).toMatchObject({ bytes: 0, chains: 0 });
  });
});

describe("createFirewall", () => {
  it("makes no classifier where none is wanted", async () => {
    const setup = restore(services(100));
    using without = await createFirewall({ setup, index: false });
    expect(without.tableStats().indexedChains).toBe(0);
    using firewall = await createFirewall({ setup });
    expect(firewall.tableStats()).toMatchObject({ indexedChains: 0 });
    using long = await createFirewall({ setup: restore(services(200)) });
    expect(long.tableStats()).toMatchObject({ indexedChains: 1 });
    expect(long.tableStats().indexBytes).toBeGreaterThan(0);
  });
});
