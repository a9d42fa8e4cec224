// Reads just enough of a packet to answer it. Shares nothing with the product.

/** What an answer needs to know of a packet. */
export interface Reading {
  source: string;
  destination: string;
  protocol: number;
  /** Ports, or ICMP's identifier and sequence number. */
  sport: number;
  dport: number;
  /** Letters of FSRPAUEC. */
  flags: string;
  seq: number;
  ack: number;
  /** Bytes behind the transport header. */
  size: number;
  /** ICMP type. */
  type: number;
  fragment: boolean;
}

function address(b: Uint8Array): string {
  if (b.length === 4) return b.join(".");
  const view = new DataView(b.buffer, b.byteOffset, b.byteLength);
  return Array.from({ length: 8 }, (_, i) => view.getUint16(i * 2).toString(16)).join(":");
}

/** Reads a packet from its IP header on; null for what it cannot make sense of. */
export function readPacket(hex: string): Reading | null {
  const b = Uint8Array.from(Buffer.from(hex, "hex"));
  if (b.length < 20) return null;
  const view = new DataView(b.buffer);
  const six = b[0]! >> 4 === 6;
  if (six && b.length < 40) return null;
  const protocol = six ? b[6]! : b[9]!;
  const at = six ? 40 : (b[0]! & 15) * 4;
  const fragment = six ? protocol === 44 : (view.getUint16(6) & 0x3fff) !== 0;
  const head = { 1: 8, 6: 20, 17: 8, 58: 8 }[protocol] ?? 0;
  const read: Reading = {
    source: address(six ? b.subarray(8, 24) : b.subarray(12, 16)),
    destination: address(six ? b.subarray(24, 40) : b.subarray(16, 20)),
    protocol,
    sport: 0,
    dport: 0,
    flags: "",
    seq: 0,
    ack: 0,
    size: b.length - at - head,
    type: 0,
    fragment,
  };
  if (fragment || head === 0 || b.length < at + head) return read;
  const icmp = protocol === 1 || protocol === 58;
  read.sport = view.getUint16(icmp ? at + 4 : at);
  read.dport = view.getUint16(icmp ? at + 6 : at + 2);
  if (icmp) read.type = b[at]!;
  if (protocol === 6) {
    read.seq = view.getUint32(at + 4);
    read.ack = view.getUint32(at + 8);
    read.size -= (b[at + 12]! >> 4) * 4 - 20;
    read.flags = [..."FSRPAUEC"].filter((_, i) => b[at + 13]! & (1 << i)).join("");
  }
  return read;
}
