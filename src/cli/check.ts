/** `sluice check`: reads setups to their end and tells every mistake. */
import type { SetupError } from "../setup/error.js";
import { checkSetup } from "../setup/setup.js";
import type { Setup } from "../setup/model.js";
import { type Option, readArguments } from "./arguments.js";
import { ExitCode, UsageError } from "./errors.js";
import { Output } from "./output.js";
import { readSetupFile, readText, setupOptions } from "./session.js";

export const checkOptions: readonly Option[] = [
  ...setupOptions,
  { name: "quiet", short: "q", help: "mistakes only" },
];

/** Runs the command. */
export async function check(words: readonly string[]): Promise<void> {
  const args = readArguments(words, checkOptions);
  const paths = [...args.all("setup"), ...args.positionals];
  if (paths.length === 0) throw new UsageError("no setup was named", "sluice check FILE");
  const errors: SetupError[] = [];
  const printed: string[] = [];
  let setup: Setup | undefined;
  let warnings = 0;
  for (const path of paths) {
    const parsed = checkSetup(readText(path), {
      file: path === "-" ? "standard input" : path,
      readFile: readSetupFile,
      ...(setup === undefined ? {} : { base: setup }),
    });
    setup = parsed.setup;
    errors.push(...parsed.errors);
    printed.push(...parsed.outputs.map((output) => output.text));
    warnings += parsed.warnings.length;
    for (const { position: p, message } of parsed.warnings) {
      process.stderr.write(`${p.file}:${p.line}:${p.column}: warning: ${message}\n`);
    }
  }
  for (const error of errors) process.stderr.write(`${error.format()}\n`);
  if (!args.flag("quiet")) {
    const out = Output.open("-");
    // what the setup's own commands print: iptables -L, -S, iptables-save, sysctl
    for (const text of printed) out.text(text.endsWith("\n") ? text : `${text}\n`);
    out.text(verdict(setup!, errors.length, warnings));
    out.close();
  }
  if (errors.length > 0) process.exitCode = ExitCode.usage;
}

function verdict(setup: Setup, errors: number, warnings: number): string {
  const rules = [setup.rulesets.ipv4, setup.rulesets.ipv6].map((ruleset) => {
    let count = 0;
    for (const table of ruleset.tables.values()) {
      for (const chain of table.chains.values()) count += chain.rules.length;
    }
    return count;
  });
  const { interfaces, addresses, routes } = setup.network;
  const plural = (n: number, word: string) => `${n} ${word}${n === 1 ? "" : "s"}`;
  const found =
    errors === 0 && warnings === 0
      ? "no mistakes"
      : `${plural(errors, "mistake")}, ${plural(warnings, "warning")}`;
  return (
    `${found}: ${rules[0]} IPv4 rules, ${rules[1]} IPv6 rules, ` +
    `${plural(interfaces.size, "interface")}, ${addresses.length} addresses, ` +
    `${routes.length} routes\n`
  );
}
