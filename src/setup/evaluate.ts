/** Runs the statements of a setup, one after the other, on the model of a host. */
import type { Family, SetFact, TimeoutPolicy } from "../extension/extension.js";
import { type ConntrackCommand, type ConntrackHost, takeConntrack } from "./conntrack/command.js";
import { SetupError, type Warning } from "./error.js";
import { runEcho } from "./host_files.js";
import {
  type Command,
  nothingToRead,
  noRedirect,
  redirectWord,
  standardInput,
  statementPosition,
} from "./input.js";
import type { Host } from "./iptables/execute.js";
import { informationOf, runIptables } from "./iptables/execute.js";
import type { Extensions } from "./iptables/names.js";
import { restore } from "./iptables/restore.js";
import { parseRestore, plainRestore } from "./iptables/restore_options.js";
import { runSave } from "./iptables/save_command.js";
import { type IpsetHost, restoreSets, runIpset } from "./ipset/command.js";
import { references, setReferences } from "./ipset/references.js";
import type { SetStore } from "./ipset/store.js";
import { type IpHost, runIp } from "./ip/ip.js";
import type { Kernel } from "./ip/kernel.js";
import type { Line, Statement, Word } from "./language.js";
import type { HostNames, Ruleset, Setup } from "./model.js";
import { type NfctHost, runNfct } from "./nfct.js";
import { runNfacct } from "./nfacct.js";
import { runNfnlOsf } from "./nfnl_osf.js";
import type { Objects } from "./objects.js";
import { refusal } from "./refused.js";
import { runSysctl, type SysctlHost } from "./sysctl/command.js";
import type { Sysctls } from "./sysctl/sysctls.js";

/** What a command of the setup printed: `iptables -L`, `ip route show`, `sysctl NAME` ... */
export interface Output {
  readonly position: Word["position"];
  /** The name of the command. */
  readonly command: string;
  readonly text: string;
}

/** A file that a setup refers to: its text, or null when there is none. */
export type ReadFile = (name: string) => string | null;

const tools = /^(?:(?:\/usr)?(?:\/local)?\/s?bin\/)?([^/]+)$/;
const iptablesName = /^(ip6?tables)(?:-legacy|-nft)?(-restore|-save)?$/;

/** Evaluates statements. */
export class Evaluator implements Host, IpHost, IpsetHost, SysctlHost, NfctHost, ConntrackHost {
  readonly outputs: Output[] = [];
  readonly warnings: Warning[] = [];
  readonly sysctls: Sysctls;
  /** `exit` was met: what follows is not part of the setup. */
  ended = false;
  /** Rulesets of a running host are replaced: nothing else of it can change. */
  rulesetsOnly = false;

  constructor(
    readonly setup: Setup,
    readonly kernel: Kernel,
    readonly extensions: Extensions,
    private readonly readFile: ReadFile | undefined,
    /** Takes errors that do not keep the statement from going on. */
    private readonly report: (error: SetupError) => void,
  ) {
    this.sysctls = setup.sysctls;
  }

  ruleset(family: Family): Ruleset {
    return this.setup.rulesets[family];
  }

  get objects(): Objects {
    return this.setup.objects;
  }

  get labels(): ReadonlyMap<string, number> {
    return this.setup.names.labels;
  }

  get conntrack(): ConntrackCommand[] {
    return this.setup.conntrack;
  }

  get sets(): SetStore {
    return this.setup.sets;
  }

  get names(): HostNames {
    return this.setup.names;
  }

  set(name: string): SetFact | undefined {
    return this.setup.sets.get(name)?.parameters;
  }

  get timeouts(): Map<string, TimeoutPolicy> {
    return this.setup.timeouts;
  }

  timeoutPolicy(name: string): TimeoutPolicy | undefined {
    return this.setup.timeouts.get(name);
  }

  timeoutReferences(name: string): number {
    return references(this.setup.rulesets, (e, info) => [e.timeouts?.(info) ?? ""], name);
  }

  ruleReferences = (name: string): number => setReferences(this.setup.rulesets, name);

  print(word: Word, text: string): void {
    if (text !== "") this.outputs.push({ position: word.position, command: word.text, text });
  }

  warn(word: Word, message: string): void {
    this.warnings.push({ position: word.position, message });
  }

  interfaceNamed(name: string): void {
    this.kernel.interface(name);
  }

  sysctlWritten(): void {
    this.kernel.sysctlWritten();
  }

