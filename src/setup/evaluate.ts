/** Runs the statements of a setup, one after the other, on the model of a host. */
import type { Family, SetFact, TimeoutPolicy } from "../extension/extension.js";
import { type ConntrackCommand, type ConntrackHost, takeConntrack } from "./conntrack/command.js";
import { SetupError, type Warning } from "./error.js";
import type { Host } from "./iptables/execute.js";
import { informationOf, runIptables } from "./iptables/execute.js";
import type { Extensions } from "./iptables/names.js";
import { guard } from "./iptables/rule_options.js";
import { restore } from "./iptables/restore.js";
import { parseRestore, plainRestore } from "./iptables/restore_options.js";
import { runSave } from "./iptables/save_command.js";
import { type IpsetHost, restoreSets, runIpset } from "./ipset/command.js";
import { references, setReferences } from "./ipset/references.js";
import type { SetStore } from "./ipset/store.js";
import { type IpHost, runIp } from "./ip/ip.js";
import type { Kernel } from "./ip/kernel.js";
import { addHostName, addTableName } from "./ip/names.js";
import type { Line, Redirect, Statement, Word } from "./language.js";
import type { HostNames, Ruleset, Setup } from "./model.js";
import { type NfctHost, runNfct } from "./nfct.js";
import { runNfacct } from "./nfacct.js";
import { runNfnlOsf } from "./nfnl_osf.js";
import type { Objects } from "./objects.js";
import { refusal } from "./refused.js";
import { runSysctl, type SysctlHost, writeProc } from "./sysctl/command.js";
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

