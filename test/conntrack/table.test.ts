import { describe, expect, it } from "vitest";
import { ip, PROTOCOL, udp } from "../support/packets.js";
import { count, datagram, firstOf, lines, router, send } from "./router.js";

const answer = (port: number) => datagram(`203.0.113.9:53`, `10.0.0.5:${port}`);
const query = (port: number) => datagram(`10.0.0.5:${port}`, `203.0.113.9:53`);

describe("the life of a connection", () => {
  it("enters the table when its packet was let through", async () => {
    const fw = await router();
    expect(send(fw, query(1)).state).toBe("NEW");
    expect(lines(fw)).toEqual([
      "ipv4     2 udp      17 30 src=10.0.0.5 dst=203.0.113.9 sport=1 dport=53 [UNREPLIED] " +
        "src=203.0.113.9 dst=10.0.0.5 sport=53 dport=1 mark=0",
    ]);
    expect(send(fw, answer(1)).state).toBe("ESTABLISHED");
    expect(lines(fw)).toEqual([
      "ipv4     2 udp      17 30 src=10.0.0.5 dst=203.0.113.9 sport=1 dport=53 " +
        "src=203.0.113.9 dst=10.0.0.5 sport=53 dport=1 mark=0",
    ]);
  });

  it.each([
    ["DROP", "iptables -A FORWARD -p udp -j DROP"],
    ["REJECT", "iptables -A FORWARD -p udp -j REJECT"],
    ["a queue that nobody handles", "iptables -A FORWARD -p udp -j NFQUEUE"],
    ["a policy", "iptables -P FORWARD DROP"],
    ["a missing route", "ip route del default"],
  ])("is gone when its packet was stopped by %s", async (_, rule) => {
    const fw = await router(rule);
    for (let port = 1; port <= 100; port++) expect(send(fw, query(port)).state).toBe("NEW");
    expect(send(fw, query(1)).state).toBe("NEW");
    expect(count(fw)).toBe(0);
    expect(lines(fw)).toEqual([]);
  });

  it("is over when its time is", async () => {
    const fw = await router();
    send(fw, query(1), 0);
    expect(send(fw, query(1), 29.99).state).toBe("NEW");
    expect(send(fw, answer(1), 59.98).state).toBe("ESTABLISHED");
    expect(send(fw, answer(1), 89.99).state).toBe("NEW");
  });

  it("is freed though nobody asks for it any more", async () => {
    const fw = await router();
    for (let port = 1; port <= 3000; port++) send(fw, query(port), port / 1000);
    expect(count(fw)).toBe(3000);
    for (let i = 0; i < 200; i++) send(fw, query(60000), 40 + i / 10);
    expect(count(fw)).toBe(1);
    expect(fw.conntrackStats().expired).toBe(3000);
  });

  it("ends when the table is flushed", async () => {
    const fw = await router();
    for (let port = 1; port <= 2000; port++) send(fw, query(port));
    fw.flushConntrack();
    expect(count(fw)).toBe(0);
    expect(send(fw, answer(1)).state).toBe("NEW");
    expect(count(fw)).toBe(1);
  });
});

describe("a full table", () => {
  const limit = "sysctl -w net.netfilter.nf_conntrack_max=4\n";

  it("drops an early connection that is not assured", async () => {
    const fw = await router(limit + "sysctl -w net.netfilter.nf_conntrack_buckets=1024");
    for (let port = 1; port <= 200; port++) send(fw, query(port));
    const { earlyDrop, drop } = fw.conntrackStats();
    // which bucket a connection is in is chance: most newcomers find no neighbour to drop
    expect(earlyDrop + drop).toBe(196);
    expect(count(fw)).toBe(4);
  });

  it("makes room where time is over first", async () => {
    const fw = await router(limit);
    for (let port = 1; port <= 4; port++) send(fw, query(port));
    expect(send(fw, query(5), 31).verdict).toBe("ACCEPT");
    expect(fw.conntrackStats()).toMatchObject({ earlyDrop: 0, drop: 0 });
  });

  it("drops the packet when nothing may go", async () => {
    const fw = await router(limit);
    for (let port = 1; port <= 4; port++) send(fw, query(port));
    const refused = [];
    for (let port = 5; port <= 100; port++) refused.push(send(fw, query(port)));
    const full = refused.filter((r) => r.cause === "conntrack-full");
    expect(full.length).toBe(fw.conntrackStats().drop);
    expect(full.every((r) => r.verdict === "DROP" && r.hook === "PREROUTING")).toBe(true);
  });

  it("has no limit when nf_conntrack_max is 0", async () => {
    const fw = await router("sysctl -w net.netfilter.nf_conntrack_max=0");
    for (let port = 1; port <= 2000; port++) send(fw, query(port));
    expect(count(fw)).toBe(2000);
  });
});

describe("what is kept of a connection", () => {
  it("counters, when nf_conntrack_acct was on when it began", async () => {
    const fw = await router("sysctl -w net.netfilter.nf_conntrack_acct=1");
    send(fw, query(1));
    send(fw, answer(1));
    send(fw, query(1));
    expect(lines(fw)).toEqual([
      "ipv4     2 udp      17 30 src=10.0.0.5 dst=203.0.113.9 sport=1 dport=53 packets=2 bytes=72 " +
        "src=203.0.113.9 dst=10.0.0.5 sport=53 dport=1 packets=1 bytes=36 mark=0",
    ]);
  });

  it("its age, when nf_conntrack_timestamp was on", async () => {
    const fw = await router("sysctl -w net.netfilter.nf_conntrack_timestamp=1");
    send(fw, query(1), 0.9);
    send(fw, query(1), 8.2);
    expect(lines(fw)[0]).toMatch(/ mark=0 delta-time=8$/);
  });

  it("lists are in order of family, protocol, addresses, ports", async () => {
    const fw = await router();
    const six = (port: number) => {
      const [s, d] = ["2001:db8:1::5", "2001:db8:9::9"];
      return ip(s, d, PROTOCOL.udp, udp(s, d, port, 53));
    };
    send(fw, six(1));
    for (const port of [258, 3, 1]) send(fw, query(port));
    send(fw, firstOf("tcp"));
    const order = fw.conntrack().map((e) => `${e.family} ${e.protocol} ${e.original.sourcePort}`);
    expect(order).toEqual(["ipv4 6 1", "ipv4 17 1", "ipv4 17 3", "ipv4 17 258", "ipv6 17 1"]);
  });
});
