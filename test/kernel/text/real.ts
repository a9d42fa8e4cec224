// The real iptables (legacy variant) of this machine: one shell in namespaces of its own answers case
// after case.
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CannotAsk } from "../probe.js";
import {
  type Answer,
  type Case,
  type Command,
  commandText,
  EMPTY,
  inOrder,
  withoutHelp,
} from "./case.js";

/** Why the real iptables cannot be asked here, or null when it can. */
export function missingIptables(): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "needs root on Linux";
  const script = "ip6tables-legacy -t security -S >&2 && iptables-legacy --version";
  const found = spawnSync("unshare", ["-nm", "sh", "-c", script], { encoding: "utf8" });
  if (found.status !== 0) return "needs iptables-legacy and network namespaces";
  return /v1\.8\.9/.test(found.stdout) ? null : `needs iptables 1.8.9, not ${found.stdout.trim()}`;
}

/** The lock is this shell's own, and so are names of hosts. */
function prologue(scratch: string): string {
  return `export LC_ALL=C XTABLES_LOCKFILE=${scratch}/lock
mount --make-rprivate / 2>/dev/null
: > ${scratch}/resolv; mount --bind ${scratch}/resolv /etc/resolv.conf 2>/dev/null
cd ${scratch}
`;
}

/** A command as the shell gets it: "iptables" is the legacy one. */
function shellText(command: Command): string {
  const [program, ...words] = command.words;
  return commandText({
    ...command,
    words: [program!.replace("tables", "tables-legacy"), ...words],
  });
}

/** What takes away what a program made. */
const CLEAN: Readonly<Record<string, string>> = {
  // a set that another lists cannot be destroyed
  ipset: "ipset flush; ipset destroy",
  nfct: "nfct flush timeout",
  nfacct: "nfacct flush",
};

/** A shell that waits for cases. */
export class RealIptables {
  private readonly scratch = mkdtempSync(join(tmpdir(), "sluice-text-"));
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly mark = `=== ${Math.trunc(process.hrtime()[1])} ===`;
  private text = "";
  /** Programs beside iptables that the last case used. */
  private readonly makers = new Set<string>();
  private done: ((text: string) => void) | null = null;
  private failed: ((error: Error) => void) | null = null;

  constructor() {
    const missing = missingIptables();
    if (missing !== null) throw new CannotAsk(missing);
    this.child = spawn("unshare", ["-nm", "sh"], { stdio: ["pipe", "pipe", "pipe"] });
    this.child.stdout.setEncoding("latin1");
    this.child.stderr.resume();
    this.child.stdout.on("data", (text: string) => this.take(text));
    this.child.on("close", () => this.failed?.(new CannotAsk("the shell of iptables ended")));
    this.child.stdin.on("error", () => {});
    this.child.stdin.write(prologue(this.scratch));
  }

  private take(text: string): void {
    this.text += text;
    const end = `${this.mark} end\n`;
    if (this.done === null || !this.text.endsWith(end)) return;
    const done = this.done;
    const whole = Buffer.from(this.text.slice(0, -end.length), "latin1").toString("utf8");
    this.text = "";
    this.done = null;
    done(whole);
  }

  /** What iptables makes of a case. */
  async ask(commands: Case): Promise<Answer> {
    const tables = commands.some(({ words }) => /^ip6?tables/.test(words[0]!));
    const script = [
      ...(tables ? ["ip", "ip6"] : []).map(
        (ip) => `${ip}tables-legacy-restore <<'END'\n${EMPTY}END`,
      ),
      ...[...this.makers].map((program) => CLEAN[program]!),
      ...commands.map((c) => `${withInput(shellText(c))}\necho "${this.mark} $?"`),
      `${tables ? "iptables-legacy-save -c" : ":"}; echo '${this.mark} 0'`,
      `${tables ? "ip6tables-legacy-save -c" : ":"}; echo '${this.mark} end'`,
    ];
    this.makers.clear();
    for (const { words } of commands) if (words[0]! in CLEAN) this.makers.add(words[0]!);
    const text = await new Promise<string>((done, failed) => {
      this.done = done;
      this.failed = failed;
      this.child.stdin.write(`${script.join("\n")}\n`);
    });
    const parts = text.split(new RegExp(`${this.mark} (\\d+)\n`));
    const answers = commands.map((_, i) => ({
      status: Number(parts[i * 2 + 1]),
      printed: parts[i * 2]!,
    }));
    // one that a signal ended took nothing
    if (answers.some((a) => a.status > 4 && a.status < 128)) {
      throw new CannotAsk(`iptables broke off: ${commands.map(commandText).join("; ")}`);
    }
    return {
      commands: answers.map(({ status, printed }, i) => {
        const save = commands[i]!.words[0]!.endsWith("-save");
        if (status !== 0) return { accepted: false, printed: "" };
        return { accepted: true, printed: save ? inOrder(printed) : withoutHelp(printed) };
      }),
      saved: inOrder(parts.at(-3)!) + inOrder(parts.at(-1)!),
    };
  }

  /** Ends the shell and its namespaces. */
  async close(): Promise<void> {
    this.failed = null;
    const ended = new Promise((done) => this.child.on("close", done));
    this.child.stdin.end();
    await ended;
    rmSync(this.scratch, { recursive: true, force: true });
  }
}

/** A command that does not read the cases behind it. */
function withInput(text: string): string {
  return text.includes("<<'END'") ? text : `${text} </dev/null`;
}
