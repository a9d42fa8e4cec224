// Two replays held against each other: by what others see of packets, not by the rule that decided.
import { describe, expect, test } from "vitest";
import { Fates } from "../../src/cost/fates.js";
import { Firewall } from "../../src/engine/firewall.js";
import { parseSetup } from "../../src/setup/setup.js";
import { ip4, udp } from "../support/packets.js";

const HOST = "ip addr add 10.0.0.1/24 dev a\nip link set a up\n";

async function results(rules: string, ports: readonly number[]) {
  using firewall = await Firewall.create(parseSetup(HOST + rules).setup);
  return ports.map((port) => {
    const packet = ip4("10.0.0.5", "10.0.0.1", 17, udp("10.0.0.5", "10.0.0.1", 9, port));
    const {
      pending: _,
      why: __,
      cause: ___,
      ...result
    } = firewall.process(packet, {
      in: "a",
      direction: "in",
      linkType: 101,
    });
    return { ...result, cause: 0 };
  });
}

async function differing(before: string, after: string) {
  const ports = [1, 2, 3];
  const fates = new Fates();
  for (const result of await results(before, ports)) fates.add(result);
  const comparison = fates.compare();
  for (const result of await results(after, ports)) comparison.add(result, 2);
  return { count: comparison.differing, told: comparison.differences };
}

const drop = (port: number) => `iptables -A INPUT -p udp --dport ${port} -j DROP\n`;

describe("two replays", () => {
  test.each([
    ["the same", drop(1), drop(1), 0, []],
    ["another rule decides, the same way", drop(1) + drop(2), drop(2) + drop(1), 0, []],
    [
      "other packets dropped",
      drop(1),
      drop(2),
      2,
      [
        { n: 1, before: "DROP", after: "ACCEPT to local" },
        { n: 2, before: "ACCEPT to local", after: "DROP" },
      ],
    ],
    [
      "only the mark",
      "",
      "iptables -t mangle -A INPUT -p udp --dport 3 -j MARK --set-mark 1\n",
      1,
      [
        {
          n: 3,
          before: "ACCEPT to local",
          after: "ACCEPT to local, with another mark, other bytes or log lines",
        },
      ],
    ],
  ])("%s", async (_, before, after, count, told) => {
    expect(await differing(before, after)).toEqual({ count, told });
  });
});
