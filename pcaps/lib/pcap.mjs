// Classic pcap, as tcpdump on this machine writes it: little-endian, micro- or nanoseconds.
// Format: draft-ietf-opsawg-pcap.

const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;

/** Reads a file's bytes: { linkType, snaplen, packets: [{ time (bigint, ns), length, data }] }. */
export function readPcap(bytes) {
  const magic = bytes.readUInt32LE(0);
  if (magic !== MICROSECONDS && magic !== NANOSECONDS)
    throw new Error("not a pcap of this machine");
  const unit = magic === NANOSECONDS ? 1n : 1000n;
  const packets = [];
  for (let at = 24; at < bytes.length; ) {
    const captured = bytes.readUInt32LE(at + 8);
    packets.push({
      time:
        BigInt(bytes.readUInt32LE(at)) * 1_000_000_000n + BigInt(bytes.readUInt32LE(at + 4)) * unit,
      length: bytes.readUInt32LE(at + 12),
      data: bytes.subarray(at + 16, at + 16 + captured),
    });
    at += 16 + captured;
  }
  return { linkType: bytes.readUInt32LE(20), snaplen: bytes.readUInt32LE(16), packets };
}

/** Writes a file's bytes, in microseconds; bigEndian as a PowerPC or SPARC would. */
export function writePcap({ linkType, snaplen, packets }, bigEndian = false) {
  const record = (...words) => {
    const out = Buffer.alloc(words.length * 4);
    words.forEach((word, i) => {
      if (bigEndian) out.writeUInt32BE(word, i * 4);
      else out.writeUInt32LE(word, i * 4);
    });
    return out;
  };
  // Major version 2, minor version 4: two 16-bit numbers in the file's order.
  const version = bigEndian ? 0x00020004 : 0x00040002;
  const out = [record(MICROSECONDS, version, 0, 0, snaplen, linkType)];
  for (const { time, length, data } of packets) {
    const seconds = Number(time / 1_000_000_000n);
    const micros = Number((time % 1_000_000_000n) / 1000n);
    out.push(record(seconds, micros, data.length, length), data);
  }
  return Buffer.concat(out);
}
