import { describe, expect, it } from "vitest";
import { Firewall } from "../../src/engine/firewall.js";
import { host, rule, table } from "../support/model.js";
import { ip, PROTOCOL, udp } from "../support/packets.js";

const address = (text: string) => Uint8Array.from(text.split(".").map(Number));
const from = (text: string, bits = 32) => ({
  source: address(text),
  sourceMask: address(bits === 32 ? "255.255.255.255" : "255.255.255.0"),
});

const packetFrom = (source: string) =>
  ip(source, "198.51.100.1", PROTOCOL.udp, udp(source, "198.51.100.1", 1000, 53));

/** [what, chains of table raw, rules that match in order as "chain:number", deciding rule or policy] */
const cases: [string, Parameters<typeof table>[2], string[], string][] = [
  ["an empty chain is its policy", { PREROUTING: [] }, ["PREROUTING:policy:1"], "policy"],
  [
    "a rule without a target counts and goes on",
    { PREROUTING: [rule(""), rule("DROP")] },
    ["PREROUTING:rule:1", "PREROUTING:rule:2"],
    "PREROUTING:2",
  ],
  [
    "addresses: a rule for another source is passed over",
    { PREROUTING: [rule("DROP", from("192.0.2.9")), rule("DROP", from("192.0.2.0", 24))] },
    ["PREROUTING:rule:2"],
    "PREROUTING:2",
  ],
  [
    "a jump comes back behind the end of the chain",
    { PREROUTING: [rule("one"), rule("DROP")], one: [rule("")] },
    ["PREROUTING:rule:1", "one:rule:1", "one:return:2", "PREROUTING:rule:2"],
    "PREROUTING:2",
  ],
  [
    "RETURN comes back at once",
    { PREROUTING: [rule("one"), rule("DROP")], one: [rule("RETURN"), rule("ACCEPT")] },
    ["PREROUTING:rule:1", "one:rule:1", "PREROUTING:rule:2"],
    "PREROUTING:2",
  ],
  [
    "RETURN in a built-in chain is the policy",
    { PREROUTING: [rule("RETURN"), rule("DROP")] },
    ["PREROUTING:rule:1", "PREROUTING:policy:3"],
    "policy",
  ],
  [
    "goto does not come back to where it left",
    { PREROUTING: [rule("one"), rule("DROP")], one: [rule("goto two"), rule("DROP")], two: [] },
    ["PREROUTING:rule:1", "one:rule:1", "two:return:1", "PREROUTING:rule:2"],
    "PREROUTING:2",
  ],
  [
    "goto from a built-in chain ends in the policy",
    { PREROUTING: [rule("goto one"), rule("DROP")], one: [rule("")] },
    ["PREROUTING:rule:1", "one:rule:1", "one:return:2", "PREROUTING:policy:3"],
    "policy",
  ],
  [
    "jumps nest",
    {
      PREROUTING: [rule("one"), rule("DROP")],
      one: [rule("two"), rule("")],
      two: [rule("three"), rule("")],
      three: [rule("")],
    },
    [
      "PREROUTING:rule:1",
      "one:rule:1",
      "two:rule:1",
      "three:rule:1",
      "three:return:2",
      "two:rule:2",
      "two:return:3",
      "one:rule:2",
      "one:return:3",
      "PREROUTING:rule:2",
    ],
    "PREROUTING:2",
  ],
  [
    "an interface pattern",
    {
      PREROUTING: [
        rule("DROP", { inInterface: "eth1" }),
        rule("DROP", { inInterface: "eth" }),
        rule("", { inInterface: "e+" }),
        rule("DROP", { inInterface: "eth0" }),
      ],
    },
    ["PREROUTING:rule:3", "PREROUTING:rule:4"],
    "PREROUTING:4",
  ],
];

describe("the walk through a table's chains", () => {
  it.each(cases)("%s", async (_what, chains, steps, decision) => {
    const setup = host(table("ipv4", "raw", chains));
    using firewall = await Firewall.create(setup, 0n, { steps: true });
    const packet = packetFrom("192.0.2.1");
    const result = firewall.process(packet, { in: "eth0", linkType: 101 });
    expect(result.steps.map((s) => `${s.chain}:${s.step}:${s.number}`)).toEqual(steps);
    if (decision !== "policy") {
      expect(result.verdict).toBe("DROP");
      expect(`${result.rule?.chain}:${result.rule?.number}`).toBe(decision);
    }
  });

  it("counts packets and bytes of rules and policies", async () => {
    const setup = host(
      table("ipv4", "raw", {
        PREROUTING: [rule("", from("192.0.2.1")), rule("DROP", from("192.0.2.2"))],
      }),
    );
    using firewall = await Firewall.create(setup);
    const one = packetFrom("192.0.2.1");
    const two = packetFrom("192.0.2.2");
    for (const p of [one, two, one]) firewall.process(p, { in: "eth0", linkType: 101 });
    firewall.syncCounters();
    const chain = setup.rulesets.ipv4.tables.get("raw")!.chains.get("PREROUTING")!;
    expect(chain.rules.map((r) => r.counters)).toEqual([
      { packets: 2n, bytes: BigInt(2 * one.length) },
      { packets: 1n, bytes: BigInt(two.length) },
    ]);
    expect(chain.counters).toEqual({ packets: 2n, bytes: BigInt(2 * one.length) });
  });
});
