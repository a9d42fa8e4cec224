// The whole way, capture bytes to verdicts: sluice, C, and pcap-parser with plain JavaScript beside it.
//
//   npm run bench pipeline
import { capture, SMALL } from "./lib/captures.js";
import { hostLater, routerText } from "./lib/hosts.js";
import { hasNative, native } from "./lib/native.js";
import { replay } from "./lib/replay.js";
import { makeRules, type Rule } from "./lib/rules.js";
import { type Case, suite } from "./lib/suite.js";
import { yardstick } from "./lib/yardstick.js";

const RULES = [0, 10, 100, 1000, 10_000, 100_000];
/** The yardstick tries every rule: beyond this nothing is learnt from waiting for it. */
const YARDSTICK_MOST = 1000;
const NATIVE_MOST = 10_000;
const PACKETS = 1_000_000;
const FLOWS = 5000;

const files = {
  small: capture({ ...SMALL, packets: PACKETS, flows: FLOWS }),
  large: capture({ packets: PACKETS / 4, flows: FLOWS }),
  /** For those that take microseconds a packet. */
  short: capture({ ...SMALL, packets: 20_000, flows: 1000 }),
};

function cases(rules: number, conntrack: boolean): Case[] {
  const made = (): readonly Rule[] => makeRules({ rules, kind: "dport", seed: 1 });
  const setup = hostLater(() => routerText(made(), conntrack));
  const label = `${rules.toLocaleString("en")} rules, conntrack ${conntrack ? "on" : "off"}`;
  const about = (who: string, frames: string) => ({
    rules,
    conntrack: conntrack ? "on" : "off",
    who,
    frames,
  });
  const one = (who: string, frames: keyof typeof files, run: Case["run"]): Case => ({
    name: `${label}, ${frames} frames: ${who}`,
    about: about(who, frames),
    run,
  });
  const out = [
    one("sluice", "small", () => replay(files.small, setup())),
    one("sluice", "large", () => replay(files.large, setup())),
  ];
  const stage = rules === 0 ? (conntrack ? "flows" : "parse") : "rules";
  if (hasNative() && !conntrack && rules <= NATIVE_MOST) {
    const file = rules > YARDSTICK_MOST ? "short" : "small";
    out.push(one("C", file, async () => native(stage, files[file], made())));
  }
  if (hasNative() && conntrack && rules === 0) {
    out.push(one("C", "small", async () => native("flows", files.small)));
    out.push(one("C, reading only", "small", async () => native("walk", files.small)));
    out.push(one("C, reading only", "large", async () => native("walk", files.large)));
  }
  if (rules <= YARDSTICK_MOST) {
    const few = made();
    out.push(one("pcap-parser", "short", () => yardstick(files.short, few, conntrack)));
  }
  return out;
}

await suite(
  "pipeline",
  RULES.flatMap((rules) => [...cases(rules, false), ...cases(rules, true)]),
);
