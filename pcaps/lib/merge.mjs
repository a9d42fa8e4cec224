// Merges captures of several interfaces of one machine into a pcapng that says for each packet
// on which interface and in which direction it travelled:
//
//   merge.mjs OUT.pcapng DIRECTION:INTERFACE:FILE.pcap...      DIRECTION is in or out
//
// tcpdump -Q knows the direction, but no format that it writes can hold it.
// Format: draft-ietf-opsawg-pcapng; little-endian, nanoseconds.
import { readFileSync, writeFileSync } from "node:fs";
import { readPcap } from "./pcap.mjs";

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
/** Option codes. */
const USER_APPLICATION = 4;
const IF_NAME = 2;
const IF_TSRESOL = 9;
const EPB_FLAGS = 2;
/** Bits 0 and 1 of epb_flags. */
const DIRECTION = { in: 1, out: 2 };

const u16 = (n) => Buffer.from([n & 0xff, n >> 8]);
const u32 = (n) => {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(n);
  return out;
};
const padding = (n) => Buffer.alloc(-n & 3);
const option = (code, value) =>
  Buffer.concat([u16(code), u16(value.length), value, padding(value.length)]);
const END_OF_OPTIONS = u32(0);

function block(type, ...parts) {
  const body = Buffer.concat(parts);
  const total = u32(body.length + 12);
  return Buffer.concat([u32(type), total, body, total]);
}

function interfaceBlock(name, { linkType, snaplen }) {
  const options = [option(IF_NAME, Buffer.from(name)), option(IF_TSRESOL, Buffer.from([9]))];
  return block(
    INTERFACE_DESCRIPTION,
    u16(linkType),
    u16(0),
    u32(snaplen),
    ...options,
    END_OF_OPTIONS,
  );
}

function packetBlock({ index, direction, time, length, data }) {
  return block(
    ENHANCED_PACKET,
    u32(index),
    u32(Number(time >> 32n)),
    u32(Number(time & 0xffffffffn)),
    u32(data.length),
    u32(length),
    data,
    padding(data.length),
    option(EPB_FLAGS, u32(DIRECTION[direction])),
    END_OF_OPTIONS,
  );
}

const [outFile, ...inputs] = process.argv.slice(2);
const interfaces = new Map();
const packets = [];
for (const input of inputs) {
  const [direction, name, file] = input.split(":");
  const capture = readPcap(readFileSync(file));
  if (!interfaces.has(name)) interfaces.set(name, capture);
  const index = [...interfaces.keys()].indexOf(name);
  for (const packet of capture.packets) packets.push({ ...packet, index, direction });
}
packets.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
const application = option(USER_APPLICATION, Buffer.from("tcpdump, merged"));
writeFileSync(
  outFile,
  Buffer.concat([
    block(
      SECTION_HEADER,
      u32(0x1a2b3c4d),
      u16(1),
      u16(0),
      Buffer.alloc(8, 0xff),
      application,
      END_OF_OPTIONS,
    ),
    ...[...interfaces].map(([name, capture]) => interfaceBlock(name, capture)),
    ...packets.map(packetBlock),
  ]),
);
