// Two packets of one flow wait in a queue, each with a connection of its own, and are let through one
// after the other. What the kernel (6.18) does was seen with a program that held its queue.
import { describe, expect, it } from "vitest";
import { eventLine, type Firewall, type ProcessResult, type QueueAnswer } from "../../src/index.js";
import { count, datagram, firstOf, lines, router, send } from "./router.js";

const queueAll = "iptables -A FORWARD -m mark --mark 0 -j NFQUEUE --queue-num 0\n";

/** Holds packets back, then lets them go in order; what came of each. */
async function held(fw: Firewall, packets: Uint8Array[], order = packets.map((_, i) => i)) {
  const release: ((answer: QueueAnswer) => void)[] = [];
  fw.queue(0, () => new Promise((resolve) => release.push(resolve)));
  const waiting = packets.map((packet) => send(fw, packet));
  const results: ProcessResult[] = [];
  for (const i of order) {
    release[i]!("ACCEPT");
    results.push((await waiting[i]!.pending)!);
  }
  return results;
}

describe("two first packets of a flow", () => {
  it.each([
    ["udp", "ACCEPT"],
    ["udplite", "ACCEPT"],
    ["gre", "ACCEPT"],
    ["generic", "ACCEPT"],
    ["tcp", "DROP"],
    ["sctp", "DROP"],
    ["icmp", "DROP"],
  ])("%s: the second's fate is %s", async (protocol, fate) => {
    const fw = await router(queueAll + "sysctl -w net.netfilter.nf_conntrack_acct=1");
    const packet = firstOf(protocol);
    const [first, second] = await held(fw, [packet, packet]);
    expect(first!.verdict).toBe("ACCEPT");
    expect(second!.verdict).toBe(fate);
    if (fate === "DROP") expect(second!.cause).toBe("conntrack-clash");
    const both = fate === "ACCEPT" ? 2 : 1;
    expect(lines(fw)).toHaveLength(1);
    expect(lines(fw)[0]).toContain(` packets=${both} bytes=${both * packet.length} [UNREPLIED] `);
    expect(lines(fw)[0]).toContain(" packets=0 bytes=0 mark=0");
    expect(count(fw)).toBe(1);
  });

  it("in opposite directions count as one way", async () => {
    const fw = await router(queueAll + "sysctl -w net.netfilter.nf_conntrack_acct=1");
    await held(fw, [
      datagram("10.0.0.5:1", "203.0.113.9:2"),
      datagram("203.0.113.9:2", "10.0.0.5:1"),
    ]);
    expect(lines(fw)).toEqual([
      "ipv4     2 udp      17 30 src=10.0.0.5 dst=203.0.113.9 sport=1 dport=2 packets=2 bytes=72 " +
        "[UNREPLIED] src=203.0.113.9 dst=10.0.0.5 sport=2 dport=1 packets=0 bytes=0 mark=0",
    ]);
  });

  it("let through in the other order: the one that went first stays", async () => {
    const fw = await router(
      queueAll +
        "iptables -t mangle -A FORWARD -m length --length 36 " +
        "-j CONNMARK --set-mark 1",
    );
    const [from, to] = ["10.0.0.5:1", "203.0.113.9:2"];
    await held(fw, [datagram(from, to), datagram(from, to, new Uint8Array(4))], [1, 0]);
    expect(lines(fw)[0]).toMatch(/ mark=0$/);
  });
});

describe("two first packets that NAT sends to different servers", () => {
  const nat =
    "iptables -t nat -A PREROUTING -p udp -m length --length 36 -j DNAT --to 203.0.113.3\n" +
    "iptables -t nat -A PREROUTING -p udp -j DNAT --to 203.0.113.4\n";

  it("both pass; the second's connection is for its answer, and for a second", async () => {
    const fw = await router(queueAll + nat);
    const [from, to] = ["10.0.0.5:1", "203.0.113.9:2"];
    const [, second] = await held(fw, [datagram(from, to), datagram(from, to, new Uint8Array(4))]);
    expect(second!.verdict).toBe("ACCEPT");
    expect(lines(fw)).toHaveLength(1);
    expect(lines(fw)[0]).toContain("src=203.0.113.3 dst=10.0.0.5");
    expect(count(fw)).toBe(2);
    fw.queue(0, () => "ACCEPT");
    const answer = datagram("203.0.113.4:2", "10.0.0.5:1");
    expect(send(fw, answer, 0.5)).toMatchObject({ state: "ESTABLISHED", verdict: "ACCEPT" });
    expect(send(fw, answer, 1.1)).toMatchObject({ state: "NEW" });
  });

  it("nobody is told that the second's connection is new, but of what becomes of it", async () => {
    const fw = await router(
      `${queueAll}${nat}iptables -t mangle -A FORWARD -j CONNMARK --set-mark 5`,
    );
    const told: string[] = [];
    fw.events((event) => told.push(eventLine(event, new Set(["extended"]))));
    const [from, to] = ["10.0.0.5:1", "203.0.113.9:2"];
    await held(fw, [datagram(from, to), datagram(from, to, new Uint8Array(4))]);
    fw.queue(0, () => "ACCEPT");
    await send(fw, datagram("203.0.113.4:2", "10.0.0.5:1"), 0.5).pending;
    const original = "src=10.0.0.5 dst=203.0.113.9 sport=1 dport=2";
    const answers = "src=203.0.113.4 dst=10.0.0.5 sport=2 dport=1 mark=5";
    expect(told.map((line) => line.trimEnd().replace(/ +/g, " ").trim())).toEqual([
      `[NEW] ipv4 2 udp 17 30 ${original} [UNREPLIED] src=203.0.113.3 dst=10.0.0.5 sport=2 dport=1 mark=5`,
      `[UPDATE] ipv4 2 udp 17 1 ${original} [UNREPLIED] ${answers}`,
      `[UPDATE] ipv4 2 udp 17 0 ${original} ${answers}`,
    ]);
  });
});

