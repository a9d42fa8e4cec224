// Loading rulesets: from text to a firewall that is ready, and the memory that it takes.
//
//   npm run bench load
import { Firewall } from "../src/engine/firewall.js";
import { parseSetup } from "../src/setup/setup.js";
import { FILTER_KINDS, filterText } from "./lib/filters.js";
import { NETWORK, restored } from "./lib/hosts.js";
import { makeRules, restoreText } from "./lib/rules.js";
import { type Case, suite } from "./lib/suite.js";

function dump(kind: string, rules: number): string {
  const filter = FILTER_KINDS.find((k) => k === kind);
  if (filter !== undefined) return filterText(filter, rules, 1);
  const made = makeRules({ rules, kind: "mixed", seed: 1 });
  return restoreText(made, { family: "ipv4", conntrack: true });
}

const cases = [1000, 10_000, 100_000].flatMap((rules) =>
  ["mixed", "acl"].map((kind): Case => {
    const text = NETWORK + restored("iptables-restore", dump(kind, rules));
    return {
      name: `${rules.toLocaleString("en")} rules, ${kind}`,
      about: { rules, kind },
      async run() {
        const before = process.cpuUsage();
        const { setup } = parseSetup(text);
        const parsed = process.cpuUsage(before);
        using firewall = await Firewall.create(setup);
        const { user, system } = process.cpuUsage(before);
        const engine = firewall.engine.exports.memory.buffer.byteLength;
        const facts = {
          "ms in all": Math.round((user + system) / 1000),
          "ms reading": Math.round((parsed.user + parsed.system) / 1000),
          "engine MB": Math.round(engine / 1e6),
          "index MB": Math.round(firewall.tableStats().indexBytes / 1e6),
          "process MB": Math.round(process.memoryUsage.rss() / 1e6),
        };
        return { packets: rules, seconds: (user + system) / 1e6, facts };
      },
    };
  }),
);
await suite("load", cases);
