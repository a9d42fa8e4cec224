// A packet in one line, for messages about differences. Never fails: damage is part of the game.

const PROTOCOLS: Readonly<Record<number, string>> = {
  1: "icmp",
  6: "tcp",
  17: "udp",
  44: "frag",
  47: "gre",
  58: "icmp6",
  132: "sctp",
  136: "udplite",
};

const read16 = (b: Uint8Array, at: number): number => ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0);

function flagLetters(bits: number): string {
  return [..."FSRPAUEC"].filter((_, i) => bits & (1 << i)).join("") || "none";
}

function transport(b: Uint8Array, protocol: number, at: number): string {
  const name = PROTOCOLS[protocol] ?? `proto ${protocol}`;
  if (name === "tcp") {
    const view = new DataView(b.buffer, b.byteOffset, b.byteLength);
    const word = (o: number) => (at + o + 4 <= b.length ? view.getUint32(at + o) : 0);
    const ports = `${read16(b, at)} > ${read16(b, at + 2)}`;
    return `tcp ${ports} ${flagLetters(b[at + 13] ?? 0)} seq ${word(4)} ack ${word(8)}`;
  }
  if (["udp", "udplite", "sctp"].includes(name)) {
    return `${name} ${read16(b, at)} > ${read16(b, at + 2)}`;
  }
  if (name === "icmp" || name === "icmp6") return `${name} ${b[at]}/${b[at + 1]}`;
  return name;
}

/** An IPv6 address, groups as they are. */
function address6(b: Uint8Array, at: number): string {
  const groups = Array.from({ length: 8 }, (_, i) => read16(b, at + i * 2).toString(16));
  return groups
    .join(":")
    .replace(/\b(0(:0)+)\b/, ":")
    .replace(/:{3,}/, "::");
}

/** One line about a packet in hex, from the IP header on. */
export function describePacket(hex: string): string {
  const b = Uint8Array.from(Buffer.from(hex, "hex"));
  if ((b[0] ?? 0) >> 4 === 6) {
    const what = transport(b, b[6] ?? 0, 40);
    return `${address6(b, 8)} > ${address6(b, 24)} ${what} hop ${b[7]} size ${b.length}`;
  }
  const address = (at: number) => b.subarray(at, at + 4).join(".");
  const head = ((b[0] ?? 0) & 15) * 4;
  const fragment = read16(b, 6);
  const offset = (fragment & 0x1fff) * 8;
  const what = offset > 0 ? `fragment at ${offset}` : transport(b, b[9] ?? 0, head);
  const marks = (fragment & 0x4000 ? " DF" : "") + (fragment & 0x2000 ? " MF" : "");
  return `${address(12)} > ${address(16)} ${what} ttl ${b[8]}${marks} size ${b.length}`;
}
