// The packets of any capture, as far as a judge needs them: classic pcap and pcapng in either byte order, the
// IP packets of some link types. It shares nothing with the product's reader.

const NANOSECOND_MAGIC = 0xa1b23c4d;
const MICROSECOND_MAGIC = 0xa1b2c3d4;
const SECTION = 0x0a0d0d0a;

const LinkType = {
  NULL: 0,
  ETHERNET: 1,
  RAW_BSD: 12,
  RAW_OPENBSD: 14,
  RAW: 101,
  LOOP: 108,
  SLL: 113,
  SLL2: 276,
};

/** The IP packets of a capture in order, each from its IP header on; others are left out. Throws for what is
 * no capture. */
export function ipPackets(file: Buffer): Buffer[] {
  const magic = [file.readUInt32LE(0), file.readUInt32BE(0)];
  if (magic[0] === SECTION) return [...blocks(file)];
  const little = [MICROSECOND_MAGIC, NANOSECOND_MAGIC].includes(magic[0]!);
  if (!little && ![MICROSECOND_MAGIC, NANOSECOND_MAGIC].includes(magic[1]!)) {
    throw new Error("no capture");
  }
  return [...records(file, little)];
}

const reader = (file: Buffer, little: boolean) => (at: number) =>
  little ? file.readUInt32LE(at) : file.readUInt32BE(at);

function* records(file: Buffer, little: boolean): Generator<Buffer> {
  const u32 = reader(file, little);
  const link = u32(20) & 0xffff;
  for (let at = 24; at + 16 <= file.length; ) {
    const end = at + 16 + u32(at + 8);
    if (end > file.length) return;
    const packet = network(link, file.subarray(at + 16, end));
    if (packet) yield packet;
    at = end;
  }
}

function* blocks(file: Buffer): Generator<Buffer> {
  let u32 = reader(file, true);
  let links: number[] = [];
  for (let at = 0; at + 12 <= file.length; ) {
    if (file.readUInt32LE(at) === SECTION) {
      u32 = reader(file, file.readUInt32LE(at + 8) === 0x1a2b3c4d);
      links = [];
    }
    const [kind, size] = [u32(at), u32(at + 4)];
    if (size < 12 || at + size > file.length) return;
    if (kind === 1) links.push(file.readUInt16LE(at + 8) || file.readUInt16BE(at + 8));
    if (kind === 6) {
      const bytes = file.subarray(at + 28, at + 28 + u32(at + 20));
      const packet = network(links[u32(at + 8)] ?? -1, bytes);
      if (packet) yield packet;
    }
    at += size;
  }
}

/** What stands behind the link layer's header, if that is an IP packet. */
function network(link: number, bytes: Buffer): Buffer | null {
  let at = 0;
  if (link === LinkType.ETHERNET) {
    at = 12;
    while (at + 2 <= bytes.length && [0x8100, 0x88a8].includes(bytes.readUInt16BE(at))) at += 4;
    at += 2;
  } else if (link === LinkType.NULL || link === LinkType.LOOP) at = 4;
  else if (link === LinkType.SLL) at = 16;
  else if (link === LinkType.SLL2) at = 20;
  else if (![LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD].includes(link)) return null;
  const packet = bytes.subarray(at);
  const version = (packet[0] ?? 0) >> 4;
  if (version === 4 && packet.length >= 20) return packet;
  return version === 6 && packet.length >= 40 ? packet : null;
}
