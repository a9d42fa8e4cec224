// The kernel of this machine as a router: netfilter, conntrack, NAT and routing as they are, on
// devices that lead nowhere, in a namespace made for one scenario and gone with it.
import { release } from "node:os";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CapturedPacket } from "../support/pcapng.js";
import { nameOf, type Step } from "./plan.js";
import { CannotAsk, type Events, Probe, probeBinary, type Seen } from "./probe.js";

/** What came of one packet. */
export interface PacketAnswer {
  n: number;
  /** Every packet that left because of this one, in order. */
  emits: Seen[];
  /** What the wire carried where that is not the wire emits one to one: [interface, hex]. */
  frames?: [string, string][];
  /** What a local sender was told. */
  error?: string;
  /** The counters that moved: "family table chain rule packets bytes" (only when asked for). */
  rules?: string[];
  /** The SYN cookie that it gave: "NUMBER/STAMP"; and by how much the acknowledgement and the echo of a time
   * stamp lay above the scenario's, because of an earlier one (cookies.ts). */
  cookie?: string;
  moved?: [number, number];
  /** sluice alone: rules that it could not decide. */
  undecided?: unknown[];
}

/** What the tools print after the last packet. */
export interface StateAnswer {
  kernel: string;
  counters: { ipv4: string; ipv6: string };
  conntrack: string[];
  expect: string[];
  /** What `conntrack -S` counts, all processors together, of scenarios that ask for it. */
  statistics?: string;
  ipset: string;
  /** What `nfacct list` prints, of setups with accounting objects. */
  nfacct?: string;
  log: string[];
}

/** The kernel's whole answer to a scenario. */
export interface KernelAnswer extends StateAnswer {
  packets: PacketAnswer[];
}

/** The setup was refused by a program it ran. */
export class SetupRefused extends Error {}

const GROUP = 4242;

// Two base chains a family at the last priority there is. nf_hook_entries_grow() puts a newcomer of
// equal priority in front, so chains that are there before conntrack registers its confirm hook
// run behind it: the packet is seen as it leaves. Delivery ends here, lest the stack answer.
// What the stack says to neighbours by itself is no answer to any packet and is cut off before
// the first rule; a local process saying the same has a socket and passes.
const WATCH = ["ip", "ip6"].flatMap((family) => [
  `add table ${family} watch`,
  `add chain ${family} watch local { type filter hook input priority 2147483647; }`,
  `add rule ${family} watch local log prefix "local" group ${GROUP} drop`,
  `add chain ${family} watch wire { type filter hook postrouting priority 2147483647; }`,
  `add rule ${family} watch wire log prefix "wire" group ${GROUP}`,
]);
const CHATTER =
  "mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report, " +
  "nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert";
const SILENCE = [
  "add chain ip6 watch quiet { type filter hook output priority -2147483648; }",
  "add rule ip6 watch quiet meta skuid 0-4294967294 accept",
  `add rule ip6 watch quiet icmpv6 type { ${CHATTER} } drop`,
];

// A host that says nothing by itself, answers every packet it should answer, and has the reverse
// path filter off until a setup turns it on.
const QUIET: [string, number][] = [
  ["ipv6/conf/default/accept_dad", 0],
  ["ipv6/conf/default/router_solicitations", 0],
  ["ipv6/conf/default/accept_ra", 0],
  ["ipv6/conf/default/addr_gen_mode", 1],
  ["ipv4/icmp_ratelimit", 0],
  ["ipv6/icmp/ratelimit", 0],
  ["ipv4/icmp_msgs_per_sec", 1_000_000],
  ["ipv4/icmp_msgs_burst", 1_000_000],
  ["ipv4/conf/all/rp_filter", 0],
  ["ipv4/conf/default/rp_filter", 0],
];

/** The address of interface number `index` (from 0). */
export function interfaceMac(index: number): string {
  return "02000000" + (index + 1).toString(16).padStart(4, "0");
}

const hex = (b: Uint8Array): string => Buffer.from(b).toString("hex");
const lines = (text: string): string[] => text.split("\n").filter((l) => l !== "");

/** The user and group that a local sender runs as, from facts in a packet's comment. */
function sender(comment: string | undefined, what: "uid" | "gid"): number {
  const fact = new RegExp(`\\b${what}=(\\d+)`).exec(comment ?? "");
  return fact ? Number(fact[1]) : 0;
}

/** How a namespace is opened. */
export interface OpenOptions {
  interfaces: string[];
  /** The folder of setup.sh, or the steps of a plan (plan.ts) that is run without a shell. */
  setup: { directory: string } | { steps: readonly Step[] };
  /** What to read of the kernel's messages: nothing, lines printed while a packet is under way, or all
   * (timers print too, and other namespaces). */
  messages: "none" | "packets" | "all";
}

