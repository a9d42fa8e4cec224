// Pauses: the longest time that any few packets take, while a million connections begin, expire, or find
// the table full.
//
//   npm run bench pauses
import { readFileSync } from "node:fs";
import { BytesInput } from "../src/capture/input.js";
import { CaptureReader } from "../src/capture/reader.js";
import { median } from "../src/cost/timing.js";
import { Firewall } from "../src/engine/firewall.js";
import { capture, SMALL } from "./lib/captures.js";
import { host, NETWORK, restored } from "./lib/hosts.js";
import { type Case, type RunResult, suite } from "./lib/suite.js";

/** Packets between two looks at the clock, and bytes of one: a datagram without data. */
const PACKETS = 32;
const RECORD_BYTES = 16 + 14 + 20 + 8;
const FILE_HEADER_BYTES = 24;
/** The same packets several times: what a part takes in all of them is not somebody else's doing. */
const TURNS = 3;

const FILTER =
  "*filter\n:INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n" +
  "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\nCOMMIT\n";
const router = (settings: string) =>
  host(NETWORK + settings + restored("iptables-restore", FILTER));
const setting = (name: string, value: number) =>
  `sysctl -w net.netfilter.nf_conntrack_${name}=${value}\n`;

/** Hands out a few packets at a time. */
class Spoons extends BytesInput {
  private first = true;
  override read(into: Uint8Array): number {
    const bytes = (this.first ? FILE_HEADER_BYTES : 0) + PACKETS * RECORD_BYTES;
    this.first = false;
    return super.read(into.subarray(0, bytes));
  }
}

/** Milliseconds that each few packets took. */
async function times(bytes: Uint8Array, setup: ReturnType<typeof host>): Promise<Float64Array> {
  using firewall = await Firewall.create(setup, 0n, {});
  const reader = new CaptureReader(firewall, [new Spoons("pauses", bytes, "eth1")]);
  const out = new Float64Array(Math.ceil(bytes.length / (PACKETS * RECORD_BYTES)) + 8);
  let n = 0;
  let before = performance.now();
  await reader.run(
    {},
    () => {},
    () => {
      const now = performance.now();
      out[n++] = now - before;
      before = now;
    },
  );
  return out.subarray(0, n);
}

async function pauses(file: string, setup: ReturnType<typeof host>): Promise<RunResult> {
  const bytes = readFileSync(file);
  const least = await times(bytes, setup);
  for (let turn = 1; turn < TURNS; turn++) {
    const again = await times(bytes, setup);
    for (let i = 0; i < least.length; i++) least[i] = Math.min(least[i]!, again[i]!);
  }
  const usual = median([...least]);
  const worst = least.reduce((a, b) => Math.max(a, b), 0);
  const packets = (bytes.length - FILE_HEADER_BYTES) / RECORD_BYTES;
  const facts = {
    "usual ns": Math.round((usual / PACKETS) * 1e6),
    "longest us": Math.round((worst - usual) * 1e3),
    "times the usual packet": Math.round((worst - usual) / (usual / PACKETS)),
  };
  return { packets, seconds: (usual / PACKETS / 1e3) * packets, facts };
}

const begun = capture({ ...SMALL, flows: 1_000_000, packets: 1_500_000, seed: 3, tcpShare: 0 });
const one = (name: string, settings: string): Case => ({
  name,
  about: { what: name },
  run: () => pauses(begun, router(settings)),
});

await suite("pauses", [
  one("a million connections begin", ""),
  one("they expire after a second", setting("udp_timeout", 1) + setting("udp_timeout_stream", 1)),
  one("the table is full at 100,000", setting("max", 100_000)),
]);
