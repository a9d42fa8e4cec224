// `--jobs N`: threads that share the packets come to what one thread comes to, byte for byte, and where
// they cannot, one thread does the work and it is said.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const directory = mkdtempSync(join(tmpdir(), "sluice-jobs-"));
afterAll(() => rmSync(directory, { recursive: true }));

const host = `
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/8 dev eth1
ip link set eth0 up
ip link set eth1 up
sysctl -w net.ipv4.ip_forward=1
`;
const stateful = "iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\n";
const forward = ["--path", "forward", "--in", "eth1", "--out", "eth0"];
const pcap = (name: string) => `pcaps/${name}`;
const plain = ["http.pcap", "dns.pcap", "smtp.pcapng", "ssh.pcap", "retransmit.pcap"].map(pcap);

interface Case {
  readonly rules: string;
  readonly captures: readonly string[];
  readonly args?: readonly string[];
  /** What is said; null = nothing: the packets were shared. */
  readonly says: RegExp | null;
}

/** How a rule that concerns all connections is told. */
const together = (what: string) =>
  new RegExp(`one thread, since ${what} in rule .* all connections`);

const cases: Readonly<Record<string, Case>> = {
  "no rules": { rules: "", captures: plain, args: forward, says: null },
  "a stateful filter with marks and lines for the log": {
    rules:
      stateful +
      "iptables -t mangle -A PREROUTING -p tcp -j CONNMARK --set-mark 7\n" +
      "iptables -A FORWARD -p tcp --syn -j LOG --log-prefix new\n" +
      "iptables -A FORWARD -p udp --dport 53 -j ACCEPT\niptables -P FORWARD DROP\n",
    captures: plain,
    args: forward,
    says: null,
  },
  "counters that begin with a number": {
    rules: "iptables -A FORWARD -c 1000 50000 -p tcp -j ACCEPT\n",
    captures: plain,
    args: forward,
    says: null,
  },
  "many connections, TRACE": {
    rules: `${stateful}iptables -t raw -A PREROUTING -p tcp --dport 80 -j TRACE\n`,
    captures: [pcap("synflood.pcap"), pcap("portscan.pcap")],
    args: [...forward, "--trace"],
    says: null,
  },
  "ICMP errors find the connections that they are about": {
    rules: stateful,
    captures: [pcap("traceroute.pcap"), pcap("rejected.pcap"), pcap("ping.pcap")],
    args: forward,
    says: null,
  },
  "sets that time out": {
    rules:
      "ipset create s hash:ip timeout 60\nipset add s 192.0.2.9\n" +
      "iptables -A FORWARD -m set --match-set s src -j DROP\n",
    captures: plain,
    args: forward,
    says: null,
  },
  "a limit": {
    rules: "iptables -A FORWARD -m limit --limit 1/s -j ACCEPT\n",
    captures: plain,
    args: forward,
    says: together("-m limit"),
  },
  "a list": {
    rules: "iptables -A FORWARD -m recent --set -j ACCEPT\n",
    captures: plain,
    args: forward,
    says: together("-m recent"),
  },
  "every nth": {
    rules: "iptables -A FORWARD -m statistic --mode nth --every 2 --packet 0 -j DROP\n",
    captures: plain,
    args: forward,
    says: together("-m statistic"),
  },
  "a quota": {
    rules: "iptables -A FORWARD -m quota --quota 5000 -j ACCEPT\n",
    captures: plain,
    args: forward,
    says: together("-m quota"),
  },
  "source NAT": {
    rules: "iptables -t nat -A POSTROUTING -j MASQUERADE\n",
    captures: plain,
    args: forward,
    says: together("-j MASQUERADE"),
  },
  "sets that count": {
    rules:
      "ipset create s hash:ip counters\nipset add s 192.0.2.9\n" +
      "iptables -A FORWARD -m set --match-set s src -j DROP\n",
    captures: plain,
    args: forward,
    says: /one thread, since set s counts packets of all connections/,
  },
  "an answer of the host ends it on the way": {
    rules: `ip route add default via 192.0.2.254\n${stateful}iptables -A FORWARD -p tcp -j REJECT\n`,
    captures: [pcap("dns.pcap"), pcap("ssh.pcap"), pcap("portscan.pcap")],
    args: ["--in", "eth1"],
    says: /one thread, since packet \d+ needs more than its connection: the host makes/,
  },
  fragments: {
    rules: stateful,
    captures: [pcap("http.pcap"), pcap("fragments.pcap")],
    args: forward,
    says: /one thread, since packet \d+ needs more than its connection: fragments/,
  },
  "a full table": {
    rules: `${stateful}sysctl -w net.netfilter.nf_conntrack_max=20\n`,
    captures: [pcap("synflood.pcap")],
    args: forward,
    says: /one thread, since the table of connections may be full/,
  },
  "an annotated capture": {
    rules: stateful,
    captures: plain,
    args: [...forward, "-w", join(directory, "w.pcapng")],
    says: /one thread, since annotated captures number interfaces in the order of all packets/,
  },
};

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function sluice(args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["dist/cli.js", ...args], {
      env: { ...process.env, COLUMNS: "80" },
    });
    const text = { out: "", err: "" };
    child.stdout.on("data", (data) => {
      text.out += data;
    });
    child.stderr.on("data", (data) => {
      text.err += data;
    });
    child.on("close", (code) => resolve({ code, ...text }));
  });
}

/** Everything that a replay prints and writes. */
async function everything(name: string, args: readonly string[], jobs: number) {
  const to = join(directory, `${name}-${jobs}`.replace(/\W/g, "-"));
  mkdirSync(to, { recursive: true });
  const lines = join(to, "lines.jsonl");
  const state = join(to, "state");
  const files = ["-v", "--bytes", "--jsonl", lines, "--state", state];
  const { code, out, err } = await sluice(["replay", ...args, ...files, "--jobs", String(jobs)]);
  const told = readdirSync(state).map((f) => [f, readFileSync(join(state, f), "utf8")] as const);
  return { err, same: { code, out, lines: readFileSync(lines, "utf8"), told } };
}

describe("as one thread", () => {
  test.each(Object.entries(cases))("%s", async (name, { rules, captures, args = [], says }) => {
    const setup = join(directory, `${name.replace(/\W/g, "-")}.sh`);
    writeFileSync(setup, host + rules);
    const words = ["--setup", setup, ...args, ...captures];
    const one = await everything(name, words, 1);
    expect(one.err).toBe("");
    for (const jobs of [2, 4]) {
      const several = await everything(name, words, jobs);
      expect(several.same).toEqual(one.same);
      if (says === null) expect(several.err).toBe("");
      else expect(several.err).toMatch(says);
    }
  });

  test("a capture that is cut off", async () => {
    const cut = join(directory, "cut.pcap");
    const whole = readFileSync(pcap("http.pcap"));
    writeFileSync(cut, whole.subarray(0, whole.length - 7));
    const args = ["replay", ...forward, "--jsonl", "-", cut];
    const [one, two] = [await sluice(args), await sluice([...args, "--jobs", "2"])];
    expect(two).toEqual(one);
    expect(one.code).toBe(3);
  });

  test.each(["0", "65", "x", "-1"])("--jobs %s is refused", async (jobs) => {
    const { code, err } = await sluice(["replay", `--jobs=${jobs}`, pcap("dns.pcap")]);
    expect(code).toBe(2);
    expect(err).toMatch(/--jobs .*: a number from 1 to 64 is expected/);
  });
});
