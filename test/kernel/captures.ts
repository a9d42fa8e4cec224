// Captures as they were recorded, through rulesets as they are used, on the kernel and in sluice. Both come
// from folders of the caller: DIR/*.pcap, *.pcapng, and NAME.rules beside NAME.v4.save or NAME.v6.save,
// which say for which family a dump is.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatAddress } from "../../src/setup/address.js";
import { Chance } from "../support/chance.js";
import { ipPackets } from "../support/frames.js";
import type { CapturedPacket } from "../support/pcapng.js";
import { askPackets, judged, type Question } from "./fuzz/live.js";
import { compareAnswers } from "./compare.js";
import { dismissProbes, interfaceMac, SetupRefused } from "./kernel.js";

/** What to try. */
export interface CapturesOptions {
  /** Folders. */
  captures: string;
  rulesets: string;
  seed: number;
  /** Rulesets that each capture meets. */
  count: number;
  /** Packets of a capture, at most. */
  limit: number;
}

/** What came of it. */
export interface CapturesTally {
  replays: number;
  packets: number;
  refused: number;
  wavering: number;
  differing: string[];
}

interface Ruleset {
  name: string;
  command: "iptables" | "ip6tables";
  dump: string;
}

const INTERFACES = ["eth0", "eth1"];

const BASE = `
ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 2001:db8::1/64 dev eth0
ip route add default via 192.0.2.254 dev eth0
ip -6 route add default via 2001:db8::254 dev eth0
sysctl -qw net.ipv4.ip_forward=1
sysctl -qw net.ipv6.conf.all.forwarding=1
sysctl -qw net.ipv4.conf.all.send_redirects=0
sysctl -qw net.ipv4.conf.eth0.send_redirects=0
sysctl -qw net.ipv4.conf.eth1.send_redirects=0
`;

function rulesetsOf(directory: string): Ruleset[] {
  const names = readdirSync(directory).filter((name) => name.endsWith(".rules"));
  return names.sort().flatMap((file) => {
    const name = file.slice(0, -".rules".length);
    const dump = readFileSync(join(directory, file), "utf8");
    return [
      { name, command: "iptables" as const, dump, save: `${name}.v4.save` },
      { name, command: "ip6tables" as const, dump, save: `${name}.v6.save` },
    ].filter(({ save }) => existsSync(join(directory, save)));
  });
}

const isFour = (packet: Buffer): boolean => packet[0]! >> 4 === 4;

function ends(packet: Buffer): [source: string, destination: string] {
  const [from, size] = isFour(packet) ? [12, 4] : [8, 16];
  const address = (at: number) => formatAddress(new Uint8Array(packet.subarray(at, at + size)));
  return [address(from), address(from + size)];
}

/** Whether a host can have it. */
const isHost = (address: string): boolean =>
  address.includes(":")
    ? /^(2|3|f[cd])/.test(address) && !address.startsWith("2001:db8::")
    : !/^(0|127|169\.254|22[4-9]|23\d|24\d|25\d|192\.0\.2)\./.test(address);

type Arriving = Omit<CapturedPacket, "time">;

interface Places {
  inside: Set<string>;
  own: string | null;
}

/** Who stands where: the first sender is behind eth1; in half of the cases whom it speaks to is the host
 * itself. */
function placesOf(packets: readonly Buffer[], c: Chance): Places {
  const inside = new Set<string>();
  let own: string | null = null;
  for (const packet of packets) {
    const [source, destination] = ends(packet);
    if (inside.has(source) || inside.has(destination)) continue;
    if (isHost(source) && source !== own) inside.add(source);
    if (own === null && c.percent(50) && isHost(destination)) own = destination;
  }
  return { inside, own };
}

function question(name: string, ruleset: Ruleset, { inside, own }: Places): Question {
  const bits = (address: string) => (address.includes(":") ? 128 : 32);
  const ip = (address: string) => (address.includes(":") ? "ip -6" : "ip");
  const owned = own === null ? [] : [`ip addr add ${own}/${bits(own)} dev eth1`];
  const routes = [...inside].map((a) => `${ip(a)} route add ${a}/${bits(a)} dev eth1`);
  const restore = [`${ruleset.command}-restore <<'END'`, ruleset.dump.trimEnd(), "END"];
  return {
    name,
    about: `${name} through ${ruleset.name}`,
    interfaces: INTERFACES,
    setup: [BASE.trim(), ...owned, ...routes, ...restore].join("\n"),
    lines: [],
  };
}

/** The packets as they arrive; what the host itself sends is left to it. */
function arriving(packets: readonly Buffer[], { inside, own }: Places) {
  return packets.flatMap((packet): Arriving[] => {
    const [source] = ends(packet);
    if (source === own) return [];
    const iface = inside.has(source) ? "eth1" : "eth0";
    const to = interfaceMac(INTERFACES.indexOf(iface));
    const head = Buffer.from(`${to}0200000000ff${isFour(packet) ? "0800" : "86dd"}`, "hex");
    return [{ iface, dir: "in", frame: Buffer.concat([head, packet]) }];
  });
}

/** How sluice differs. Where the kernel does not say the same twice, it drew a port at random: the rest is
 * compared without that. */
async function differences(
  root: string,
  q: Question,
  packets: readonly Arriving[],
  t: CapturesTally,
) {
  const asked = await askPackets(root, q, packets);
  t.replays++;
  t.packets += asked.capture.packets.length;
  const found = await judged(root, q, asked);
  if (found.length === 0) return found;
  const again = await askPackets(root, q, packets);
  if (compareAnswers(asked.answer, again.answer, q).length === 0) return found;
  t.wavering++;
  return judged(root, { ...q, randomPorts: [1, 0xffff] }, again);
}

/** Every capture through some rulesets; `tell` gets a line for each that differs. */
export async function captures(
  root: string,
  o: CapturesOptions,
  tell: (line: string) => void,
): Promise<CapturesTally> {
  const rulesets = rulesetsOf(o.rulesets);
  const t: CapturesTally = { replays: 0, packets: 0, refused: 0, wavering: 0, differing: [] };
  const c = new Chance(o.seed);
  for (const file of readdirSync(o.captures)
    .filter((f) => /\.pcap(ng)?$/.test(f))
    .sort()) {
    const packets = ipPackets(readFileSync(join(o.captures, file))).slice(0, o.limit);
    if (packets.length === 0) continue;
    const command = packets.filter(isFour).length * 2 >= packets.length ? "iptables" : "ip6tables";
    const fitting = rulesets.filter((r) => r.command === command);
    for (let i = 0; i < o.count; i++) {
      const ruleset = c.pick(fitting);
      const where = placesOf(packets, c);
      const q = question(`capture-${o.seed}-${t.replays + t.refused}`, ruleset, where);
      const about = `${file} through ${ruleset.name}`;
      try {
        const found = await differences(root, q, arriving(packets, where), t);
        if (found.length === 0) continue;
        t.differing.push(about);
        tell(`${about} differs (build/fuzz/${q.name}):\n${found.map((f) => `  ${f}`).join("\n")}`);
      } catch (e) {
        if (!(e instanceof SetupRefused)) throw e;
        t.refused++;
        tell(`${about} is refused and left out: ${e.message}`);
      }
    }
  }
  await dismissProbes();
  return t;
}
