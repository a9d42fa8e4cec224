/** Whether packets can be shared among threads by the addresses that they are between. */
import type { RuleRef } from "../engine/image.js";
import type { Setup } from "../setup/model.js";
import { ruleName } from "../report/cause.js";
import { WideReason } from "../generated/abi.js";

/** Why a setup's packets cannot be shared; null when they can. */
export function whyNotShared(setup: Setup, rules: readonly RuleRef[]): string | null {
  for (const rule of rules) {
    const name = wideIn(rule);
    if (name === null) continue;
    const { file, line } = rule.rule.position;
    return `${name} in rule ${ruleName(rule)} (${file}:${line}) concerns all connections together`;
  }
  for (const [, set] of setup.sets.all()) {
    if (set.parameters.counters) return `set ${set.name} counts packets of all connections`;
  }
  if (setup.conntrack.length > 0) return "the setup makes connections of its own";
  return null;
}

/** The match or target of a rule that concerns more than a connection; null = none. */
function wideIn({ rule }: RuleRef): string | null {
  for (const { extension, info } of rule.matches) {
    if (extension.wide?.(info)) return `-m ${extension.name}`;
  }
  const { target } = rule;
  if (target.kind !== "extension") return null;
  return target.extension.wide?.(target.info) ? `-j ${target.extension.name}` : null;
}

/** What came up on the way, in words. */
export const wideReasons: Readonly<Record<WideReason, string>> = {
  [WideReason.NONE]: "",
  [WideReason.ANSWER]:
    "the host makes a packet of its own, whose number and rate all connections share",
  [WideReason.FRAGMENT]: "fragments of all connections share memory and numbers",
};
