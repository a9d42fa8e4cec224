// Rulesets shaped like real ones (bench/lib/filters.ts), with the classifier and without.
//
//   npm run bench shapes
import { capture, SMALL } from "./lib/captures.js";
import { FILTER_KINDS, filterText } from "./lib/filters.js";
import { hostLater, NETWORK, restored } from "./lib/hosts.js";
import { replay } from "./lib/replay.js";
import { type Case, suite } from "./lib/suite.js";

const RULES = [100, 1000, 10_000];
const many = capture({ ...SMALL, packets: 500_000, flows: 5000 });
const few = capture({ ...SMALL, packets: 20_000, flows: 1000 });

const cases = RULES.flatMap((rules) =>
  FILTER_KINDS.flatMap((kind): Case[] => {
    const setup = hostLater(
      () => NETWORK + restored("iptables-restore", filterText(kind, rules, 1)),
    );
    const name = `${kind} ${rules.toLocaleString("en")} rules`;
    return [
      {
        name: `${name}: sluice`,
        about: { kind, rules, who: "sluice" },
        run: () => replay(many, setup()),
      },
      {
        name: `${name}: one rule after the other`,
        about: { kind, rules, who: "linear" },
        run: () => replay(rules > 100 ? few : many, setup(), false),
      },
    ];
  }),
);
await suite("shapes", cases);
