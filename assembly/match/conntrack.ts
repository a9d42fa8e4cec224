/**
 * conntrack: the packet's connection (iptables-extensions(8), conntrack and state; conntrack_mt_v3
 * of the kernel).
 */
import { Connection, Way } from "../conntrack/connection";
import { seenConnection, seenSeconds, seenWay, seesConnection } from "../conntrack/seen";
import { stateOf } from "../conntrack/state";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** What is asked: one bit an option in `flags`, and the same bit in `invert` for its "!". */
export const enum ConntrackInfo {
  /** u16 each: ConntrackFlag bits. */
  flags = 0,
  invert = 2,
  /** u16: ConnectionState bits of abi.ts. */
  states = 4,
  /** u16: Status bits of abi.ts. */
  status = 6,
  /** u8: transport protocol. */
  protocol = 8,
  /** u32 each: seconds. */
  expireFrom = 12,
  expireTo = 16,
  /** Ranges of ports, u16 each, host order: first and last. */
  originalSourcePort = 20,
  originalDestinationPort = 24,
  replySourcePort = 28,
  replyDestinationPort = 32,
  /** 16 bytes of address, 16 bytes of mask; IPv4 in the first four. */
  originalSource = 40,
  originalDestination = 72,
  replySource = 104,
  replyDestination = 136,
  size = 168,
}

/** Options of the match. */
export const enum ConntrackFlag {
  STATE = 1,
  PROTOCOL = 2,
  ORIGINAL_SOURCE = 4,
  ORIGINAL_DESTINATION = 8,
  REPLY_SOURCE = 16,
  REPLY_DESTINATION = 32,
  STATUS = 64,
  EXPIRE = 128,
  ORIGINAL_SOURCE_PORT = 256,
  ORIGINAL_DESTINATION_PORT = 512,
  REPLY_SOURCE_PORT = 1024,
  REPLY_DESTINATION_PORT = 2048,
  /** Set: --ctdir ORIGINAL; set and inverted: REPLY. */
  DIRECTION = 4096,
  /** Any that looks at tuples. */
  TUPLES = 3902,
}

/** Whether the connection is as described. Without one, only the state counts, if it was asked. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const flags = <u32>load<u16>(data, ConntrackInfo.flags);
  const invert = <u32>load<u16>(data, ConntrackInfo.invert);
  if ((flags & ConntrackFlag.STATE) != 0) {
    const same = (<u32>load<u16>(data, ConntrackInfo.states) & stateOf(p)) != 0;
    if (same == ((invert & ConntrackFlag.STATE) != 0)) return false;
  }
  if (!seesConnection(p)) return (flags & ConntrackFlag.STATE) != 0;
  if (flags == ConntrackFlag.STATE) return true;
  if ((flags & ConntrackFlag.DIRECTION) != 0) {
    const same = seenWay(p) == Way.ORIGINAL;
    if (same == ((invert & ConntrackFlag.DIRECTION) != 0)) return false;
  }
  const connection = seenConnection(p);
  if ((flags & ConntrackFlag.TUPLES) != 0 && !tuplesMatch(connection, data, flags, invert)) {
    return false;
  }
  if ((flags & ConntrackFlag.STATUS) != 0) {
    const same = (<u32>load<u16>(data, ConntrackInfo.status) & connection.status) != 0;
    if (same == ((invert & ConntrackFlag.STATUS) != 0)) return false;
  }
  if ((flags & ConntrackFlag.EXPIRE) != 0) {
    const left = seenSeconds(p);
    const same =
      left >= load<u32>(data, ConntrackInfo.expireFrom) &&
      left <= load<u32>(data, ConntrackInfo.expireTo);
    if (same == ((invert & ConntrackFlag.EXPIRE) != 0)) return false;
  }
  return true;
}

function tuplesMatch(connection: Connection, data: usize, flags: u32, invert: u32): bool {
  const original = connection.tuple(Way.ORIGINAL);
  const reply = connection.tuple(Way.REPLY);
  if ((flags & ConntrackFlag.ORIGINAL_SOURCE) != 0) {
    const same = addressMatches(original.source(), data + ConntrackInfo.originalSource);
    if (same == ((invert & ConntrackFlag.ORIGINAL_SOURCE) != 0)) return false;
  }
  if ((flags & ConntrackFlag.ORIGINAL_DESTINATION) != 0) {
    const same = addressMatches(original.destination(), data + ConntrackInfo.originalDestination);
    if (same == ((invert & ConntrackFlag.ORIGINAL_DESTINATION) != 0)) return false;
  }
  if ((flags & ConntrackFlag.REPLY_SOURCE) != 0) {
    const same = addressMatches(reply.source(), data + ConntrackInfo.replySource);
    if (same == ((invert & ConntrackFlag.REPLY_SOURCE) != 0)) return false;
  }
  if ((flags & ConntrackFlag.REPLY_DESTINATION) != 0) {
    const same = addressMatches(reply.destination(), data + ConntrackInfo.replyDestination);
    if (same == ((invert & ConntrackFlag.REPLY_DESTINATION) != 0)) return false;
  }
  if ((flags & ConntrackFlag.PROTOCOL) != 0) {
    const same = connection.protocol() == <u32>load<u8>(data, ConntrackInfo.protocol);
    if (same == ((invert & ConntrackFlag.PROTOCOL) != 0)) return false;
  }
  if ((flags & ConntrackFlag.ORIGINAL_SOURCE_PORT) != 0) {
    const same = portMatches(original.sourcePort, data + ConntrackInfo.originalSourcePort);
    if (same == ((invert & ConntrackFlag.ORIGINAL_SOURCE_PORT) != 0)) return false;
  }
  if ((flags & ConntrackFlag.ORIGINAL_DESTINATION_PORT) != 0) {
    const same = portMatches(
      original.destinationPort,
      data + ConntrackInfo.originalDestinationPort,
    );
    if (same == ((invert & ConntrackFlag.ORIGINAL_DESTINATION_PORT) != 0)) return false;
  }
  if ((flags & ConntrackFlag.REPLY_SOURCE_PORT) != 0) {
    const same = portMatches(reply.sourcePort, data + ConntrackInfo.replySourcePort);
    if (same == ((invert & ConntrackFlag.REPLY_SOURCE_PORT) != 0)) return false;
  }
  if ((flags & ConntrackFlag.REPLY_DESTINATION_PORT) != 0) {
    const same = portMatches(reply.destinationPort, data + ConntrackInfo.replyDestinationPort);
    if (same == ((invert & ConntrackFlag.REPLY_DESTINATION_PORT) != 0)) return false;
  }
  return true;
}

/** Whether the bits of the mask are the same. `asked` is an address with its mask. */
function addressMatches(at: usize, asked: usize): bool {
  const low = (load<u64>(at) ^ load<u64>(asked)) & load<u64>(asked, 16);
  const high = (load<u64>(at, 8) ^ load<u64>(asked, 8)) & load<u64>(asked, 24);
  return (low | high) == 0;
}

/** Whether a port in network order lies in a range. */
function portMatches(networkPort: u16, range: usize): bool {
  const port = <u32>bswap<u16>(networkPort);
  return port >= <u32>load<u16>(range) && port <= <u32>load<u16>(range, 2);
}