/** What the probe says of conntrack. */
interface Dump {
  connections: number;
  expectations: number;
}

/** Lean probes that wait for work: making a namespace is cheaper than making a process. */
const idle: Probe[] = [];

async function leanProbe(root: string): Promise<Probe> {
  for (let waiting = idle.pop(); waiting; waiting = idle.pop()) {
    try {
      await waiting.ask("fresh");
      return waiting;
    } catch (e) {
      // one that broke while it was asked
      if (!(e instanceof CannotAsk)) throw e;
    }
  }
  const probe = new Probe(probeBinary(root), true);
  await probe.answer();
  return probe;
}

/** Why the kernel of this machine cannot be asked; null when it can. */
export async function cannotAsk(root: string): Promise<string | null> {
  if (process.getuid?.() !== 0) return "it makes network namespaces and needs root";
  let kernel: Kernel | null = null;
  try {
    const input = "*filter\nCOMMIT\n";
    const steps = [
      { program: ["iptables-legacy-restore", "-n"], input },
      { program: ["ip6tables-legacy-restore", "-n"], input },
      { program: ["conntrack", "-L"], input: "" },
      { program: ["ipset", "save"], input: "" },
      { program: ["ip", "-batch", "-"], input: "" },
    ];
    kernel = await Kernel.open(root, { interfaces: ["eth0"], setup: { steps }, messages: "none" });
    return null;
  } catch (e) {
    return (e as Error).message;
  } finally {
    await kernel?.close();
    await dismissProbes();
  }
}

/** Ends the probes that wait for work; without it the program does not end. */
export async function dismissProbes(): Promise<void> {
  for (const probe of idle.splice(0)) await probe.close();
}

const MESSAGES = { none: 0, packets: 1, all: 2 };

/** What came of one packet, with the clock of Events. */
export interface PacketEvents {
  answer: Omit<PacketAnswer, "n">;
  log: string[];
  tick: number;
  ticked: number;
}

export class Kernel {
  /** Whether the setup makes accounting objects. */
  private accounting = false;

  private constructor(
    private readonly probe: Probe,
    private readonly lean: boolean,
  ) {}

  /** Makes the namespace and runs the setup. */
  static async open(root: string, options: OpenOptions): Promise<Kernel> {
    const lean = "steps" in options.setup;
    const kernel = new Kernel(lean ? await leanProbe(root) : new Probe(probeBinary(root)), lean);
    try {
      if (!lean) await kernel.probe.answer();
      await kernel.prepare(options);
      return kernel;
    } catch (e) {
      await kernel.close();
      throw e;
    }
  }

  private async prepare({ interfaces, setup, messages }: OpenOptions): Promise<void> {
    const { probe } = this;
    const quiet = QUIET.map(([key, n]) => probe.ask("write", `/proc/sys/net/${key}`, n));
    const taps = interfaces.map((name, i) => probe.ask("tap", name, interfaceMac(i)));
    const watching = probe.run("/", "nft", [...WATCH, ...SILENCE].join("; "));
    await Promise.all([...quiet, ...taps]);
    const watch = await watching;
    if (watch.status !== 0) throw new Error(`nft: ${watch.err}`);
    if ("steps" in setup) await this.take(setup.steps);
    else await this.source(setup.directory);
    this.accounting =
      "steps" in setup
        ? setup.steps.some((step) => "program" in step && step.program[0] === "nfacct")
        : /^nfacct /m.test(readFileSync(join(setup.directory, "setup.sh"), "utf8"));
    await probe.ask("watch", GROUP, MESSAGES[messages]);
    await probe.ask("late");
  }

  /** Runs the steps of a plan. */
  private async take(steps: readonly Step[]): Promise<void> {
    const ran = await Promise.all(
      steps.map((step) =>
        "file" in step
          ? this.probe.ask<{ ok: boolean }>("write", step.file, step.text)
          : this.probe.feed(step.input, ...step.program),
      ),
    );
    ran.forEach((r, i) => {
      const failed = "ok" in r ? !r.ok : r.status !== 0;
      if (failed) throw new SetupRefused(`${nameOf(steps[i]!)}: ${"ok" in r ? "" : r.err.trim()}`);
    });
  }