  readonly lines = (file: Word): readonly Line[] => {
    if (this.readFile === undefined) {
      throw new SetupError(file.position, `the file ${file.text} cannot be read here`);
    }
    const text = this.readFile(file.text);
    if (text === null) {
      throw new SetupError(file.position, `${file.text}: No such file or directory`);
    }
    return text
      .replaceAll("\r\n", "\n")
      .split("\n")
      .map((line, i) => ({
        text: line,
        position: { file: file.text, line: i + 1, column: 1 },
      }));
  };

  /** Runs one statement. Throws SetupError. */
  run(statement: Statement): void {
    if (statement.kind === "dump") {
      this.dump(statement.lines, statement.generator);
      return;
    }
    if (statement.kind === "sets") {
      this.setDump(statement.lines);
      return;
    }
    const words = statement.words[0]?.text === "sudo" ? this.sudo(statement) : statement.words;
    const command = words[0];
    if (command === undefined) {
      const target = redirectWord(statement.redirects[0]!);
      throw new SetupError(
        target?.position ?? statementPosition(statement),
        "a redirection needs a command before it",
      );
    }
    const name = tools.exec(command.text)?.[1];
    if (name === undefined) {
      throw new SetupError(command.position, `${command.text}: not a command of a setup`);
    }
    this.command(name, { ...command, text: name }, words.slice(1), statement);
  }

  /** `sudo COMMAND`: the same, without options of its own. */
  private sudo(statement: Command): readonly Word[] {
    const next = statement.words[1];
    if (next !== undefined && !next.text.startsWith("-")) return statement.words.slice(1);
    throw new SetupError(
      statement.words[0]!.position,
      "sudo with options of its own is not part of a setup",
      "a setup runs as root: leave sudo away",
    );
  }

  private command(name: string, command: Word, words: Word[], statement: Command): void {
    const iptables = iptablesName.exec(name);
    if (iptables !== null) {
      this.iptables(iptables, command, words, statement);
      return;
    }
    const run = COMMANDS.get(name);
    if (run === undefined) throw refusal(command);
    if (this.rulesetsOnly && !HARMLESS.has(name)) throw notRuleset(command.position);
    run(this, { command, words, statement });
  }

  private iptables(
    [name, program, suffix]: RegExpExecArray,
    command: Word,
    words: Word[],
    statement: Command,
  ): void {
    const family = program === "iptables" ? "ipv4" : "ipv6";
    if (suffix === "-restore") {
      this.restore(family, command, words, statement);
      return;
    }
    noRedirect(statement, name);
    if (suffix === "-save") runSave(this, family, command, words);
    else runIptables(this, family, command, words);
  }

  private restore(family: Family, command: Word, words: Word[], statement: Command): void {
    const options = parseRestore(command, words);
    if (options.information !== null) {
      // help goes to where messages go
      const program = `${family === "ipv4" ? "iptables" : "ip6tables"}-restore`;
      if (options.information === "version") this.print(command, informationOf(program, "version"));
      return;
    }
    const input = standardInput(statement, "iptables-restore", this.lines);
    // a file that is named comes before the standard input
    const lines = options.file === null ? input?.() : this.lines(options.file);
    if (lines === undefined) throw nothingToRead(command, command.text);
    restore(this, family, command, lines, options, this.report);
  }

  /** What `ipset save` printed, by itself. */
  private setDump(lines: readonly Line[]): void {
    const position = lines[0]!.position;
    if (this.rulesetsOnly) throw notRuleset(position);
    restoreSets(this, { text: "ipset", position, quoted: false }, lines, false);
  }

  private dump(lines: readonly Line[], generator: string | null): void {
    const family = dumpFamily(lines, generator);
    const name = family === "ipv4" ? "iptables-restore" : "ip6tables-restore";
    const command = { text: name, position: lines[0]!.position, quoted: false };
    const options = { ...plainRestore, counters: hasCounters(lines) };
    restore(this, family, command, lines, options, this.report);
  }
}

/** A command's name, what follows it, and the whole statement. */
interface Call {
  readonly command: Word;
  readonly words: readonly Word[];
  readonly statement: Command;
}

type Run = (host: Evaluator, call: Call) => void;

/** A command that reads nothing. */
const plain =
  (run: (host: Evaluator, command: Word, words: readonly Word[]) => void): Run =>
  (host, { command, words, statement }) => {
    noRedirect(statement, command.text);
    run(host, command, words);
  };

