// The synthetic traffic and rules that benchmarks run on.
import { expect, test } from "vitest";
import { parseHeaders, PlainFirewall } from "../../bench/lib/plain.js";
import { makeRules, restoreText, RULE_KINDS } from "../../bench/lib/rules.js";
import { DEFAULT_TRAFFIC, makeTraffic, type TrafficOptions } from "../../bench/lib/traffic.js";

const OPTIONS: TrafficOptions = { ...DEFAULT_TRAFFIC, packets: 2000, flows: 100 };

function capture(options: TrafficOptions): Buffer {
  return Buffer.concat([...makeTraffic(options)]);
}

function frames(bytes: Buffer): Buffer[] {
  const out: Buffer[] = [];
  for (let at = 24; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at + 8);
    out.push(bytes.subarray(at + 16, at + 16 + length));
    at += 16 + length;
  }
  return out;
}

/** The Internet checksum over bytes that hold their own checksum: 0 when it is right. */
function residue(bytes: Buffer, sum = 0): number {
  let total = sum;
  for (let at = 0; at < bytes.length; at++) {
    total += (bytes[at] ?? 0) << (at % 2 === 0 ? 8 : 0);
  }
  while (total > 0xffff) total = (total & 0xffff) + (total >>> 16);
  return 0xffff - total;
}

/** Residue of the transport checksum with its pseudo header. */
function transportResidue(frame: Buffer): number {
  const ipv6 = frame.readUInt16BE(12) === 0x86dd;
  const transport = frame.subarray(ipv6 ? 54 : 34);
  const addresses = ipv6 ? frame.subarray(22, 54) : frame.subarray(26, 34);
  const protocol = (ipv6 ? frame[20] : frame[23]) ?? 0;
  const pseudo = 0xffff - residue(addresses);
  return residue(transport, pseudo + protocol + transport.length);
}

test("the same options give the same capture, another seed gives another", () => {
  expect(capture(OPTIONS).equals(capture(OPTIONS))).toBe(true);
  expect(capture({ ...OPTIONS, seed: 2 }).equals(capture(OPTIONS))).toBe(false);
});

test("a capture has as many packets and flows as asked, with whole checksums", () => {
  const all = frames(capture(OPTIONS));
  expect(all).toHaveLength(OPTIONS.packets);
  const flows = new Set<string>();
  for (const frame of all) {
    const { source, destination, sourcePort, destinationPort } = parseHeaders(frame)!;
    flows.add([`${source} ${sourcePort}`, `${destination} ${destinationPort}`].sort().join());
    if (frame.readUInt16BE(12) === 0x0800) expect(residue(frame.subarray(14, 34))).toBe(0);
    expect(transportResidue(frame)).toBe(0);
  }
  expect(flows.size).toBe(OPTIONS.flows);
});

test("chunks stay within 256 KB", () => {
  const sizes = [...makeTraffic(OPTIONS)].map((chunk) => chunk.length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024);
});

test.each(RULE_KINDS)("rules of kind %s miss the traffic", (kind) => {
  const rules = makeRules({ rules: 200, kind, seed: 1 });
  const firewall = new PlainFirewall(rules, false);
  for (const frame of frames(capture(OPTIONS))) firewall.packet(frame);
  expect(firewall.dropped).toBe(0);
  const text = restoreText(rules, { family: "ipv4", conntrack: true });
  expect(text.match(/^-A FORWARD/gm)).toHaveLength(201);
});

test("the plain filter knows connections by their first packet", () => {
  const firewall = new PlainFirewall([], true);
  for (const frame of frames(capture(OPTIONS))) firewall.packet(frame);
  expect(firewall.connections).toBe(OPTIONS.flows);
});
