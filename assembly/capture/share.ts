/**
 * A share of the packets: with `--jobs` several engines walk the same captures, and each processes the
 * packets between the pairs of addresses that fall to it. A connection is between two addresses, so
 * its packets, their fragments and the ICMP errors about them meet in one engine.
 */
import { get16 } from "../packet/bytes";
import { openFrame } from "../packet/link";
import { Packet } from "../packet/packet";
import { acquirePacket, releasePacket } from "../packet/pool";
import { Protocol } from "../packet/protocol";
import { resultsCount } from "../memory/results";

let shares: u32 = 1;
let mine: u32 = 0;
/** Packets that were walked, of all shares. */
export let walked: u64 = 0;
/** Number of the packet of each result. */
const numbers: usize = memory.data(8192 * 4, 8);

/** Takes share `index` of `count`; 1 = all. */
export function setShare(index: u32, count: u32): void {
  mine = index;
  shares = count;
  walked = 0;
}

/** Whether other engines process packets of the same captures. */
export function isShared(): bool {
  return shares > 1;
}

/** Whether this engine processes the next packet, a frame of a link type. */
export function takes(frame: usize, captured: u32, original: u32, linkType: u32): bool {
  walked++;
  const p = acquirePacket();
  const version = openFrame(p, frame, captured, original, linkType);
  const pair = version == 4 ? pair4(p) : version == 6 ? pair6(p) : 0;
  releasePacket();
  return pair % shares == mine;
}

/** Notes the number of the packet whose result was made last. */
export function noteNumber(): void {
  store<u32>(numbers + ((<usize>(resultsCount() - 1)) << 2), <u32>walked);
}

/** Number of the packet of result `i`. */
export function numberOf(i: u32): u32 {
  return load<u32>(numbers + ((<usize>i) << 2));
}

function mixed(value: u32): u32 {
  let x = value * 0x85ebca6b;
  x = (x ^ (x >> 13)) * 0xc2b2ae35;
  return x ^ (x >> 16);
}

/** The same for both directions. */
function pairOf(a: u32, b: u32): u32 {
  return mixed(mixed(a) + mixed(b)) >> 8;
}

function pair4(p: Packet): u32 {
  let h = p.data;
  if (p.captured < 20) return 0;
  const header = <u32>(load<u8>(h) & 15) * 4;
  const first = (get16(h + 6) & 0x1fff) == 0;
  if (first && load<u8>(h, 9) == <u8>Protocol.ICMP && p.captured >= header + 28) {
    // an error is about the packet that it quotes
    if (isError4(load<u8>(h + header)) && load<u8>(h + header + 8) >> 4 == 4) h += header + 8;
  }
  return pairOf(load<u32>(h, 12), load<u32>(h, 16));
}

function isError4(type: u32): bool {
  return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
}

function pair6(p: Packet): u32 {
  let h = p.data;
  if (p.captured < 40) return 0;
  const quoted = quotedPacket(h, p.captured);
  if (quoted != 0) h = quoted;
  return pairOf(folded(h + 8), folded(h + 24));
}

/** The packet that an ICMPv6 error quotes; 0 = this is none, or quotes too little. */
function quotedPacket(packet: usize, captured: u32): usize {
  let next = <u32>load<u8>(packet, 6);
  let at: u32 = 40;
  while (next != Protocol.ICMPV6) {
    if (at + 8 > captured) return 0;
    const header = packet + at;
    // hop-by-hop, routing, destination options; fragments; authentication
    if (next == 0 || next == 43 || next == 60) at += (<u32>load<u8>(header, 1) + 1) * 8;
    else if (next == 44 && (get16(header + 2) & 0xfff8) == 0) at += 8;
    else if (next == 51) at += (<u32>load<u8>(header, 1) + 2) * 4;
    else return 0;
    next = <u32>load<u8>(header);
  }
  if (at + 48 > captured || load<u8>(packet + at) >= 128) return 0;
  const quoted = packet + at + 8;
  return load<u8>(quoted) >> 4 == 6 ? quoted : 0;
}

function folded(address: usize): u32 {
  const x = load<u64>(address) ^ (load<u64>(address, 8) * 0x9e3779b97f4a7c15);
  return <u32>(x ^ (x >> 32));
}
