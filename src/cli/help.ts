/** What `sluice help` and `sluice COMMAND --help` print, on 80 columns. */
import type { Option } from "./arguments.js";
import type { Command } from "./commands.js";
import { version } from "./version.js";

const EXIT_CODES = `Exit codes
  0   done
  1   a difference, or an expectation that did not hold
  2   a mistake in the command line or the setup; a file that cannot be opened,
      read or written
  3   a damaged capture: everything before the damage was processed and written
  70  a bug in sluice
`;

/** The overview. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((c) => c.name.length), 7) + 2;
  let text = `sluice ${version}: netfilter outside the kernel\n\nCommands\n`;
  for (const { name, help } of commands) text += `  ${name.padEnd(width)}${help}\n`;
  text += `  ${"version".padEnd(width)}print the version\n`;
  text += `  ${"help".padEnd(width)}this text; sluice help COMMAND for a command's options\n`;
  text += "\nA capture is a pcap or pcapng file, gzip or not, or - for standard input.\n";
  text += "A setup is a script of ip, iptables, ip6tables, sysctl commands, or a dump.\n";
  return `${text}\n${EXIT_CODES}`;
}

function optionHead({ name, short, value }: Option): string {
  const head = short === undefined ? `    --${name}` : `-${short}, --${name}`;
  return value === undefined ? head : `${head} ${value}`;
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const heads = command.options.map(optionHead);
  const width = Math.max(...heads.map((h) => h.length)) + 2;
  let text = `sluice ${command.name} ${command.usage}\n\n${command.help}\n\nOptions\n`;
  command.options.forEach(({ help }, i) => {
    text += `  ${heads[i]!.padEnd(width)}${help}\n`;
  });
  text += "\nExamples\n";
  for (const example of command.examples) text += `  ${example}\n`;
  return `${text}\n${EXIT_CODES}`;
}
