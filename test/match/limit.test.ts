import { describe, expect, test } from "vitest";
import { createFirewall } from "../../src/index.js";
import { ethernet, ip, PROTOCOL, udp } from "../support/packets.js";

const START = 1_700_000_000_000n;
const packet = ip("192.0.2.1", "192.0.2.2", PROTOCOL.udp, udp("192.0.2.1", "192.0.2.2", 1, 2));

/**
 * When packets come (milliseconds from the first) and which of them match. A tick is 4 ms and brings
 * 128 credits; a packet a second costs 32000 of them (xt_limit with HZ=250).
 */
const cases: [what: string, options: string, packets: [at: number, matches: boolean][]][] = [
  [
    "a burst, then one a second",
    "--limit 1/sec --limit-burst 2",
    [
      [0, true],
      [0, true],
      [0, false],
      [996, false],
      [1000, true],
      [1004, false],
      [4000, true],
      [4000, true],
      [4000, false],
    ],
  ],
  [
    "the default: three an hour, five at once",
    "",
    [
      [0, true],
      [0, true],
      [0, true],
      [0, true],
      [0, true],
      [0, false],
      [1_199_996, false],
      [1_200_000, true],
      [1_200_000, false],
    ],
  ],
  [
    "a rate that is no whole number of ticks: 274284 credits, 2142.8 ticks",
    "--limit 7/min --limit-burst 1",
    [
      [0, true],
      [8568, false],
      [8572, true],
      [17140, false],
      [17144, true],
    ],
  ],
  [
    "the highest rate: a packet costs 3 credits of 16",
    "--limit 10000/sec",
    [
      [0, true],
      [0, true],
      [0, true],
      [0, true],
      [0, true],
      [3, false],
      [4, true],
    ],
  ],
  [
    "after 2^25 ticks without a packet the credits gained wrap to none, as the kernel's do",
    "--limit 1/sec --limit-burst 1",
    [
      [0, true],
      [134_217_728, false],
      [134_218_724, false],
      [134_218_728, true],
    ],
  ],
];

const frame = (bytes: Uint8Array) =>
  ethernet(bytes, Uint8Array.of(2, 0, 0, 0, 0, 1), Uint8Array.of(2, 0, 0, 0, 0, 0xfe));

describe("limit", () => {
  test.each(cases)("%s", async (_what, options, packets) => {
    const firewall = await createFirewall({
      setup: `ip link set eth0 up\niptables -t raw -A PREROUTING -m limit ${options} -j DROP\n`,
    });
    const frames = packets.map(([at]) => ({
      frame: frame(packet),
      in: "eth0",
      direction: "in" as const,
      time: (START + BigInt(at)) * 1_000_000n,
    }));
    const matched = firewall.processBatch(frames).map((result) => result.rule !== null);
    expect(matched).toEqual(packets.map(([, matches]) => matches));
  });

  test("a rule that was read anew starts with a full bucket", async () => {
    const rule = "iptables -t raw -A PREROUTING -m limit --limit 1/hour --limit-burst 1 -j DROP";
    const firewall = await createFirewall({ setup: `ip link set eth0 up\n${rule}\n` });
    const send = () =>
      firewall.process(frame(packet), { in: "eth0", time: START * 1_000_000n, direction: "in" });
    expect([send(), send()].map((r) => r.rule !== null)).toEqual([true, false]);
    firewall.replace(`iptables -t raw -F\n${rule}\n`);
    expect(send().rule).not.toBeNull();
  });
});
