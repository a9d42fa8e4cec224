// The real kernel beside sluice: the same rules, the same packets, in the same run.
//
//   npm run bench kernel        as root; else it says that it was left out
//
// The kernel forwards packets of a TUN device, in a network namespace of its own, to another one
// that swallows them (bench/native/inject.c); sluice sends them the same way (--path forward).
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { capture, SMALL } from "./lib/captures.js";
import { hostLater, routerText } from "./lib/hosts.js";
import { replay } from "./lib/replay.js";
import { makeRules, restoreText, type Rule } from "./lib/rules.js";
import { type Case, RESULTS, type RunResult, suite } from "./lib/suite.js";

const RULES = [0, 10, 100, 1000, 10_000];
const NAMESPACE = `sluice-bench-${process.pid}`;
const PROGRAM = `${RESULTS}/inject`;
const PACKETS = 200_000;
const file = capture({ ...SMALL, packets: PACKETS, flows: 5000 });

/** Packets that take the kernel about half a second: it tries one rule after the other. With connection
 * tracking only the first of a connection meets them. */
function packetsFor(rules: number, conntrack: boolean): number {
  if (conntrack) return PACKETS;
  return Math.max(2000, Math.round(2e8 / (1000 + 30 * rules)));
}

/** Runs a command; its standard output, or null when it failed. */
function run(words: readonly string[], input = ""): string | null {
  const [command, ...args] = words;
  const done = spawnSync(command!, args, { input, encoding: "utf8" });
  return done.status === 0 ? done.stdout : null;
}

const inside = (...words: string[]) => ["ip", "netns", "exec", NAMESPACE, ...words];

/** Whether the kernel can be asked; says why not. */
function whyNot(): string | null {
  mkdirSync(RESULTS, { recursive: true });
  if (process.getuid?.() !== 0) return "it takes root";
  if (run(["gcc", "-O2", "-o", PROGRAM, "bench/native/inject.c"]) === null) return "no gcc";
  return makeNamespace();
}

/** Makes the namespace with its two devices, without connections; says why not. */
function makeNamespace(): string | null {
  run(["ip", "netns", "del", NAMESPACE]);
  if (run(["ip", "netns", "add", NAMESPACE]) === null) return "no network namespaces";
  const commands = [
    "ip tuntap add dev tun0 mode tun",
    "ip tuntap add dev tun1 mode tun",
    "ip link set tun0 up",
    "ip link set tun1 up",
    "ip addr add 192.0.2.1/32 dev tun0",
    "ip addr add 198.51.100.1/32 dev tun1",
    "ip route add 10.0.0.0/8 dev tun1",
    "ip route add 203.0.113.0/24 dev tun1",
    "cd /proc/sys/net/ipv4",
    "echo 1 > ip_forward",
    "echo 0 > conf/all/rp_filter",
    "echo 0 > conf/tun0/rp_filter",
    "iptables-legacy-restore < /dev/null",
  ];
  return run(inside("sh", "-ec", commands.join("\n"))) === null
    ? "no TUN device or iptables"
    : null;
}

/** Sends packets through the kernel's FORWARD chain once. */
function kernel(rules: readonly Rule[], conntrack: boolean): RunResult {
  const missing = makeNamespace();
  if (missing !== null) throw new Error(missing);
  const text = restoreText(rules, { family: "ipv4", conntrack });
  if (run(inside("iptables-legacy-restore"), text) === null)
    throw new Error("iptables-legacy-restore failed");
  const count = packetsFor(rules.length, conntrack);
  const out = run(inside(PROGRAM, "tun0", "tun1", file, String(count)));
  if (out === null) throw new Error("the packets could not be injected");
  const { ns, packets } = JSON.parse(out) as { ns: number; packets: number };
  return { packets, seconds: (ns * packets) / 1e9 };
}

function cases(): Case[] {
  return [false, true].flatMap((conntrack) =>
    RULES.flatMap((count): Case[] => {
      const rules = makeRules({ rules: count, kind: "dport", seed: 1 });
      const setup = hostLater(() => routerText(rules, conntrack));
      const on = conntrack ? "on" : "off";
      const name = `${count.toLocaleString("en")} rules, conntrack ${on}`;
      const about = (who: string) => ({ rules: count, conntrack: on, who });
      return [
        { name: `${name}: sluice`, about: about("sluice"), run: () => replay(file, setup()) },
        {
          name: `${name}: kernel`,
          about: about("kernel"),
          run: async () => kernel(rules, conntrack),
        },
      ];
    }),
  );
}

const missing = whyNot();
try {
  if (missing !== null) console.log(`kernel: left out, ${missing}`);
  else await suite("kernel", cases());
} finally {
  run(["ip", "netns", "del", NAMESPACE]);
}