type Command = Extract<Statement, { kind: "command" }>;

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

  lines(file: Word): readonly Line[] {
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
  }

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
      const family = iptables[1] === "iptables" ? "ipv4" : "ipv6";
      if (iptables[2] === "-restore") {
        this.restore(family, command, words, statement);
        return;
      }
      noRedirect(statement, name);
      if (iptables[2] === "-save") {
        runSave(this, family, command, words);
        return;
      }
      runIptables(this, family, command, words);
      return;
    }
    if (name === "echo") {
      this.echo(command, words, statement);
      return;
    }
    if (
      this.rulesetsOnly &&
      ["sysctl", "ip", "ipset", "conntrack", "nfct", "nfacct", "nfnl_osf"].includes(name)
    )
      throw notRuleset(command.position);
    if (name === "ipset") {
      this.ipset(command, words, statement);
      return;
    }
    if (name === "conntrack") {
      this.conntrackCommand(command, words, statement);
      return;
    }
    if (name === "nfacct") {
      this.accounting(command, words, statement);
      return;
    }
    if (name === "nfnl_osf") {
      this.fingerprints(command, words, statement);
      return;
    }
    if (name === "sysctl") {
      noRedirect(statement, name);
      runSysctl(this, command, words);
      return;
    }
    if (name === "nfct") {
      noRedirect(statement, name);
      runNfct(this, command, words);
      return;
    }
    if (name === "ip") {
      noRedirect(statement, name);
      runIp(this, command, words);
      return;
    }
    if (name === "set") {
      this.shellOption(command, words);
      return;
    }
    if (name === "exit") {
      this.exit(command, words);
      return;
    }
    if (name === "true" || name === ":") return;
    throw refusal(command);
  }

  /** `set -e`, `set -eu`: a setup stops at its first error anyway, and unset variables are errors. */
  private shellOption(command: Word, words: readonly Word[]): void {
    const harmless = words.length > 0 && words.every((w) => /^[-+][eux]+$/.test(w.text));
    const pipefail = words.map((w) => w.text).join(" ") === "-o pipefail";
    const both = words.length === 2 && /^-[eux]*o$/.test(words[0]!.text);
    if (harmless || pipefail || (both && words[1]!.text === "pipefail")) return;
    throw new SetupError(command.position, "only set -e, -u, -x and -o pipefail work in a setup");
  }

  private exit(command: Word, words: readonly Word[]): void {
    if (words.length > 1 || (words[0]?.text ?? "0") !== "0") {
      throw new SetupError(command.position, "only exit 0 works in a setup");
    }
    this.ended = true;
  }

  private restore(family: Family, command: Word, words: Word[], statement: Command): void {
    const options = parseRestore(command, words);
    if (options.information !== null) {
      // help goes to where messages go
      const program = `${family === "ipv4" ? "iptables" : "ip6tables"}-restore`;
      if (options.information === "version") this.print(command, informationOf(program, "version"));
      return;
    }
    const input = statement.redirects[0];
    if (statement.redirects.length > 1) {
      throw new SetupError(command.position, "one input is enough for iptables-restore");
    }
    let lines: readonly Line[];
    // a file that is named comes before the standard input
    if (input?.kind === "<<" && options.file === null) lines = input.lines;
    else {
      const file = options.file ?? (input?.kind === "<" ? input.target : null);
      if (input !== undefined && input.kind !== "<" && input.kind !== "<<")
        noRedirect(statement, command.text);
      if (file === null) {
        throw new SetupError(
          command.position,
          `${command.text} has nothing to read`,
          "give it a here-document (<<EOF) or a file (< NAME)",
        );
      }
      lines = this.lines(file);
    }
    restore(this, family, command, lines, options, this.report);
  }

  private conntrackCommand(command: Word, words: readonly Word[], statement: Command): void {
    const input = statement.redirects[0];
    if (input !== undefined && input.kind !== "<<" && input.kind !== "<") {
      noRedirect(statement, command.text);
    }
    takeConntrack(this, command, words, (file) => {
      if (file !== "-") return this.lines({ ...command, text: file });
      if (input?.kind === "<<") return input.lines;
      if (input !== undefined) return this.lines(redirectWord(input)!);
      throw new SetupError(
        command.position,
        "conntrack -R has nothing to read",
        "give it a here-document (<<EOF) or a file",
      );
    });
  }

  private accounting(command: Word, words: readonly Word[], statement: Command): void {
    const input = statement.redirects[0];
    if (words[0]?.text !== "restore" || (input !== undefined && !reads(input))) {
      noRedirect(statement, command.text);
    }
    runNfacct(this, command, words, () => {
      if (input !== undefined) return this.inputLines(input);
      throw new SetupError(
        command.position,
        "nfacct restore has nothing to read",
        "give it a here-document (<<EOF) or a file (< NAME)",
      );
    });
  }

  /** What a redirection holds, without the empty line behind the last end of a file. */
  private inputLines(input: Redirect): readonly Line[] {
    if (input.kind === "<<") return input.lines;
    const lines = this.lines(redirectWord(input)!);
    return lines.at(-1)?.text === "" ? lines.slice(0, -1) : lines;
  }

  private fingerprints(command: Word, words: readonly Word[], statement: Command): void {
    const input = statement.redirects[0];
    if (input !== undefined && input.kind !== "<<" && input.kind !== "<") {
      noRedirect(statement, command.text);
    }
    runNfnlOsf(this.objects, command, words, (file) => {
      if (file.text !== "/dev/stdin") return this.lines(file);
      if (input?.kind === "<<") return [...input.lines, { text: "", position: file.position }];
      if (input !== undefined) return this.lines(redirectWord(input)!);
      throw new SetupError(
        file.position,
        "nfnl_osf has nothing to read",
        "give it a file, or -f /dev/stdin with a here-document (<<EOF)",
      );
    });
  }

  private ipset(command: Word, words: readonly Word[], statement: Command): void {
    const redirect = statement.redirects[0];
    if (statement.redirects.length > 1) {
      throw new SetupError(command.position, "one input is enough for ipset restore");
    }
    if (redirect !== undefined && redirect.kind !== "<<" && redirect.kind !== "<") {
      noRedirect(statement, command.text);
    }
    runIpset(this, command, words, (file) => {
      if (redirect?.kind === "<<") return redirect.lines;
      const source = redirect === undefined ? file : redirectWord(redirect)!;
      if (source !== null) return this.lines(source);
      throw new SetupError(
        command.position,
        "ipset restore has nothing to read",
        "give it a here-document (<<EOF) or a file (< NAME)",
      );
    });
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

  /** `echo +ADDRESS > /proc/net/xt_recent/NAME`: what rules share, by its file. */
  private writeObject(target: Word, word: Word, text: string): void {
    let found = false;
    guard(word, () => {
      found = this.objects.write(target.text, text);
    });
    if (found) return;
    throw new SetupError(
      target.position,
      `${target.text}: No such file or directory`,
      "a list is there once a rule names it",
    );
  }

  /** The names that a file of the host holds. */
  private namesOf(file: string): Map<string, number> | undefined {
    if (file === "/etc/xtables/connlabel.conf") return this.setup.names.labels;
    return /^\/etc\/iproute2\/rt_realms(\.d\/[^/]+\.conf)?$/.test(file)
      ? this.setup.names.realms
      : undefined;
  }

  /** `echo N NAME >> /etc/iproute2/rt_tables`, `echo VALUE > /proc/sys/...`, and files of what rules
   * share. */
  private echo(command: Word, words: readonly Word[], statement: Command): void {
    if (this.rulesetsOnly) throw notRuleset(command.position);
    const redirect = statement.redirects[0];
    const target = redirect === undefined ? undefined : redirectWord(redirect);
    const text = words.map((word) => word.text).join(" ");
    if (statement.redirects.length === 1 && target !== undefined && redirect!.kind !== "<") {
      if (/^\/etc\/iproute2\/rt_tables(\.d\/[^/]+\.conf)?$/.test(target.text)) {
        addTableName(this.setup.network, text, words[0] ?? command);
        return;
      }
      const names = this.namesOf(target.text);
      if (names !== undefined) {
        addHostName(names, text, words[0] ?? command);
        return;
      }
      if (target.text.startsWith("/proc/sys/")) {
        writeProc(this, target, text);
        return;
      }
      if (target.text.startsWith("/proc/")) {
        this.writeObject(target, words[0] ?? command, text);
        return;
      }
    }
    throw new SetupError(
      target?.position ?? command.position,
      "echo works with >> /etc/iproute2/rt_tables and > /proc/sys/... only",
      "a setup prints no messages and writes no files",
    );
  }
}

/** Whether a redirection gives something to read. */
const reads = ({ kind }: Redirect): boolean => kind === "<<" || kind === "<";

function redirectWord(redirect: Redirect): Word | undefined {
  return redirect.kind === "<<" ? undefined : redirect.target;
}

function statementPosition(statement: Command): Word["position"] {
  const redirect = statement.redirects[0];
  const first = redirect?.kind === "<<" ? redirect.lines[0]?.position : undefined;
  return statement.words[0]?.position ?? first ?? { file: "", line: 1, column: 1 };
}

/** Why a command cannot stand where rulesets are replaced. */
export function notRuleset(position: Word["position"]): SetupError {
  return new SetupError(
    position,
    "only rulesets can be replaced: iptables, ip6tables, their -restore commands and dumps",
    "addresses, routes, sysctls and sets are those that the firewall was made with",
  );
}

function noRedirect(statement: Command, name: string): void {
  const redirect = statement.redirects[0];
  if (redirect === undefined) return;
  throw new SetupError(
    redirectWord(redirect)?.position ?? statementPosition(statement),
    `${name} reads and writes no files in a setup`,
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
