/** Checks that extensions make of the rule they stand in. */
import { type CheckContext, type HookName, OptionError } from "./extension.js";

/** Refuses a rule without the option that an extension cannot do without. */
export function requireOption(given: ReadonlySet<string>, extension: string, id: string): void {
  if (!given.has(id)) throw new OptionError(`${extension}: option "--${id}" must be specified`);
}

/** Whether the kernel sees the rule, and not iptables alone: in a test of iptables-restore, -C and -D
 * what only the kernel asks does not matter. */
export function kernelAsks(c: CheckContext): boolean {
  return c.hasObject !== undefined;
}

/** Refuses a rule whose -p does not name the extension's protocol, as the kernel does. */
export function onlyProtocol(
  c: CheckContext,
  extension: string,
  protocol: number,
  what: "match" | "target" = "match",
): void {
  if (c.protocol === protocol && !c.inverted.protocol) return;
  if (!kernelAsks(c)) return;
  throw new OptionError(
    `${extension} ${what}: only valid for protocol ${protocol}`,
    `put -p ${protocolWord(protocol)} before ${what === "match" ? "-m" : "-j"} ${extension}, ` +
      `without "!"`,
  );
}

function protocolWord(protocol: number): string {
  const words: Readonly<Record<number, string>> = {
    1: "icmp",
    6: "tcp",
    17: "udp",
    50: "esp",
    51: "ah",
    58: "icmpv6",
    33: "dccp",
    108: "ipcomp",
    132: "sctp",
    135: "mh",
  };
  return words[protocol] ?? `${protocol}`;
}

/** Refuses a rule that can be reached from a hook the extension does not work at, as the kernel
 * does. */
export function onlyHooks(c: CheckContext, extension: string, allowed: readonly HookName[]): void {
  const wrong = [...c.hooks].filter((hook) => !allowed.includes(hook));
  if (wrong.length === 0) return;
  throw new OptionError(
    `${extension} match: used from hooks ${[...c.hooks].join("/")}, ` +
      `but only valid from ${allowed.join("/")}`,
    `chain ${c.chain} of table ${c.table} is reached from ${wrong.join(", ")}`,
  );
}

/** Instead of a record: no rule has an extension that the kernel refuses. */
export function noRecord(): never {
  throw new Error("an extension that the kernel refuses has no record");
}
