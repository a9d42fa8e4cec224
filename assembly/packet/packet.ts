/**
 * The packet record: what the kernel keeps in an sk_buff, for one packet on its way.
 *
 * Headers are validated once, where a packet enters (packet/ipv4.ts, packet/ipv6.ts); the offsets
 * and flags found then are what everything after reads. The bytes of a capture stay as they are in
 * the input buffer: a packet that is changed gets a copy of its own first (`makeWritable`), or, when
 * only its headers are, they are changed in place and put back when the packet is done
 * (`makeHeadersWritable`).
 *
 *   data ──> ┌──────────────┬───────────────────┬─────────────┬ ─ ─ ─ ─ ─ ─ ─ ┐
 *            │ IP header    │ ext headers (v6)  │ transport   │  not captured
 *            └──────────────┴───────────────────┴─────────────┴ ─ ─ ─ ─ ─ ─ ─ ┘
 *            0              ...                 transport     captured        length
 */
import { CtInfo, Family, NO_FACT, PacketType } from "../abi";
import { countCopied } from "../table/stats";
import { clear64, copy64 } from "./bytes";

/** Bits of Packet.flags. */
export const enum PacketFlag {
  /** The capture cut the packet: checksums cannot be verified and count as good. */
  TRUNCATED = 1,
  /** Made by the host itself (REJECT, ICMP errors). */
  GENERATED = 2,
  /** Sent by a local process: it met OUTPUT. */
  LOCAL_OUT = 4,
  /** TRACE: every rule that matches is reported. */
  TRACE = 8,
  /** IPv6: the header chain ends before a transport header (ipv6_find_hdr found nothing). */
  NO_TRANSPORT = 16,
  /** Came out of reassembly. */
  DEFRAGMENTED = 32,
  /** Has been routed: the route fields are valid. */
  ROUTED = 64,
  /** Looped back by the stack (multicast, broadcast, lo). */
  LOOPED = 128,
  /** IPv4 options were compiled: strict source route, router alert, ... */
  OPTIONS = 256,
  /** Has an Ethernet header at `mac`. */
  ETHERNET = 512,
  /** A router alert option was seen. */
  ROUTER_ALERT = 1024,
  /** rt_flags said to send a redirect (IPSKB_DOREDIRECT). */
  DO_REDIRECT = 2048,
  /** Forwarded (IPSKB_FORWARDED). */
  FORWARDED = 4096,
  /** The connection's source or destination NAT changed this packet. */
  NATTED = 8192,
  /** DF was set on the largest fragment (IPSKB_FRAG_PMTU). */
  FRAG_PMTU = 16384,
  /** Rerouted in OUTPUT or POSTROUTING by netfilter (IPSKB_REROUTED). */
  REROUTED = 32768,
  /** The TCP checksum is left to the device (CHECKSUM_PARTIAL; see partial.ts). */
  SUM_PARTIAL = 65536,
  /** A copy on its way back to this host (ip_mc_output, ip6_finish_output2). */
  LOOP_COPY = 131072,
  /** A destination option or routing header would forbid redirects (srcrt). */
  SOURCE_ROUTED = 262144,
  /** A hook function of the embedding program keeps it. */
  STOLEN = 524288,
  /** keptSum holds the sum of the bytes as they were (CHECKSUM_COMPLETE; see verify.ts). */
  SUM_KEPT = 1048576,
  /** A copy that TEE made: it has no socket. */
  DUPLICATE = 2097152,
  /** The transport checksum is not looked at any more (CHECKSUM_UNNECESSARY, CHECKSUM_PARTIAL). */
  SUM_TRUSTED = 4194304,
  /** It was right when the bytes were last summed (csum_valid). */
  SUM_RIGHT = 8388608,
}

/** Room in front of a packet's own bytes, for what a rewrite may add. */
export const HEADROOM: u32 = 128;
/** Where the first bytes of a packet that is changed in place are kept, and how many. What reads
 * captures into memory keeps as many readable behind each frame. */
const SAVED_AT: u32 = 128 + 65536 + 1024;
export const SAVED_BYTES: u32 = 64;
/** Bytes of a packet's own buffer: headroom, 64 KiB, room behind, saved headers. */
export const BUFFER_SIZE: u32 = 128 + 65536 + 1024 + 64;
/** Bytes of a record, in whole cache lines. */
export const PACKET_SIZE: u32 = 256;

@unmanaged
export class Packet {
  /** The IP header. */
  data: usize;
  /** Bytes from the IP header on, as the IP header says (skb->len). */
  length: u32;
  /** Bytes present at data; less than length only when the capture cut the packet. */
  captured: u32;
  /** The packet's own buffer, BUFFER_SIZE bytes. */
  buffer: usize;
  /** The link-layer header, 0 = none; its size in bytes. */
  mac: usize;
  macLength: u32;
  /** Family.IPV4 or Family.IPV6. */
  family: u32;
  /** Offset of the transport header from data. IPv4: header length. IPv6: behind the chain. */
  transport: u32;
  /** Transport protocol (IPPROTO_*). IPv6: last of the chain. */
  protocol: u32;
  /** Fragment offset in bytes; 0 for first fragments and whole packets. */
  fragmentOffset: u32;
  /** PacketFlag bits. */
  flags: u32;
  /** Interface indexes, 0 = none. */
  inInterface: u32;
  outInterface: u32;
  mark: u32;
  priority: u32;
  /** PacketType. */
  type: u32;
  /** The connection's entry, 0 = none, and how the packet relates to it. */
  connection: usize;
  /** CtInfo. */
  ctInfo: u32;
  /** Record of the CT rule that said how conntrack shall treat the packet, 0 = none. */
  template: usize;
  /** Largest fragment received when this is a reassembled packet, else 0 (frag_max_size). */
  fragMaxSize: u32;
  /** What decided: Cause, rule or chain id, hook. Written by whoever ends the packet's way. */
  cause: u32;
  decision: u32;
  hook: u32;
  /** Facts about the local sender, NO_FACT = not supplied. */
  uid: u32;
  gid: u32;
  /** What else is declared: a FactRecord, 0 = nothing. */
  facts: usize;
  /** Errno for the local sender, 0 = none. */
  error: u32;

