// Pauses: the longest time that any few packets take, while a million connections begin, expire, or find
// the table full.
//
//   npm run bench pauses
import { readFileSync } from "node:fs";
import { BytesInput } from "../src/capture/input.js";
import { CaptureReader } from "../src/capture/reader.js";
import { median } from "../src/cost/timing.js";
import { Firewall } from "../src/engine/firewall.js";
import type { Setup } from "../src/setup/model.js";
import { capture, SMALL } from "./lib/captures.js";
import { host, NETWORK, restored } from "./lib/hosts.js";
import { type Case, type RunResult, suite } from "./lib/suite.js";

/** Packets between two looks at the clock, and bytes of one: a datagram without data. */
const PACKETS = 32;
const RECORD_BYTES = 16 + 14 + 20 + 8;
const FILE_HEADER_BYTES = 24;
const FILTER =
  "*filter\n:INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n" +
  "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\nCOMMIT\n";
const router = (settings: string) =>
  host(NETWORK + settings + restored("iptables-restore", FILTER));
const setting = (name: string, value: number) =>
  `sysctl -w net.netfilter.nf_conntrack_${name}=${value}\n`;

/** V8 compiles the way into an instance of a module when it was taken a thousand times: so many packets go
 * before the others, one at a time. */
const YOUNG = 1200;

/** Hands out a few packets at a time. */
class Spoons extends BytesInput {
  private first = true;

  constructor(
    bytes: Uint8Array,
    private readonly packets: number,
  ) {
    super("pauses", bytes, "eth1");
  }

  override read(into: Uint8Array): number {
    const bytes = (this.first ? FILE_HEADER_BYTES : 0) + this.packets * RECORD_BYTES;
    this.first = false;
    return super.read(into.subarray(0, bytes));
  }
}

/** Milliseconds that each few packets took. */
async function times(bytes: Uint8Array, setup: Setup): Promise<Float64Array> {
  using firewall = await Firewall.create(setup, 0n, {});
  const young = bytes.subarray(0, FILE_HEADER_BYTES + YOUNG * RECORD_BYTES);
  await new CaptureReader(firewall, [new Spoons(young, 1)]).run({}, () => {});
  const reader = new CaptureReader(firewall, [new Spoons(bytes, PACKETS)]);
  const out = new Float64Array(Math.ceil(bytes.length / (PACKETS * RECORD_BYTES)) + 8);
  // the capture is opened before its first packet
  let n = -1;
  let before = 0;
  await reader.run(
    {},
    () => {},
    () => {
      const now = performance.now();
      if (n >= 0) out[n] = now - before;
      n++;
      before = now;
    },
  );
  return out.subarray(0, n);
}

/** Runs the capture once more. `least`: what each part took at least in the runs before, since what it
 * takes in all of them is not somebody else's doing. */
async function pauses(bytes: Uint8Array, setup: Setup, least: number[]): Promise<RunResult> {
  (await times(bytes, setup)).forEach((time, i) => {
    least[i] = Math.min(least[i] ?? time, time);
  });
  const usual = median(least);
  const worst = least.reduce((a, b) => Math.max(a, b), 0);
  const packets = (bytes.length - FILE_HEADER_BYTES) / RECORD_BYTES;
  const facts = {
    "usual ns": Math.round((usual / PACKETS) * 1e6),
    "longest us": Math.round((worst - usual) * 1e3),
    "times the usual packet": Math.round((worst - usual) / (usual / PACKETS)),
  };
  return { packets, seconds: (usual / PACKETS / 1e3) * packets, facts };
}

const begun = readFileSync(
  capture({ ...SMALL, flows: 1_000_000, packets: 1_200_000, seed: 3, tcpShare: 0 }),
);
function one(name: string, settings: string): Case {
  const least: number[] = [];
  return { name, about: { what: name }, run: () => pauses(begun, router(settings), least) };
}

await suite("pauses", [
  one("a million connections begin", ""),
  one("they expire after a second", setting("udp_timeout", 1) + setting("udp_timeout_stream", 1)),
  one("the table is full at 100,000", setting("max", 100_000)),
]);
