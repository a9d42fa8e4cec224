// What the engine writes in bulk (assembly/report/) is what the text of each packet says.
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { DEFAULT_TRAFFIC, makeTraffic } from "../../bench/lib/traffic.js";
import { BytesInput } from "../../src/capture/input.js";
import { CaptureReader } from "../../src/capture/reader.js";
import { AnnotatedWriter } from "../../src/capture/writer.js";
import { Firewall } from "../../src/engine/firewall.js";
import { useSimd } from "../../src/engine/instance.js";
import { Wanted } from "../../src/generated/abi.js";
import { writeAnnotated } from "../../src/report/annotation.js";
import { jsonLine } from "../../src/report/jsonl.js";
import {
  captureOutput,
  type ItemSink,
  type LentItems,
  lineOutput,
  Report,
} from "../../src/report/report.js";
import { parseSetup } from "../../src/setup/setup.js";
import { NANOSECONDS, pcap } from "../capture/build.js";
import { fromHex, join } from "../support/bytes.js";

const router = readFileSync("pcaps/router.sh", "utf8");
/** Translation of both ends and both families, answers of the host, log lines, rules that ask for facts. */
const translating = `
ip addr add 203.0.113.254/24 dev eth0
ip addr add 10.255.255.254/8 dev eth1
ip link set eth0 up
ip link set eth1 up
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
iptables -t nat -A PREROUTING -i eth1 -p udp --dport 53 -j DNAT --to 203.0.113.7:5353
ip6tables -t nat -A POSTROUTING -j MASQUERADE
iptables -A FORWARD -p tcp --dport 22 -j LOG
iptables -A FORWARD -p tcp --dport 22 -j REJECT --reject-with tcp-reset
iptables -A FORWARD -p udp --dport 123 -j REJECT
iptables -A OUTPUT -m owner --uid-owner 5 -j DROP
iptables -t mangle -A FORWARD -p tcp -j MARK --set-mark 7
`;
const setups = { router, translating };
const names = [
  "router.pcapng",
  "nat.pcapng",
  "mtu.pcap",
  "fragments.pcap",
  "http.pcap",
  "http6.pcap",
  "dns.pcap",
  "rejected.pcap",
  "tunnel.pcap",
];

/** What was written, and whether the items' ends were told right. */
class Collected implements ItemSink {
  private readonly parts: Uint8Array[] = [];
  write(...parts: readonly Uint8Array[]): void {
    for (const part of parts) this.parts.push(part.slice());
  }
  batch(bytes: Uint8Array, ends: Uint32Array): void {
    expect(ends.at(-1)).toBe(bytes.length);
    let from = 0;
    for (const end of ends) {
      this.write(bytes.subarray(from, end));
      from = end;
    }
  }
  end(): void {}
  /** What was written as text, one character a byte. */
  get text(): string {
    return Buffer.from(join(...this.parts)).toString("latin1");
  }
}

/** Reads what is lent after the engine went on, as the system does. */
class Borrowing extends Collected {
  private readonly waiting: LentItems[] = [];
  lent = 0;
  override write(...parts: readonly Uint8Array[]): void {
    this.end();
    super.write(...parts);
  }
  override batch(bytes: Uint8Array, ends: Uint32Array): void {
    this.end();
    super.batch(bytes, ends);
  }
  lend(items: LentItems): boolean {
    this.lent++;
    this.waiting.push(items);
    if (this.waiting.length > 2) this.read();
    return true;
  }
  private read(): void {
    const items = this.waiting.shift()!;
    super.write(items.bytes());
    expect(items.ends().at(-1)).toBe(items.bytes().length);
    items.done();
  }
  override end(): void {
    while (this.waiting.length > 0) this.read();
  }
}

interface Run {
  readonly setup: string;
  readonly captures: readonly (readonly [string, Uint8Array])[];
  readonly steps?: boolean;
  readonly forward?: boolean;
}

/** Runs captures, in bulk or packet by packet; answers the lines and the annotated capture. */
async function run(
  { setup, captures, steps = false, forward = false }: Run,
  bulk: boolean,
  [lines, blocks] = [new Collected(), new Collected()],
) {
  using firewall = await Firewall.create(parseSetup(setup, { interfaces: ["eth0", "eth1"] }).setup);
  const inputs = captures.map(([name, bytes]) => new BytesInput(name, bytes, "eth1"));
  const reader = new CaptureReader(firewall, inputs);
  if (forward) reader.takePath({ kind: "forward", in: "eth1", out: "eth0" });
  const facts = captures.map(([name]) => ({ name, interfaceName: "eth1" }));
  const files = captures.length > 1 ? captures.map(([name]) => name) : null;
  const options = { bytes: true, path: steps, files };
  const writer = new AnnotatedWriter(blocks, facts, "test");
  const detail = { bytes: true, steps, blocks: true, logs: true };
  if (bulk) {
    const outputs = [lineOutput(lines, options), captureOutput(blocks, writer, Wanted.ALL)];
    const report = new Report(firewall, outputs, inputs.length);
    await reader.run(detail, report);
    report.finish();
    for (const sink of [lines, blocks]) sink.end();
    report.close();
  } else {
    await reader.run(detail, (cursor) => {
      if (!cursor.isPacket) return writer.block(cursor);
      lines.write(Buffer.from(jsonLine(cursor, options)));
      writeAnnotated(writer, cursor);
    });
  }
  return { lines: lines.text, blocks: blocks.text };
}