  /** The route (valid with PacketFlag.ROUTED): RouteType, flags, output interface, MTU. */
  routeType: u32;
  routeFlags: u32;
  routeInterface: u32;
  routeMtu: u32;
  /** Of an IPv4 route: where it leads to and comes from, 16 bits each (dst->tclassid). */
  realm: u32;
  /** Next hop, 16 bytes at nextHop(); 0 = on link. IPv4 in the first four. */
  nextHopLow: u64;
  nextHopHigh: u64;
  /** Compiled IPv4 options: byte offsets in the header, 0 = absent. */
  optionSourceRoute: u32;
  optionRecordRoute: u32;
  optionTimestamp: u32;
  optionRouterAlert: u32;
  optionCipso: u32;
  /** OptionWant bits (stack/options4.ts), and the next hop of a source route. */
  optionWants: u32;
  optionHop: u32;
  /** The function that queued the packet: HookFunction, its argument and priority. */
  hookKind: u32;
  hookArgument: u32;
  hookPriority: i32;
  /** Why the route is an error (errno), 0 = it is none. */
  routeError: u32;
  /** Payload of each fragment that a reassembled packet came in: count, and pointer to sizes in
   * bytes (u16); 0 = its fragments are not known. */
  pieces: u32;
  pieceSizes: usize;
  /** Bytes of the capture that were changed in place, 0 = none. */
  changedAt: usize;
  /** Of a DUPLICATE: the interface that its original came in by, 0 = none; ICMPv6 errors have their
   * source from it (IP6CB's iif). */
  receivedOn: u32;
  /** Number of its label for a security module, 0 = none (skb->secmark). */
  label: u32;
  /** With PacketFlag.SUM_KEPT: one's complement sum of the bytes, byte order of memory (skb->csum). */
  keptSum: u64;

  /** Pointer to the 16 bytes of the next hop. */
  nextHop(): usize {
    return changetype<usize>(this) + offsetof<Packet>("nextHopLow");
  }
  /** The transport header. */
  transportHeader(): usize {
    return this.data + this.transport;
  }
  /** Whether `bytes` bytes from `offset` on are there to be read. */
  has(offset: u32, bytes: u32): bool {
    return offset + bytes <= this.captured;
  }
  /** Whether the flag is set. */
  is(flag: PacketFlag): bool {
    return (this.flags & <u32>flag) != 0;
  }
}

/** Where matches that do not ask about fragments read the transport header. Of later fragments of
 * IPv6 the kernel knows no place of it: it reads from the start of the packet. */
export function blindTransport(p: Packet): u32 {
  return p.fragmentOffset != 0 && p.family == <u32>Family.IPV6 ? 0 : p.transport;
}

/** Everything but the bytes back to the state of a fresh packet. */
export function resetPacket(p: Packet): void {
  const buffer = p.buffer;
  clear64(changetype<usize>(p), PACKET_SIZE);
  p.buffer = buffer;
  p.family = Family.IPV4;
  p.type = PacketType.HOST;
  p.ctInfo = CtInfo.NONE;
  p.uid = NO_FACT;
  p.gid = NO_FACT;
}

/** Where a reassembled packet's piece sizes stand in its buffer, and how many fit. */
export const PIECES_AT: u32 = HEADROOM + 65536;
export const MAX_PIECES: u32 = 512;

/** Copies the packet's bytes into its own buffer, unless they are there already. Call before any
 * store behind `data`. The link-layer header is not copied: it stays where it was. */
export function makeWritable(p: Packet): void {
  const own = p.buffer;
  if (p.data >= own && p.data < own + BUFFER_SIZE) return;
  const to = own + HEADROOM;
  countCopied(p.captured);
  memory.copy(to, p.data, p.captured);
  restoreHeaders(p);
  p.data = to;
}

/** Call before a store into the IP header or the first 20 bytes of the transport header: cheaper
 * than makeWritable, since the packet is not copied. */
export function makeHeadersWritable(p: Packet): void {
  if (p.changedAt != 0) return;
  if (p.transport + 20 > SAVED_BYTES) {
    makeWritable(p);
    return;
  }
  const own = p.buffer;
  if (p.data >= own && p.data < own + BUFFER_SIZE) return;
  p.changedAt = p.data;
  countCopied(SAVED_BYTES);
  copy64(own + SAVED_AT, p.data);
}

/** Puts the bytes of a capture back that were changed in place. Whoever acquired the packet calls
 * it when the packet is done. */
export function restoreHeaders(p: Packet): void {
  if (p.changedAt == 0) return;
  copy64(p.changedAt, p.buffer + SAVED_AT);
  p.changedAt = 0;
}

/** Makes `to` a copy of `from`: all fields, bytes in its own buffer. */
export function copyPacket(to: Packet, from: Packet): void {
  const buffer = to.buffer;
  memory.copy(changetype<usize>(to), changetype<usize>(from), offsetof<Packet>());
  to.buffer = buffer;
  to.changedAt = 0;
  to.data = buffer + HEADROOM;
  memory.copy(to.data, from.data, from.captured);
}