it("what a queue drops is forgotten", async () => {
  const fw = await router(queueAll);
  const release: ((answer: QueueAnswer) => void)[] = [];
  fw.queue(0, () => new Promise((resolve) => release.push(resolve)));
  const waiting = [1, 2, 3].map((port) => send(fw, datagram(`10.0.0.5:${port}`, "203.0.113.9:2")));
  expect(count(fw)).toBe(3);
  for (const answer of release) answer("DROP");
  for (const result of waiting) expect((await result.pending)!.verdict).toBe("DROP");
  expect(count(fw)).toBe(0);
});

describe("connections whose directions are in different zones", () => {
  const zoned =
    "sysctl -w net.netfilter.nf_conntrack_acct=1\n" +
    "ip link set eth2 up\nip addr add 10.0.1.1/24 dev eth2\n" +
    "iptables -t raw -A PREROUTING -i eth0 -j CT --zone-reply 1\n" +
    "iptables -A FORWARD -i eth1 -p udp --sport 1:1000 -j CONNMARK --set-mark 1\n" +
    "iptables -A FORWARD -i eth0 -p udp --dport 1001:2000 -j CONNMARK --set-mark 2\n";
  const ports = Array.from({ length: 3000 }, (_, i) => i + 1);
  const asked = (port: number) => datagram(`10.0.0.5:${port}`, "203.0.113.9:53");
  const begun = (port: number) => datagram("203.0.113.9:53", `10.0.0.5:${port}`);
  /** Whose the answer is that comes by eth2, where no rule speaks of zones. */
  const owner = (fw: Firewall, port: number): string | null => {
    const place = { in: "eth2", direction: "in", linkType: 101 } as const;
    const { state, emits } = fw.process(begun(port), place);
    expect(emits).toHaveLength(1);
    return state;
  };

  it("a packet belongs to the newest, whichever of the others went", async () => {
    const fw = await router(zoned);
    for (const port of ports) send(fw, asked(port));
    for (const port of ports) send(fw, begun(port));
    expect(count(fw)).toBe(6000);
    fw.runConntrack("-D -m 1");
    fw.runConntrack("-D -m 2");
    expect(count(fw)).toBe(4000);
    // the newer one began from outside and is new still; the older one is answered
    for (const port of ports) {
      expect(owner(fw, port)).toBe(port > 1000 && port <= 2000 ? "ESTABLISHED" : "NEW");
    }
    expect(count(fw)).toBe(4000);
  });
});

describe("two first packets in a queue, the shorter in a zone", () => {
  const short = (words: string) =>
    `iptables -t raw -A PREROUTING -m length --length 36 -j CT ${words}\n`;
  const other = (words: string) =>
    `iptables -t raw -A PREROUTING -m length --length 40 -j CT ${words}\n`;
  const both = short("--zone-orig 1") + other("--zone-reply 1");
  const nat = "iptables -t nat -A POSTROUTING -s 1.1.1.1 -j ACCEPT\n";
  const long = new Uint8Array(12);
  const [client, server] = ["10.0.0.5:1", "203.0.113.9:2"];
  const pairs = [
    [datagram(client, server), datagram(client, server, long)],
    [datagram("10.0.0.5:3", server, long), datagram("10.0.0.5:3", server)],
    [datagram("10.0.0.5:5", server), datagram(server, "10.0.0.5:5", long)],
    [datagram("10.0.0.5:7", server, long), datagram(server, "10.0.0.5:7")],
  ];

  // the second of a flow: shorter first, longer first, and then from the other end; what conntrack counted; how
  // many connections there are, and how many of them are shown
  it.each([
    ["both ways", short("--zone 1"), "AAAA", {}, 8, 8],
    ["one way", short("--zone-orig 1"), "DDAA", { failed: 2, resolved: 1 }, 6, 5],
    ["for answers", short("--zone-reply 1"), "AADA", { failed: 1, resolved: 2 }, 7, 5],
    ["one way, the longer for answers", both, "AAAA", {}, 8, 8],
    ["both ways, with NAT", nat + short("--zone 1"), "AAAA", {}, 8, 8],
    ["one way, with NAT", nat + short("--zone-orig 1"), "AAAA", { found: 4, resolved: 1 }, 8, 7],
    [
      "for answers, with NAT",
      nat + short("--zone-reply 1"),
      "AADA",
      { found: 1, failed: 1, resolved: 2 },
      7,
      5,
    ],
    ["one way, the longer for answers, with NAT", nat + both, "AAAA", {}, 8, 8],
  ])("%s", async (_, setup, fates, counted, there, shown) => {
    const fw = await router(queueAll + setup);
    let seen = "";
    for (const pair of pairs) seen += (await held(fw, pair))[1]!.verdict[0];
    expect(seen).toBe(fates);
    const { found, insertFailed, drop, clashResolve } = fw.conntrackStats();
    expect({ found, failed: insertFailed, drop, resolved: clashResolve }).toEqual({
      found: 0,
      failed: 0,
      resolved: 0,
      ...counted,
      drop: insertFailed,
    });
    expect(count(fw)).toBe(there);
    expect(lines(fw)).toHaveLength(shown);
  });
});