async function bothAlike(one: Run): Promise<void> {
  const bulk = await run(one, true);
  const alone = await run(one, false);
  expect(bulk.lines).toBe(alone.lines);
  expect(bulk.blocks).toBe(alone.blocks);
}

const simdHere = useSimd(true);
useSimd(simdHere);
afterEach(() => {
  useSimd(simdHere);
});

const capture = (name: string) => [name, readFileSync(`pcaps/${name}`)] as const;

describe.each(["router", "translating"] as const)("in bulk as packet by packet: %s", (name) => {
  const setup = setups[name];
  it.each(names)("%s", async (file) => {
    const captures = [capture(file)];
    await bothAlike({ setup, captures });
    await bothAlike({ setup, captures, steps: true, forward: true });
  });

  it("merged", async () => {
    await bothAlike({ setup, captures: names.map(capture) });
  });

  it("without SIMD", async () => {
    useSimd(false);
    await bothAlike({ setup, captures: [capture("http.pcap")] });
  });
});

describe("lent buffers", () => {
  const traffic = { ...DEFAULT_TRAFFIC, packets: 9000, flows: 100 };
  const captures = [["traffic.pcap", join(...makeTraffic(traffic))] as const];

  it.each(["", "iptables -t nat -A POSTROUTING -j MASQUERADE"])("as copied: %s", async (nat) => {
    const sinks = [new Borrowing(), new Borrowing()] as const;
    const setup = `${translating.replaceAll(/^ip6?tables.*/gm, "")}sysctl -w net.ipv6.conf.all.forwarding=1\n${nat}\n`;
    await run({ setup, captures, forward: true }, true, [...sinks]);
    for (const { lent } of sinks) expect(lent).toBeGreaterThan(5);
    const copied = await run({ setup, captures, forward: true }, true);
    expect(sinks[0].text === copied.lines).toBe(true);
    expect(sinks[1].text === copied.blocks).toBe(true);
  });
});

describe("odd packets", () => {
  const frame = fixed(
    join(
      fromHex("020000000001 020000000002 0800"),
      fromHex("4500 001c 0001 0000 4011 0000 0a000001 cb007107"),
      fromHex("1234 0035 0008 0000"),
    ),
  );

  it("times", async () => {
    const times = [0, 1, 59, 99_999, 1_700_000_000, 0x7fffffff, 0xffffffff];
    const fractions = [0, 1, 9, 10, 999, 123_456_789, 999_999_999];
    const records = times.flatMap((seconds) =>
      fractions.map((fraction) => ({ seconds, fraction, bytes: frame })),
    );
    for (const magic of [NANOSECONDS, undefined]) {
      const file = pcap(records, magic === undefined ? {} : { magic });
      await bothAlike({ setup: router, captures: [["times.pcap", file]], forward: true });
    }
  });

  it("more than a buffer holds", async () => {
    const large = join(frame, new Uint8Array(200_000));
    const records = Array.from({ length: 300 }, (_, i) => ({
      seconds: i,
      fraction: 0,
      bytes: i % 100 === 50 ? large : join(frame, new Uint8Array(1400)),
    }));
    await bothAlike({
      setup: router,
      captures: [["large.pcap", pcap(records)]],
      forward: true,
    });
  });

  it("more shapes than are kept", async () => {
    const rules = Array.from(
      { length: 5000 },
      (_, i) => `-A FORWARD -d 10.1.${i >> 8}.${i & 255} -j DROP`,
    );
    const setup = `iptables-restore <<'E'\n*filter\n:FORWARD ACCEPT\n${rules.join("\n")}\nCOMMIT\nE\n`;
    const records = Array.from({ length: 10_000 }, (_, i) => {
      const bytes = frame.slice();
      const host = (i * 7) % 5000;
      bytes.set([10, 1, host >> 8, host & 255], 30);
      return { seconds: i, fraction: 0, bytes: fixed(bytes) };
    });
    await bothAlike({ setup, captures: [["shapes.pcap", pcap(records)]], forward: true });
  });
});

/** The frame with its IPv4 header's checksum. */
function fixed(bytes: Uint8Array): Uint8Array {
  let sum = 0;
  bytes[24] = 0;
  bytes[25] = 0;
  for (let i = 14; i < 34; i += 2) sum += (bytes[i]! << 8) | bytes[i + 1]!;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  bytes[24] = (~sum >> 8) & 255;
  bytes[25] = ~sum & 255;
  return bytes;
}
