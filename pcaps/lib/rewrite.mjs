// Gives recorded Ethernet frames a link layer that this machine cannot make itself:
//
//   rewrite.mjs vlan:ID IN.pcap OUT.pcap   an 802.1Q tag in every frame, as a trunk port sees them
//   rewrite.mjs null IN.pcap OUT.pcap      BSD loopback (DLT_NULL) in a big-endian file, as
//                                          a Mac with a PowerPC recorded its lo0
import { readFileSync, writeFileSync } from "node:fs";
import { readPcap, writePcap } from "./pcap.mjs";

const LINKTYPE_NULL = 0;
/** AF_INET and, on Darwin, AF_INET6; by EtherType. */
const FAMILY = new Map([
  [0x0800, 2],
  [0x86dd, 30],
]);

function tagged(packet, id) {
  const tag = Buffer.from([0x81, 0x00, id >> 8, id & 0xff]);
  const data = Buffer.concat([packet.data.subarray(0, 12), tag, packet.data.subarray(12)]);
  return { ...packet, data, length: packet.length + 4 };
}

function loopback(packet) {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(FAMILY.get(packet.data.readUInt16BE(12)) ?? 0);
  const data = Buffer.concat([header, packet.data.subarray(14)]);
  return { ...packet, data, length: packet.length - 10 };
}

const [how = "", from = "", to = ""] = process.argv.slice(2);
const capture = readPcap(readFileSync(from));
if (how === "null") {
  const packets = capture.packets.map(loopback);
  writeFileSync(to, writePcap({ ...capture, linkType: LINKTYPE_NULL, packets }, true));
} else if (how.startsWith("vlan:")) {
  const id = Number(how.slice(5));
  const packets = capture.packets.map((packet) => tagged(packet, id));
  writeFileSync(to, writePcap({ ...capture, packets }));
} else {
  throw new Error(`rewrite: '${how}' is neither null nor vlan:ID`);
}
