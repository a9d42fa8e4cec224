/** The command ip(8): options, and which object a command is for. */
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import type { Family, Setup } from "../model.js";
import { runAddress } from "./address_command.js";
import { Arguments } from "./arguments.js";
import { NetworkError } from "./fib.js";
import type { Kernel } from "./kernel.js";
import { runLink } from "./link_command.js";
import { runRoute } from "./route_command.js";
import { runRule } from "./rule_command.js";

/** What ip commands work on and speak to. */
export interface IpHost {
  readonly setup: Setup;
  readonly kernel: Kernel;
  print(word: Word, text: string): void;
  warn(word: Word, message: string): void;
}

/** A command of ip as it reaches its object. */
export interface IpCommand {
  readonly host: IpHost;
  /** -4, -6 or -family; null when neither was given. */
  readonly family: Family | null;
  readonly words: Arguments;
  /** The word that named the object, for messages. */
  readonly object: Word;
}

/** Objects in the order in which iproute2 looks for one that begins with the word. */
const objects: readonly [string, ((command: IpCommand) => void) | null][] = [
  ["address", runAddress],
  ["addrlabel", null],
  ["maddress", null],
  ["route", runRoute],
  ["rule", runRule],
  ["neighbor", null],
  ["neighbour", null],
  ["ntable", null],
  ["link", runLink],
  ["l2tp", null],
  ["tunnel", null],
  ["tuntap", null],
  ["token", null],
  ["tcpmetrics", null],
  ["monitor", null],
  ["xfrm", null],
  ["mroute", null],
  ["mrule", null],
  ["netns", null],
  ["netconf", null],
  ["vrf", null],
  ["sr", null],
  ["nexthop", null],
];

const families = new Map<string, Family>([
  ["inet", "ipv4"],
  ["inet6", "ipv6"],
]);

/** Options that change only how things are printed. */
const printing = new Set(["-o", "-oneline", "-d", "-details", "-s", "-statistics", "-br", "-N"]);

/** Runs a command line; `command` is the word "ip". */
export function runIp(host: IpHost, command: Word, words: readonly Word[]): void {
  let family: Family | null = null;
  let i = 0;
  for (; words[i]?.text.startsWith("-"); i++) {
    const word = words[i]!;
    const text = word.text.replace(/^--/, "-");
    if (text === "-4" || text === "-6") family = text === "-4" ? "ipv4" : "ipv6";
    else if (text.length > 1 && "-family".startsWith(text)) {
      family = families.get(words[++i]?.text ?? "") ?? null;
      if (family === null) throw new SetupError(word.position, "-family takes inet or inet6");
    } else if (!printing.has(text)) {
      throw new SetupError(
        word.position,
        `the option ${word.text} of ip is not supported in a setup`,
        /^-(n|netns|b|batch)/.test(text) ? "a setup is one network namespace" : undefined,
      );
    }
  }
  const object = words[i];
  if (object === undefined) throw new SetupError(command.position, "ip needs an object");
  const found = objects.find(([name]) => name.startsWith(object.text));
  if (found === undefined || object.text === "") {
    throw new SetupError(object.position, `Object "${object.text}" is unknown, try "ip help".`);
  }
  const [name, run] = found;
  if (run === null) {
    throw new SetupError(
      object.position,
      `ip ${name} is not supported in a setup`,
      name === "netns"
        ? "a setup is one network namespace: leave ip netns exec away"
        : "a setup takes ip address, link, route and rule",
    );
  }
  const rest = new Arguments(words.slice(i + 1), object);
  try {
    run({ host, family, words: rest, object });
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw new SetupError(command.position, error.message, error.hint);
  }
}

/** The command that a word stands for: the first of `commands` that begins with it. */
export function matchCommand(command: IpCommand, commands: readonly string[]): string {
  const word = command.words.take();
  const found = commands.find((name) => name.startsWith(word.text));
  if (found !== undefined && word.text !== "") return found;
  const object = command.object.text;
  throw new SetupError(
    word.position,
    `Command "${word.text}" is unknown, try "ip ${object} help".`,
  );
}

/** The refusal of commands that only look, or that a setup has no use for. */
export function notInSetup(command: IpCommand, name: string): SetupError {
  return new SetupError(
    command.object.position,
    `ip ${command.object.text} ${name} is not supported in a setup`,
  );
}