  /** Runs setup.sh, and sets counters to zero that it moved. */
  private async source(directory: string): Promise<void> {
    const { probe } = this;
    const setup = await probe.run(directory, "sh", "-e", "setup.sh");
    if (setup.status !== 0) {
      throw new SetupRefused(`${join(directory, "setup.sh")}: ${setup.err.trim()}`);
    }
    const zero =
      "for t in $(cat /proc/net/ip_tables_names); do iptables -t $t -Z; done; " +
      "for t in $(cat /proc/net/ip6_tables_names); do ip6tables -t $t -Z; done";
    await probe.run("/", "sh", "-c", zero);
  }

  /** One packet arrives, or is sent by a local process. */
  async packet(p: CapturedPacket): Promise<PacketEvents> {
    const events =
      p.dir === "in"
        ? await this.probe.ask<Events>("in", p.iface, hex(p.frame))
        : await this.probe.ask<Events>(
            "out",
            sender(p.comment, "uid"),
            sender(p.comment, "gid"),
            hex(p.frame),
          );
    // a device that is down takes nothing: that is no local sender's error
    if (p.dir === "in") events.error = null;
    const { log, tick, ticked } = events;
    return { answer: asWired(events), log, tick, ticked };
  }

  /** What came by itself since the last packet. */
  async late(): Promise<Events> {
    return this.probe.ask<Events>("late");
  }

  /** What iptables-save -c prints, comments cut. */
  async counters(): Promise<{ ipv4: string; ipv6: string }> {
    const [four, six] = await Promise.all([
      this.probe.run("/", "iptables-legacy-save", "-c"),
      this.probe.run("/", "ip6tables-legacy-save", "-c"),
    ]);
    const cut = (text: string) => text.replace(/^#.*\n/gm, "");
    return { ipv4: cut(four.out), ipv6: cut(six.out) };
  }

  /** What conntrack counted, as `conntrack -S` prints it of a host with one processor. */
  async statistics(): Promise<string> {
    const { out } = await this.probe.run("/", "conntrack", "-S");
    const sums = new Map<string, number>();
    for (const [, name, count] of out.matchAll(/(\w+)=(\d+) /g)) {
      if (name !== "cpu") sums.set(name!, (sums.get(name!) ?? 0) + Number(count));
    }
    return [...sums].map(([name, count]) => `${name}=${count}`).join(" ");
  }

  /** Everything that can be asked after the last packet. */
  async state(log: string[], facts: { statistics?: boolean } = {}): Promise<StateAnswer> {
    const { probe } = this;
    const statistics = facts.statistics ? await this.statistics() : undefined;
    const { connections, expectations } = await probe.ask<Dump>("dump");
    const list = async (...args: string[]) => {
      const { out } = await probe.run("/", "conntrack", "-L", ...args);
      return lines(out).map((l) => l.replace(/ (use|id)=\d+/g, ""));
    };
    // conntrack walks the whole machine's table: only for something to show
    const [entries, expect, sets, accounts, counters] = await Promise.all([
      connections === 0 ? [] : list("-o", "extended"),
      expectations === 0 ? [] : list("expect"),
      probe.run("/", "ipset", "save"),
      this.accounting ? probe.run("/", "nfacct", "list") : null,
      this.counters(),
    ]);
    return {
      kernel: release(),
      counters,
      conntrack: [
        ...entries.filter((l) => l.startsWith("ipv4")),
        ...entries.filter((l) => !l.startsWith("ipv4")),
      ],
      expect,
      ...(statistics === undefined ? {} : { statistics }),
      ipset: sets.out,
      ...(accounts === null ? {} : { nfacct: accounts.out }),
      log,
    };
  }

  /** Ends the namespace; a lean probe does so when the next one is opened. */
  async close(): Promise<void> {
    if (this.lean) idle.push(this.probe);
    else await this.probe.close();
  }
}

/** Where the wire carried the emits one to one, the wire's bytes stand for them: checksums that
 * were left to the device are filled in there. */
function asWired(events: Events): Omit<PacketAnswer, "n"> {
  const answer: Omit<PacketAnswer, "n"> = { emits: events.seen };
  const carried = new Map<string, string[]>();
  for (const [name, packet] of events.frames) {
    carried.set(name, [...(carried.get(name) ?? []), packet]);
  }
  const sent = new Map<string, Seen[]>();
  for (const e of events.seen) {
    if (e.at === "wire" && e.out !== null) sent.set(e.out, [...(sent.get(e.out) ?? []), e]);
  }
  const frames: [string, string][] = [];
  for (const [name, packets] of carried) {
    const emits = sent.get(name) ?? [];
    if (emits.length === packets.length) {
      emits.forEach((e, i) => {
        e.packet = packets[i]!;
      });
    } else {
      for (const packet of packets) frames.push([name, packet]);
    }
  }
  if (frames.length > 0) answer.frames = frames;
  if (events.error !== null) answer.error = events.error;
  return answer;
}
