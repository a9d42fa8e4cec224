// A setup as few steps that need no shell: commands of one program in a row are given to it at once.
// Only what the fuzzer writes is understood.

/** A file to be written, or a program to be run with a standard input. */
export type Step = { file: string; text: string } | { program: readonly string[]; input: string };

/** A step for messages. */
export const nameOf = (step: Step): string => ("file" in step ? step.file : step.program.join(" "));

/** Lines for one program that may still grow. */
interface Batch {
  key: string;
  program: string[];
  lines: string[];
  end: string;
}

const RESTORE = /^(ip6?tables-restore|nfnl_osf .*) <<'END'$/;
const DUMP = /^(ip6?tables)-restore <<'END'$/;
const RULE = /^(ip6?tables)(?: -t (\w+))? (-[ANP]) (.*)$/;

/** The steps of a setup; null where a line is of none of the known kinds. */
export function planOf(setup: string): Step[] | null {
  const steps: (Step | Batch)[] = [];
  const add = (key: string, program: string[], head: string[], line: string, end: string) => {
    const last = steps.at(-1);
    if (last && "key" in last && last.key === key) last.lines.push(line);
    else steps.push({ key, program, lines: [...head, line], end });
  };
  const lines = setup.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!.trim();
    const restore = RESTORE.exec(line);
    const rule = RULE.exec(line);
    if (line === "") continue;
    if (restore) {
      const end = lines.indexOf("END", i);
      if (end < 0) return null;
      const input = `${lines.slice(i + 1, end).join("\n")}\n`;
      const program = restore[1]!.replace("-restore", "-legacy-restore").split(" ");
      steps.push({ program, input });
      i = end;
    } else if (rule) {
      const [, command = "", table = "filter", verb = "", rest = ""] = rule;
      const words = { "-A": `-A ${rest}`, "-N": `:${rest} -`, "-P": `:${rest}` }[verb]!;
      const program = [`${command}-legacy-restore`, "-n"];
      add(`${command} ${table}`, program, [`*${table}`], words, "COMMIT\n");
    } else if (line.startsWith("sysctl -qw ")) {
      const [key = "", text = ""] = line.slice(11).split("=");
      steps.push({ file: `/proc/sys/${key.replaceAll(".", "/")}`, text });
    } else if (line.startsWith("ip -6 ")) {
      add("ip -6", ["ip", "-6", "-batch", "-"], [], line.slice(6), "");
    } else if (line.startsWith("ip ")) {
      add("ip", ["ip", "-batch", "-"], [], line.slice(3), "");
    } else if (/^nf(?:ct|acct) /.test(line)) {
      steps.push({ program: line.split(" "), input: "" });
    } else if (line.startsWith("ipset ")) {
      add("ipset", ["ipset", "restore"], [], line.slice(6), "");
    } else {
      return null;
    }
  }
  return steps.map((s) =>
    "key" in s ? { program: s.program, input: `${s.lines.join("\n")}\n${s.end}` } : s,
  );
}

/** Whether the kernel may print a line with IN= because of this setup. */
export const prints = (setup: string): boolean =>
  printsBetween(setup) || setup.includes("--helper");

/** Whether it may do so while no packet is under way: timers send packets, too. */
export const printsBetween = (setup: string): boolean =>
  /\bLOG\b|log_invalid|\bTRACE\b|osf .*--log\b/.test(setup);

/** Dumps for iptables-restore as commands, one a line, so that each can be left out. */
export function asCommands(setup: string): string {
  let command: string | null = null;
  let table = "";
  return setup
    .split("\n")
    .flatMap((line) => {
      const start = DUMP.exec(line);
      if (start) {
        command = start[1]!;
        return [];
      }
      if (command === null) return [line];
      const [, chain = "", policy = ""] = /^:(\S+) (\S+)/.exec(line) ?? [];
      if (line === "END") command = null;
      if (line.startsWith("*")) table = line.slice(1);
      if (line.startsWith("-A")) return [`${command} -t ${table} ${line}`];
      if (policy === "-") return [`${command} -t ${table} -N ${chain}`];
      if (policy === "DROP") return [`${command} -t ${table} -P ${chain} DROP`];
      return [];
    })
    .join("\n");
}
