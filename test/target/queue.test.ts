/** NFQUEUE: which queue a packet meets, and what happens where nobody handles it. */
import { describe, expect, test } from "vitest";
import { Firewall } from "../../src/engine/firewall.js";
import { parseSetup } from "../../src/setup/setup.js";
import { ip, PROTOCOL, udp } from "../support/packets.js";

/** A firewall with rules of raw PREROUTING. */
function firewall(rules: string, seed = 1n): Promise<Firewall> {
  const text = rules
    .trim()
    .split("\n")
    .map((rule) => `iptables -t raw -A PREROUTING ${rule}`)
    .join("\n");
  return Firewall.create(parseSetup(`ip link set eth0 up\n${text}`).setup, seed);
}

function datagram(source: string, destination: string): Uint8Array {
  return ip(source, destination, PROTOCOL.udp, udp(source, destination, 1000, 53));
}

/** The number of the queue that each packet met, -1 = none. */
async function queues(rules: string, packets: Uint8Array[], handled: number[], seed?: bigint) {
  const fw = await firewall(rules, seed);
  const met: number[] = [];
  for (const number of handled) {
    fw.queue(number, () => {
      met[met.length - 1] = number;
      return "DROP";
    });
  }
  for (const frame of packets) {
    met.push(-1);
    fw.process(frame, { in: "eth0", direction: "in", linkType: 101 });
  }
  return met;
}

const one = [datagram("192.0.2.1", "198.51.100.1")];
const flows = Array.from({ length: 400 }, (_, i) =>
  datagram(`10.0.${i >> 8}.${i & 255}`, "10.9.9.9"),
);
const replies = Array.from({ length: 400 }, (_, i) =>
  datagram("10.9.9.9", `10.0.${i >> 8}.${i & 255}`),
);

describe("NFQUEUE", () => {
  test.each([
    ["-j NFQUEUE", 0],
    ["-j NFQUEUE --queue-num 7", 7],
    ["-j NFQUEUE --queue-num 65535", 65535],
    ["-j NFQUEUE --queue-balance 4:9 --queue-cpu-fanout", 4],
    ["-j QUEUE", 0],
  ])("%s meets queue %i", async (rule, number) => {
    expect(await queues(rule, one, [0, 4, 7, 65535])).toEqual([number]);
  });

  test("queues share hosts evenly", async () => {
    const met = await queues("-j NFQUEUE --queue-balance 3:6", flows, [3, 4, 5, 6]);
    for (const number of [3, 4, 5, 6]) {
      const share = met.filter((n) => n === number).length;
      expect(share).toBeGreaterThan(60);
      expect(share).toBeLessThan(140);
    }
  });

  test("both directions meet the same queue, with every seed anew", async () => {
    const rule = "-j NFQUEUE --queue-balance 0:7";
    const numbers = [0, 1, 2, 3, 4, 5, 6, 7];
    const met = await queues(rule, flows, numbers, 5n);
    expect(await queues(rule, replies, numbers, 5n)).toEqual(met);
    expect(await queues(rule, flows, numbers, 5n)).toEqual(met);
    expect(await queues(rule, flows, numbers, 6n)).not.toEqual(met);
  });

  test.each([
    ["without a handler the packet is dropped", "-j NFQUEUE --queue-num 1", "DROP"],
    ["... but for --queue-bypass", "-j NFQUEUE --queue-num 1 --queue-bypass", "on"],
    ["... of the queue it met", "-j NFQUEUE --queue-balance 1:4 --queue-bypass", "on"],
  ])("%s", async (_, rule, fate) => {
    const fw = await firewall(rule);
    let passed = false;
    fw.hook({ family: "ipv4", hook: "PREROUTING", priority: 0 }, () => {
      passed = true;
      return "DROP";
    });
    fw.process(one[0]!, { in: "eth0", direction: "in", linkType: 101 });
    expect(passed ? "on" : "DROP").toBe(fate);
  });
});
