/** What the real iptables of this machine makes of a case: in a network namespace, as root. */
import { execFileSync, spawnSync } from "node:child_process";
import { type Answer, briefly } from "./cases.js";

/** Why the real tool cannot be asked here, or null when it can. */
export function missingTool(): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "needs root on Linux";
  const script = "uname -r; ip6tables-legacy -t security -S >&2 && iptables-legacy --version";
  const found = spawnSync("unshare", ["-nm", "sh", "-c", script], { encoding: "utf8" });
  if (found.status !== 0) return "needs iptables-legacy and network namespaces";
  const same = /^6\.18[^\n]*\n.*v1\.8\.9/.test(found.stdout);
  return same ? null : "needs iptables 1.8.9 on Linux 6.18";
}

/** In the namespace "iptables" is the legacy one; every case starts from empty tables. */
const prologue = `
mount --make-rprivate / 2>/dev/null
for t in iptables ip6tables iptables-restore ip6tables-restore iptables-save ip6tables-save; do
  eval "$t() { command \${t%%-*}-legacy\${t#\${t%%-*}} \\"\\$@\\"; }"
done
reset() {
  iptables-restore <<<"$empty"
  ip6tables-restore <<<"$empty"
}
`;

const hooks = {
  raw: "PREROUTING OUTPUT",
  mangle: "PREROUTING INPUT FORWARD OUTPUT POSTROUTING",
  nat: "PREROUTING INPUT OUTPUT POSTROUTING",
  filter: "INPUT FORWARD OUTPUT",
  security: "INPUT FORWARD OUTPUT",
};

/** Every table, empty. */
const empty = Object.entries(hooks)
  .map(([table, chains]) => {
    const lines = chains.split(" ").map((chain) => `:${chain} ACCEPT [0:0]`);
    return `*${table}\n${lines.join("\n")}\nCOMMIT`;
  })
  .join("\n");

/** Asks about many cases at once. */
export function askIptables(cases: readonly (readonly string[])[]): Answer[] {
  const mark = "=== case ===";
  let script = `${prologue}errors=$(mktemp); trap 'rm -f "$errors"' EXIT; empty='${empty}'\n`;
  for (const commands of cases) {
    script += "reset\n";
    commands.slice(0, -1).forEach((command) => {
      script += `${command.replaceAll("\\n", "\n")}\n`;
    });
    const last = commands[commands.length - 1]!.replaceAll("\\n", "\n");
    script += `last() {\n${last}\n}\nout=$(last 2>"$errors" </dev/null); rc=$?\n`;
    script += `echo "${mark}"; echo "$rc"; echo "$out"; echo "${mark}"\n`;
    script += `cat "$errors"; echo "${mark}"; iptables-save; echo "${mark}"\n`;
    script += "ip6tables-save\n";
  }
  const text = execFileSync("unshare", ["-nm", "bash"], {
    input: script,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const parts = text.split(`${mark}\n`).slice(1);
  return cases.map((_, i) => {
    const [first = "", error = "", four = "", six = ""] = parts.slice(i * 4, i * 4 + 4);
    const [rc, ...printed] = first.replace(/\n$/, "").split("\n");
    return {
      error: rc === "0" ? null : message(error),
      printed: printed.length === 1 && printed[0] === "" ? [] : printed,
      saved: [...briefly(four, ""), ...briefly(six, "ip6 ")],
    };
  });
}

/** The message without the tool's name and its advice. */
function message(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.replace(/^ip6?tables(-restore)?( v[\d.]+ \(legacy\))?: /, "").trim())
    .map((line) => line.replace(/^ip6?tables(-restore)?: /, ""))
    .filter((line) => line !== "" && !/^(Try |Error occurred|Perhaps |Warning: )/.test(line))
    .map((line) => line.replace(/\.? ?Run `dmesg' for more information\./, "").trim());
  return lines[0] ?? "(no message)";
}
