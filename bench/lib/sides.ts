// A classic capture of synthetic traffic as a pcapng whose packets name the interface that they came in
// by: what clients send eth1, what servers send eth0. Routing takes them where they belong.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** Offset of the last byte of the source MAC: 2 = a client's. */
const MAC_LAST = 11;
const CLIENT = 2;
const NANOSECOND_UNITS = 1_000_000n;

function words(...values: readonly number[]): Buffer {
  const out = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    out.writeUInt32LE(value >>> 0, i * 4);
  });
  return out;
}

/** An interface description with a name of four letters. */
const described = (name: string) =>
  Buffer.concat([words(1, 32, 1, 0, 2 | (4 << 16)), Buffer.from(name), words(0, 32)]);

/** The file of the converted capture, made if it is not there. */
export function bothSides(file: string): string {
  const made = file.replace(/\.pcap$/, ".pcapng");
  if (existsSync(made)) return made;
  const from = readFileSync(file);
  const section = words(0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0xffffffff, 0xffffffff, 28);
  const parts: Buffer[] = [section, described("eth1"), described("eth0")];
  for (let at = 24; at < from.length; ) {
    const size = from.readUInt32LE(at + 8);
    const micros = BigInt(from.readUInt32LE(at)) * NANOSECOND_UNITS;
    const stamp = micros + BigInt(from.readUInt32LE(at + 4));
    const frame = from.subarray(at + 16, at + 16 + size);
    const padding = -size & 3;
    const length = 32 + size + padding;
    const side = frame[MAC_LAST] === CLIENT ? 0 : 1;
    const [high, low] = [Number(stamp >> 32n), Number(stamp & 0xffffffffn)];
    parts.push(words(6, length, side, high, low, size, size), frame, Buffer.alloc(padding));
    parts.push(words(length));
    at += 16 + size;
  }
  writeFileSync(`${made}.part`, Buffer.concat(parts));
  renameSync(`${made}.part`, made);
  return made;
}
