// Holds an answer against the kernel's and says in sentences how they differ.
//
// What may differ, and nothing else: identifiers that the host draws at random for packets of its
// own making (IPv4 id with its header checksum, IPv6 flow label and fragment id), checksums that
// the kernel left to a device which never came (packets it makes and delivers to itself), source
// ports where the scenario says that they are random, the order of connections and of tables, and
// one second in a timeout, unless the scenario says that it is exact.
import { describePacket } from "./describe.js";
import type { KernelAnswer, PacketAnswer } from "./kernel.js";
import { sameButNoise } from "./noise.js";
import type { Seen } from "./probe.js";
import type { ScenarioFacts } from "./scenario.js";
import { compareSets } from "./sets.js";
import { compareTables } from "./tables.js";

/** An answer to be judged: the kernel's fields, without its release. */
export type Answer = Omit<KernelAnswer, "kernel">;

/** All differences, one sentence each; none means agreement. */
export function compareAnswers(kernel: Answer, other: Answer, facts: ScenarioFacts): string[] {
  const { before, behind } = facts.idle ?? { before: 0, behind: 0 };
  return [
    ...comparePackets(kernel.packets, other.packets, facts),
    ...compareTables("ipv4", kernel.counters.ipv4, other.counters.ipv4),
    ...compareTables("ipv6", kernel.counters.ipv6, other.counters.ipv6),
    ...compareEntries("conntrack", kernel.conntrack, other.conntrack, facts),
    ...compareEntries("expect", kernel.expect, other.expect, facts),
    ...compareStatistics(kernel.statistics ?? "", other.statistics ?? ""),
    ...compareSets(kernel.ipset, other.ipset, 1 + Math.floor(before + behind)),
    ...compareAccounts(kernel.nfacct ?? "", other.nfacct ?? ""),
    ...compareLog(kernel.log, other.log, makesCopies(kernel)),
  ];
}

/** What conntrack counted, where it was asked. */
function compareStatistics(kernel: string, other: string): string[] {
  if (kernel === other) return [];
  return [`statistics: ${other || "nothing"}, the kernel's ${kernel || "nothing"}`];
}

/** Accounting objects, line by line. */
function compareAccounts(kernel: string, other: string): string[] {
  const [theirs, ours] = [kernel, other].map((text) => text.split("\n"));
  return Array.from({ length: Math.max(theirs!.length, ours!.length) }, (_, i) => i)
    .filter((i) => theirs![i] !== ours![i])
    .map((i) => `nfacct: ${ours![i] ?? "nothing"}, the kernel's ${theirs![i] ?? "nothing"}`);
}

function comparePackets(
  kernel: PacketAnswer[],
  other: PacketAnswer[],
  facts: ScenarioFacts,
): string[] {
  const found: string[] = [];
  if (kernel.length !== other.length) {
    found.push(`answers for ${other.length} packets, the kernel for ${kernel.length}`);
  }
  kernel.forEach((k, i) => {
    const o = other[i];
    if (!o) return;
    const where = `packet ${k.n}`;
    if (o.n !== k.n) found.push(`${where}: numbered ${o.n}`);
    found.push(...compareEmits(where, k.emits, o.emits, facts));
    found.push(...compareFrames(where, byDevice(k.frames), byDevice(o.frames), facts));
    if (k.error !== o.error) {
      found.push(
        `${where}: the sender is told ${o.error ?? "nothing"}, by the kernel ${k.error ?? "nothing"}`,
      );
    }
  });
  return found;
}

const route = (e: Seen): string => `${e.at} ${e.in ?? "-"}>${e.out ?? "-"}`;
const summary = (e: Seen): string => `${route(e)} mark ${e.mark} ${describePacket(e.packet)}`;

function compareEmits(
  where: string,
  kernel: Seen[],
  other: Seen[],
  facts: ScenarioFacts,
): string[] {
  const found: string[] = [];
  for (let i = 0; i < Math.max(kernel.length, other.length); i++) {
    const k = kernel[i];
    const o = other[i];
    const which = `${where} emit ${i + 1}`;
    if (!o) found.push(`${which}: missing: ${summary(k!)}`);
    else if (!k) found.push(`${which}: too much: ${summary(o)}`);
    else {
      if (route(k) !== route(o)) found.push(`${which}: is ${route(o)}, the kernel's ${route(k)}`);
      if (k.mark !== o.mark) found.push(`${which}: mark ${o.mark}, the kernel's ${k.mark}`);
      // what the host routed again, and TEE's copy of it, has its way out for its way in; a broadcast of the
      // host's comes back to it from where it left
      const back = kernel.some((w) => w.at === "wire" && w.in === null && w.out === k.in);
      const own = k.in === null || k.in === "lo" || k.in === k.out || (k.at === "local" && back);
      if (!sameButNoise(k.packet, o.packet, { own, ...ports(facts) })) {
        found.push(bytesDiffer(which, k.packet, o.packet));
      }
    }
  }
  return found;
}

const ports = (facts: ScenarioFacts): { randomPorts?: [number, number] } =>
  facts.randomPorts ? { randomPorts: facts.randomPorts } : {};

type Frames = [string, string][];

/** Devices are read one after the other: the order between two of them is not known. */
const byDevice = (frames: Frames = []): Frames =>
  [...frames].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

