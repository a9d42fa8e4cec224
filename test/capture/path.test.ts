// A way that every packet takes: hooks run, nothing between them does.
import { describe, expect, test } from "vitest";
import { BytesInput } from "../../src/capture/input.js";
import { CaptureReader, type Path } from "../../src/capture/reader.js";
import { Firewall } from "../../src/engine/firewall.js";
import type { PacketResult } from "../../src/engine/results.js";
import { parseSetup } from "../../src/setup/setup.js";
import { ip4, udp } from "../support/packets.js";
import { pcap } from "./build.js";

const RULES = `
iptables -t mangle -A OUTPUT -p udp --dport 7 -j MARK --set-mark 7
iptables -A INPUT -i a -p udp --dport 1 -j DROP
iptables -A FORWARD -i a -o b -p udp --dport 2 -j DROP
iptables -A OUTPUT -o b -p udp --dport 3 -j DROP
iptables -t nat -A POSTROUTING -o b -p udp --dport 4 -j SNAT --to-source 192.0.2.99
`;

const datagram = (port: number) => udp("10.0.0.5", "203.0.113.9", 1000 + port, port);

async function take(path: Path): Promise<PacketResult[]> {
  const firewall = await Firewall.create(parseSetup(RULES).setup);
  const records = [1, 2, 3, 4, 7].map((port) => ({
    seconds: port,
    fraction: 0,
    // one hop left, to a network without a route: no matter on a given way
    bytes: ip4("10.0.0.5", "203.0.113.9", 17, datagram(port), { ttl: 1 }),
  }));
  const input = new BytesInput("ways", pcap(records, { linkType: 101 }));
  const reader = new CaptureReader(firewall, [input]);
  reader.takePath(path);
  const results: PacketResult[] = [];
  await reader.run({ bytes: true }, (cursor) => {
    if (cursor.isPacket) results.push(cursor.result);
  });
  return results;
}

describe("--path", () => {
  test.each([
    [{ kind: "forward", in: "a", out: "b" }, 1, "wire", "a", "b", "in"],
    [{ kind: "input", in: "a", out: null }, 0, "local", "a", null, "in"],
    [{ kind: "output", in: null, out: "b" }, 2, "wire", null, "b", "out"],
  ] as const)("%o", async (path, dropped, at, into, out, direction) => {
    const results = await take(path);
    results.forEach((result, i) => {
      expect(result.verdict).toBe(i === dropped ? "DROP" : "ACCEPT");
      expect(result.direction).toBe(direction);
      expect(result.interface).toBe(path.kind === "output" ? "b" : "a");
      for (const emit of result.emits)
        expect([emit.at, emit.in, emit.out]).toEqual([at, into, out]);
    });
    const translated = path.kind !== "input";
    const source = results[3]!.emits[0]!.packet.subarray(12, 16);
    expect([...source]).toEqual(translated ? [192, 0, 2, 99] : [10, 0, 0, 5]);
    expect(results[4]!.mark).toBe(path.kind === "output" ? 7 : 0);
    expect(results[0]!.emits[0]?.packet[8] ?? 1).toBe(1);
  });
});
