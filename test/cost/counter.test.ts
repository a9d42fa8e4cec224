// Evaluations of rules, counted from the steps of packets: as the kernel walks chains.
import { describe, expect, test } from "vitest";
import { BytesInput } from "../../src/capture/input.js";
import { CaptureReader } from "../../src/capture/reader.js";
import { Firewall } from "../../src/engine/firewall.js";
import { CostCounter } from "../../src/cost/counter.js";
import { parseSetup } from "../../src/setup/setup.js";
import { ip4, udp } from "../support/packets.js";
import { pcap } from "../capture/build.js";

/** Evaluations of each rule by chain, for one packet to each port. */
async function cost(rules: string, ports: number[]): Promise<Record<string, readonly number[]>> {
  const setup = rules
    .trim()
    .split("\n")
    .map((line) => (line.trim().startsWith("-") ? `iptables ${line}` : line))
    .join("\n");
  const firewall = await Firewall.create(parseSetup(setup).setup);
  const records = ports.map((port, i) => ({
    seconds: i,
    fraction: 0,
    bytes: ip4("10.0.0.5", "10.0.0.1", 17, udp("10.0.0.5", "10.0.0.1", 9, port)),
  }));
  const input = new BytesInput("x", pcap(records, { linkType: 101 }));
  const reader = new CaptureReader(firewall, [input]);
  reader.takePath({ kind: "input", in: "a", out: null });
  const counter = new CostCounter(firewall.resultNames.chains);
  await reader.run({ steps: true }, (cursor) => {
    if (cursor.isPacket) counter.add(cursor.result);
  });
  return Object.fromEntries(
    counter.chains
      .filter((c) => c.evaluated.length > 0)
      .map((c) => [c.chain.chain.name, c.evaluated]),
  );
}

describe("evaluations", () => {
  test.each([
    [
      "a chain ends at the rule that decides",
      `-A INPUT -p udp --dport 1 -j DROP
       -A INPUT -p udp --dport 2 -j ACCEPT
       -A INPUT -p udp --dport 3`,
      [1, 2, 3, 4],
      { INPUT: [4, 3, 2] },
    ],
    [
      "a jump comes back, RETURN too",
      `-N own
       -A own -p udp --dport 1 -j RETURN
       -A own -p udp --dport 2 -j DROP
       -A INPUT -p udp -j own
       -A INPUT -p udp --dport 1 -j ACCEPT`,
      [1, 2, 3],
      { INPUT: [3, 2], own: [3, 2] },
    ],
    [
      "goto does not come back",
      `-N own
       -A own -p udp --dport 1 -j DROP
       -A INPUT -p udp --dport 1 -g own
       -A INPUT -p udp --dport 2 -g own
       -A INPUT -p tcp -j DROP`,
      [1, 2, 3],
      { INPUT: [3, 2, 1], own: [2] },
    ],
    [
      "a chain that is entered twice counts twice",
      `-N own
       -A own -p tcp -j DROP
       -A INPUT -j own
       -A INPUT -j own`,
      [1],
      { INPUT: [1, 1], own: [2] },
    ],
    [
      "targets that go on",
      `-A INPUT -j LOG
       -A INPUT -p udp --dport 2 -j LOG
       -A INPUT -p udp --dport 1 -j REJECT
       -A INPUT -j DROP`,
      [1, 2],
      { INPUT: [2, 2, 2, 1] },
    ],
  ])("%s", async (_, rules, ports, expected) => {
    expect(await cost(rules, ports)).toEqual(expected);
  });
});
