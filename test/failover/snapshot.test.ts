// Snapshots that fit, and those that do not.
import { beforeAll, describe, expect, it } from "vitest";
import { createFirewall, type Firewall, SnapshotError } from "../../src/index.js";
import { crc32 } from "../../src/engine/snapshot.js";
import { datagram, seconds, send, SETUP } from "../conntrack/router.js";

const make = (more = "", options = {}): Promise<Firewall> =>
  createFirewall({ setup: SETUP + more, ...options });
let whole: Uint8Array;

beforeAll(async () => {
  using fw = await make();
  send(fw, datagram("10.0.0.5:1", "203.0.113.9:2"));
  whole = fw.snapshot();
});

/** The snapshot with other bytes in it and a checksum that fits. */
function changed(at: number, bytes: number[]): Uint8Array {
  const copy = whole.slice();
  copy.set(bytes, at);
  const end = copy.length - 4;
  new DataView(copy.buffer).setUint32(end, crc32(copy.subarray(0, end)), true);
  return copy;
}

describe("a snapshot", () => {
  it("goes over to a firewall of the same setup, whatever that one saw before", async () => {
    using fw = await make();
    send(fw, datagram("10.0.0.7:7", "203.0.113.9:7"));
    fw.restore(whole);
    expect(fw.conntrack().map((e) => e.original.source)).toEqual(["10.0.0.5"]);
    const answer = send(fw, datagram("203.0.113.9:2", "10.0.0.5:1"), 1);
    expect(answer).toMatchObject({ state: "ESTABLISHED", reply: true });
  });

  it("is the same for the same state, and taking one changes nothing", async () => {
    using fw = await make();
    send(fw, datagram("10.0.0.5:1", "203.0.113.9:2"));
    expect(fw.snapshot()).toEqual(whole);
    expect(fw.snapshot()).toEqual(whole);
  });

  it("goes over whatever was counted and asked for before", async () => {
    using first = await make("iptables -P FORWARD DROP\n");
    send(first, datagram("10.0.0.5:1", "203.0.113.9:2"));
    first.syncCounters();
    using second = await make("iptables -P FORWARD DROP\n");
    second.restore(first.snapshot());
    expect(second.save("ipv4")).toBe(first.save("ipv4"));
    expect(second.save("ipv4")).toContain(":FORWARD DROP [1:36]");
  });

  it("carries interfaces that packets brought", async () => {
    using first = await make();
    first.process(datagram("10.0.0.5:1", "203.0.113.9:2"), {
      in: "late0",
      linkType: 101,
      time: seconds(0),
    });
    using second = await make();
    second.restore(first.snapshot());
    const late = second.process(datagram("10.0.0.5:1", "203.0.113.9:2"), {
      in: "late0",
      linkType: 101,
      time: seconds(1),
    });
    expect(late.interface).toBe("late0");
    expect(second.snapshot().length).toBeGreaterThan(0);
  });

  it("goes over after rules were replaced on both sides", async () => {
    const rule = "iptables -A FORWARD -p udp -j ACCEPT";
    using first = await make();
    send(first, datagram("10.0.0.5:1", "203.0.113.9:2"));
    first.replace(rule);
    using second = await make();
    expect(() => second.restore(first.snapshot())).toThrow("another setup: IPv4 rules differ");
    second.replace(rule);
    second.restore(first.snapshot());
    expect(second.save("ipv4")).toBe(first.save("ipv4"));
    second.replace("iptables -F FORWARD");
    expect(second.conntrack()).toEqual(first.conntrack());
  });

  it.each<[string, string, object]>([
    ["interfaces differ", "ip link set eth7 up", {}],
    ["addresses, routes or policy rules differ", "ip route add 10.9.0.0/16 via 10.0.0.9", {}],
    ["kernel settings differ", "sysctl -w net.netfilter.nf_conntrack_tcp_loose=0", {}],
    ["sets differ", "ipset create s hash:ip", {}],
    ["IPv4 rules differ", "iptables -A INPUT -p tcp -j DROP", {}],
    ["IPv6 rules differ", "ip6tables -A INPUT -p tcp -j DROP", {}],
  ])("is refused where %s", async (message, setup) => {
    using fw = await make(setup);
    expect(() => fw.restore(whole)).toThrow(SnapshotError);
    expect(() => fw.restore(whole)).toThrow(message);
    expect(fw.conntrack()).toEqual([]);
  });

  it("is refused where hook functions differ", async () => {
    using fw = await make();
    fw.hook({ family: "ipv4", hook: "INPUT", priority: 5 }, () => "ACCEPT");
    expect(() => fw.restore(whole)).toThrow("hook functions differ");
  });

  it.each<[string, () => Uint8Array]>([
    ["this is no snapshot", () => new Uint8Array(0)],
    ["this is no snapshot", () => new TextEncoder().encode("sluice? no, this is a text")],
    ["cut short", () => whole.subarray(0, 20)],
    ["damaged or cut short", () => whole.subarray(0, whole.length - 1)],
    ["damaged or cut short", () => whole.subarray(0, 5000)],
    ["of format 99", () => changed(8, [99])],
    ["parts do not fit", () => changed(24, [255, 255, 255, 127])],
    ["parts do not fit", () => changed(28, [3])],
    ["blocks beyond its memory", () => changed(20, [1, 0, 0, 0])],
    ["goes on from another snapshot", () => changed(12, [1])],
  ])("is refused: %s", async (message, bytes) => {
    using fw = await make();
    expect(() => fw.restore(bytes())).toThrow(SnapshotError);
    expect(() => fw.restore(bytes())).toThrow(message);
    expect(fw.conntrack()).toEqual([]);
  });

  it("with any bit flipped is refused", async () => {
    using fw = await make();
    for (let i = 0; i < 60; i++) {
      const copy = whole.slice();
      copy[(i * 7919) % copy.length]! ^= 1 << (i & 7);
      expect(() => fw.restore(copy)).toThrow(SnapshotError);
    }
    fw.restore(whole);
  });

  it("cannot be taken while packets wait in queues", async () => {
    using fw = await make("iptables -A FORWARD -p udp -j NFQUEUE");
    let answer!: (verdict: "ACCEPT") => void;
    fw.queue(0, () => new Promise((resolve) => (answer = resolve)));
    const { pending } = send(fw, datagram("10.0.0.5:1", "203.0.113.9:2"));
    expect(() => fw.snapshot()).toThrow("packets wait in queues");
    answer("ACCEPT");
    await pending;
    expect(fw.snapshot().length).toBeGreaterThan(0);
  });
});

describe("a delta", () => {
  it("fits behind the snapshot before it only, and only while nothing happened", async () => {
    using primary = await make();
    const stream = primary.replicate();
    const base = stream.next();
    send(primary, datagram("10.0.0.5:1", "203.0.113.9:2"));
    const one = stream.next();
    send(primary, datagram("10.0.0.6:1", "203.0.113.9:2"), 1);
    const two = stream.next();
    using standby = await make();
    expect(() => standby.restore(one)).toThrow("goes on from another snapshot");
    standby.restore(base);
    expect(() => standby.restore(two)).toThrow("goes on from another snapshot");
    standby.restore(one);
    standby.restore(two);
    expect(standby.conntrack()).toEqual(primary.conntrack());
    send(primary, datagram("10.0.0.7:1", "203.0.113.9:2"), 2);
    send(standby, datagram("10.0.0.8:1", "203.0.113.9:2"), 2);
    expect(() => standby.restore(stream.next())).toThrow("this firewall has worked");
    standby.restore(primary.snapshot());
    expect(standby.conntrack()).toEqual(primary.conntrack());
  });
});
