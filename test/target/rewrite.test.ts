/**
 * Targets that rewrite headers and marks against the kernel. `rewrite.json` holds, for each rule of
 * mangle PREROUTING, packets as [header before, header after, mark after] as Linux 6.18 delivered
 * them; marks start at 0x12345678 for MARK rules, else at 0. Many have a header checksum close to
 * zero, before or after.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Firewall } from "../../src/engine/firewall.js";
import type { Family } from "../../src/extension/extension.js";
import { targetExtensions } from "../../src/generated/extensions.js";
import { drive } from "../extension/drive.js";
import { host, rule, table } from "../support/model.js";

interface Recorded {
  readonly family: 4 | 6;
  readonly rule: string;
  readonly packets: readonly (readonly [before: string, after: string, mark: number])[];
}

const recorded = JSON.parse(
  readFileSync(new URL("rewrite.json", import.meta.url), "utf8"),
) as Recorded[];

/** A UDP datagram of one byte behind an IP header. */
const UDP = "000903e900090000" + "78";

/** A firewall whose mangle PREROUTING holds the one rule. */
async function firewall(family: Family, text: string): Promise<Firewall> {
  const name = text.split(" ")[0];
  const extension = targetExtensions.find((e) => e.name === name)!;
  const answer = drive(extension, family, "mangle PREROUTING", `-j ${text}`);
  if ("refused" in answer) throw new Error(answer.refused);
  const made = {
    ...rule(""),
    target: { kind: "extension" as const, extension, info: answer.info },
  };
  const setup = host(table(family, "mangle", { PREROUTING: [made] }));
  return Firewall.create(setup);
}

describe("headers and marks after a target are the kernel's", () => {
  test.each(recorded.map((r) => [`IPv${r.family} ${r.rule}`, r] as const))(
    "%s",
    async (_, { family, rule: text, packets }) => {
      const name: Family = family === 4 ? "ipv4" : "ipv6";
      const fw = await firewall(name, text);
      const seen: [string, number][] = [];
      fw.hook({ family: name, hook: "PREROUTING", priority: 0 }, (packet) => {
        seen.push([Buffer.from(packet.bytes).toString("hex"), packet.mark]);
        return "DROP";
      });
      const mark = text.startsWith("MARK") ? 0x12345678 : 0;
      for (const [before] of packets) {
        const frame = Uint8Array.from(Buffer.from(before + UDP, "hex"));
        fw.process(frame, { in: "eth0", direction: "in", linkType: 101, mark });
      }
      expect(seen).toEqual(packets.map(([, after, m]) => [after + UDP, m]));
    },
  );
});
