/** UDP (RFC 768; nf_conntrack_proto_udp). */
import { Hook, HZ, InvalidReason, Status, Sysctl, Verdict } from "../../abi";
import { jiffies } from "../../memory/clock";
import { sysctl } from "../../memory/sysctl";
import { get16 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { transportSumGood } from "../../packet/verify";
import { Connection } from "../connection";
import { assure } from "../events";
import { invalid } from "../invalid";
import { secondsOf } from "../policy";
import { refreshCounted, refreshJiffies } from "../timeout";

const HEADER_SIZE: u32 = 8;
/** Traffic both ways for longer than this makes a stream, in seconds. */
const STREAM_SECONDS: u32 = 2;

/** What is wrong with the datagram (udp_error). */
function fault(p: Packet, hook: u32): InvalidReason {
  if (!p.has(p.transport, HEADER_SIZE)) return InvalidReason.SHORT_PACKET;
  const t = p.transportHeader();
  if (!saysLength(t, p.length - p.transport)) return InvalidReason.MALFORMED;
  if (load<u16>(t, 6) == 0 || hook != Hook.PREROUTING) return InvalidReason.NONE;
  if (sysctl(Sysctl.NF_CONNTRACK_CHECKSUM) == 0) return InvalidReason.NONE;
  return transportSumGood(p, Protocol.UDP, hook) ? InvalidReason.NONE : InvalidReason.BAD_CHECKSUM;
}

/** Whether the datagram at `t` says a length that it can have, of at most `most` bytes. */
function saysLength(t: usize, most: u32): bool {
  const length = get16(t + 4);
  return length <= most && length >= HEADER_SIZE;
}

/**
 * A datagram of connection `c` (nf_conntrack_udp_packet). One that still talks both ways two seconds
 * after it began is a stream: it lives longer and is ASSURED. The first jiffy of that counts from is
 * kept at c.tracker().
 */
export function udpPacket(p: Packet, c: Connection, ctInfo: u32, hook: u32): i32 {
  const reason = fault(p, hook);
  if (reason != InvalidReason.NONE) return invalid(p, reason);
  pass(p, c, ctInfo);
  return Verdict.ACCEPT;
}

/** As udpPacket, but for counting, of a datagram that changes nothing but the timeout: that at `t`, whose header
 * is there, has `length` bytes, and its checksum is right or left out; false: nothing was done. */
export function steadyDatagram(c: Connection, t: usize, length: u32): bool {
  if (!c.isConfirmed()) return false;
  const stream = isStream(c);
  if ((c.status & (Status.ASSURED | Status.NAT_CLASH)) == 0 && stream) return false;
  if (!saysLength(t, length)) return false;
  refreshJiffies(c, <u32>secondsOf(c, timeoutOf(stream)) * HZ);
  return true;
}

function isStream(c: Connection): bool {
  return c.is(Status.SEEN_REPLY) && <i32>(load<u32>(c.tracker()) - jiffies) < 0;
}

function timeoutOf(stream: bool): u32 {
  return stream ? Sysctl.NF_CONNTRACK_UDP_TIMEOUT_STREAM : Sysctl.NF_CONNTRACK_UDP_TIMEOUT;
}

function pass(p: Packet, c: Connection, ctInfo: u32): void {
  if (!c.isConfirmed()) store<u32>(c.tracker(), jiffies + STREAM_SECONDS * HZ);
  const stream = isStream(c);
  refreshCounted(p, c, ctInfo, secondsOf(c, timeoutOf(stream)));
  if (stream && !c.is(Status.NAT_CLASH)) assure(c);
}