const runConntrack: Run = (host, { command, words, statement }) => {
  const input = standardInput(statement, "conntrack", host.lines);
  takeConntrack(host, command, words, (file) => {
    if (file !== "-") return host.lines({ ...command, text: file });
    if (input === null) throw nothingToRead(command, "conntrack -R", "a file");
    return input();
  });
};

const runAccounting: Run = (host, { command, words, statement }) => {
  if (words[0]?.text !== "restore") noRedirect(statement, command.text);
  const input = standardInput(statement, command.text, host.lines);
  runNfacct(host, command, words, () => {
    if (input === null) throw nothingToRead(command, "nfacct restore");
    const lines = input();
    return lines.at(-1)?.text === "" ? lines.slice(0, -1) : lines;
  });
};

const runFingerprints: Run = (host, { command, words, statement }) => {
  const input = standardInput(statement, command.text, host.lines);
  runNfnlOsf(host.objects, command, words, (file) => {
    if (file.text !== "/dev/stdin") return host.lines(file);
    if (input === null) {
      throw nothingToRead(file, "nfnl_osf", "a file: -f /dev/stdin reads the input");
    }
    const lines = input();
    return lines.at(-1)?.text === "" ? lines : [...lines, { text: "", position: file.position }];
  });
};

const runSets: Run = (host, { command, words, statement }) => {
  const input = standardInput(statement, "ipset restore", host.lines);
  runIpset(host, command, words, (file) => {
    if (input !== null) return input();
    if (file === null) throw nothingToRead(command, "ipset restore");
    return host.lines(file);
  });
};

/** The commands of a setup beside iptables'. */
const COMMANDS: ReadonlyMap<string, Run> = new Map<string, Run>([
  ["conntrack", runConntrack],
  [
    "echo",
    (host, { command, words, statement }) => runEcho(host.setup, host, command, words, statement),
  ],
  ["exit", (host, { command, words }) => runExit(host, command, words)],
  ["ip", plain(runIp)],
  ["ipset", runSets],
  ["nfacct", runAccounting],
  ["nfct", plain(runNfct)],
  ["nfnl_osf", runFingerprints],
  ["set", (_, { command, words }) => shellOption(command, words)],
  ["sysctl", plain(runSysctl)],
  ["true", () => {}],
  [":", () => {}],
]);

/** Those of them that change nothing of the host. */
const HARMLESS: ReadonlySet<string> = new Set(["exit", "set", "true", ":"]);

/** `set -e`, `set -eu`: a setup stops at its first error anyway, and unset variables are errors. */
function shellOption(command: Word, words: readonly Word[]): void {
  const harmless = words.length > 0 && words.every((w) => /^[-+][eux]+$/.test(w.text));
  const pipefail = words.map((w) => w.text).join(" ") === "-o pipefail";
  const both = words.length === 2 && /^-[eux]*o$/.test(words[0]!.text);
  if (harmless || pipefail || (both && words[1]!.text === "pipefail")) return;
  throw new SetupError(command.position, "only set -e, -u, -x and -o pipefail work in a setup");
}

function runExit(host: Evaluator, command: Word, words: readonly Word[]): void {
  if (words.length > 1 || (words[0]?.text ?? "0") !== "0") {
    throw new SetupError(command.position, "only exit 0 works in a setup");
  }
  host.ended = true;
}

/** Why a command cannot stand where rulesets are replaced. */
export function notRuleset(position: Word["position"]): SetupError {
  return new SetupError(
    position,
    "only rulesets can be replaced: iptables, ip6tables, their -restore commands and dumps",
    "addresses, routes, sysctls and sets are those that the firewall was made with",
  );
}

/** The family of a dump: what its comment says, or what its rules can only be. */
function dumpFamily(lines: readonly Line[], generator: string | null): Family {
  if (generator !== null && /^ip6?tables/.test(generator)) {
    return generator.startsWith("ip6") ? "ipv6" : "ipv4";
  }
  const six = / (-s|-d) [0-9a-fA-F]*:|ipv6-icmp|icmpv6|--icmpv6-type|icmp6-| -m (hl|icmp6) /;
  return lines.some((line) => six.test(line.text)) ? "ipv6" : "ipv4";
}

/** Whether the dump was written with counters for its rules (iptables-save -c). */
function hasCounters(lines: readonly Line[]): boolean {
  return lines.some((line) => /^\[\d+:\d+\]/.test(line.text));
}