function compareFrames(
  where: string,
  kernel: Frames,
  other: Frames,
  facts: ScenarioFacts,
): string[] {
  const found: string[] = [];
  for (let i = 0; i < Math.max(kernel.length, other.length); i++) {
    const k = kernel[i];
    const o = other[i];
    const which = `${where} frame ${i + 1}`;
    if (!o) found.push(`${which}: missing: ${k![0]} ${describePacket(k![1])}`);
    else if (!k) found.push(`${which}: too much: ${o[0]} ${describePacket(o[1])}`);
    else {
      if (k[0] !== o[0]) found.push(`${which}: on ${o[0]}, the kernel's on ${k[0]}`);
      const own = true; // whoever fragments draws the id where the packet brought none
      if (!sameButNoise(k[1], o[1], { own, ...ports(facts) })) {
        found.push(bytesDiffer(which, k[1], o[1]));
      }
    }
  }
  return found;
}

/** Long packets are shown from a little before the first difference on. */
const WINDOW = 160;

function bytesDiffer(which: string, kernel: string, other: string): string {
  let at = 0;
  while (at < kernel.length && kernel[at] === other[at]) at++;
  at &= ~1;
  const from = kernel.length <= WINDOW ? 0 : Math.max(0, at - 16);
  const show = (hex: string) => (from ? ".." : "") + hex.slice(from, from + WINDOW);
  return (
    `${which}: bytes differ from offset ${at >> 1}\n` +
    `    kernel ${describePacket(kernel)}\n           ${show(kernel)}\n` +
    `    sluice ${describePacket(other)}\n           ${show(other)}`
  );
}

/** A connection's line: what it is, and its timeout in seconds. */
function entry(line: string, facts: ScenarioFacts): { text: string; timeout: number } {
  let timeout = 0;
  let text = line.replace(/ (use|id)=\d+/g, "");
  // "ipv4     2 tcp      6 431999 ESTABLISHED src=.." or "299 proto=6 src=.."
  text = text.replace(
    /^((?:ipv[46]\s+\d+ \S+\s+\d+ )?)(\d+) /,
    (_, head: string, seconds: string) => {
      timeout = Number(seconds);
      return `${head}TIMEOUT `;
    },
  );
  if (facts.randomPorts) {
    const [low, high] = facts.randomPorts;
    // the port that NAT chose is where the reply goes to: the last dport of the line
    text = text.replace(/dport=(\d+)(?!.*dport=)/, (all, port: string) =>
      Number(port) >= low && Number(port) <= high ? "dport=RANDOM" : all,
    );
  }
  return { text, timeout };
}

function compareEntries(
  what: string,
  kernel: string[],
  other: string[],
  facts: ScenarioFacts,
): string[] {
  const sorted = (all: string[]) =>
    all
      .map((l) => entry(l, facts))
      .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.timeout - b.timeout));
  const [k, o] = [sorted(kernel), sorted(other)];
  const found: string[] = [];
  const slack = facts.exactTimeouts ? 0 : 1 + Math.floor(facts.idle?.behind ?? 0);
  let [i, j] = [0, 0];
  while (i < k.length || j < o.length) {
    const [a, b] = [k[i], o[j]];
    if (a && b && a.text === b.text) {
      if (Math.abs(a.timeout - b.timeout) > slack) {
        found.push(`${what}: timeout ${b.timeout}, the kernel's ${a.timeout}: ${a.text}`);
      }
      i++;
      j++;
    } else if (!b || (a && a.text < b.text)) {
      found.push(`${what}: missing: ${a!.text}`);
      i++;
    } else {
      found.push(`${what}: too much: ${b.text}`);
      j++;
    }
  }
  return found;
}

/** A line without what the host drew at random: id and flow label of a packet of its own, or of TEE's copy of
 * one; and without the link-layer header of TEE's copy: the kernel reads it where memory holds anything. A copy
 * goes out where it seems to come in, unless (`copies`) rules had it routed again. */
function logLine(line: string, copies: boolean): string {
  const mac = copies
    ? /(IN=\S+ OUT=\S+ MAC(?:SRC)?=)[0-9a-f:]+( MACDST=\S+ MACPROTO=\S+)?/
    : /(IN=(\S+) OUT=\2 MAC(?:SRC)?=)[0-9a-f:]+( MACDST=\S+ MACPROTO=\S+)?/;
  const seen = line.replace(mac, "$1*");
  if (!/IN=(?:(?:lo)? OUT=|(\S+) OUT=\1 )/.test(line)) return seen;
  return seen.replace(/ ID=\d+ /, " ID=* ").replace(/ FLOWLBL=\d+ /, " FLOWLBL=* ");
}

/** Whether rules make copies. */
const makesCopies = ({ counters }: Answer): boolean =>
  `${counters.ipv4}${counters.ipv6}`.includes("-j TEE ");

function compareLog(kernel: string[], other: string[], copies: boolean): string[] {
  const found: string[] = [];
  for (let i = 0; i < Math.max(kernel.length, other.length); i++) {
    const [k, o] = [kernel[i], other[i]];
    if (k !== undefined && o !== undefined && logLine(k, copies) === logLine(o, copies)) continue;
    found.push(
      `log line ${i + 1}: kernel ${k ?? "(none)"}\n               sluice ${o ?? "(none)"}`,
    );
  }
  return found;
}
