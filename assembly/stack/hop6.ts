/** Hop-by-hop options as a receiving node reads them, before PREROUTING (RFC 8200, 4.3;
 * ipv6_parse_hopopts, ip6_parse_tlv). */
import { get16, get32 } from "../packet/bytes";
import { IPV6_HEADER_SIZE } from "../packet/ipv6";
import { Packet, PacketFlag } from "../packet/packet";
import { isMulticast6 } from "../route/kind6";
import { sendIcmpError6 } from "./icmp6";

const PAD1: u32 = 0;
const PADN: u32 = 1;
const ROUTER_ALERT: u32 = 5;
const JUMBO: u32 = 0xc2;
/** Options read at most (sysctl max_hbh_opts_number), and bytes of padding in a row. */
const MAX_OPTIONS: u32 = 8;
const MAX_PADDING: u32 = 7;

const PARAMETER_PROBLEM: u32 = 4;
const HEADER_FIELD: u32 = 0;
const UNKNOWN_OPTION: u32 = 2;

/** Whether the packet may go on; if not, its sender was told where the options ask for it. */
export function hopOptionsGood(p: Packet): bool {
  if (!p.has(IPV6_HEADER_SIZE, 8)) return false;
  const size = (<u32>load<u8>(p.data, IPV6_HEADER_SIZE + 1) + 1) << 3;
  if (!p.has(IPV6_HEADER_SIZE, size)) return false;
  const end = IPV6_HEADER_SIZE + size;
  let at = IPV6_HEADER_SIZE + 2;
  let padding: u32 = 0;
  let options: u32 = 0;
  while (at < end) {
    const type = <u32>load<u8>(p.data + at);
    if (type == PAD1) {
      at++;
      padding++;
      if (padding > MAX_PADDING) return false;
      continue;
    }
    if (at + 2 > end) return false;
    const length = <u32>load<u8>(p.data + at + 1) + 2;
    if (at + length > end) return false;
    if (type == PADN) {
      padding += length;
      if (padding > MAX_PADDING || !allZero(p.data + at + 2, length - 2)) return false;
    } else {
      options++;
      if (options > MAX_OPTIONS) return false;
      if (!known(p, type, at)) return false;
      padding = 0;
    }
    at += length;
  }
  return true;
}

function allZero(at: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) if (load<u8>(at + i) != 0) return false;
  return true;
}

/** An option other than padding: may the packet go on? */
function known(p: Packet, type: u32, at: u32): bool {
  if (type == ROUTER_ALERT) {
    if (load<u8>(p.data + at + 1) != 2) return false;
    p.flags |= PacketFlag.ROUTER_ALERT;
    return true;
  }
  if (type == JUMBO) return jumbo(p, at);
  const action = type >> 6;
  if (action == 0) return true;
  if (action == 2 || (action == 3 && !isMulticast6(p.data + 24))) {
    sendIcmpError6(p, PARAMETER_PROBLEM, UNKNOWN_OPTION, at);
  }
  return false;
}

/** A jumbo payload: longer than any packet that fits here, or wrong (RFC 2675, 3). */
function jumbo(p: Packet, at: u32): bool {
  if (load<u8>(p.data + at + 1) != 4 || (at & 3) != 2) return false;
  const length = get32(p.data + at + 2);
  if (length <= 65535) {
    sendIcmpError6(p, PARAMETER_PROBLEM, HEADER_FIELD, at + 2);
    return false;
  }
  if (get16(p.data + 4) != 0) {
    sendIcmpError6(p, PARAMETER_PROBLEM, HEADER_FIELD, at);
    return false;
  }
  return length <= p.length - IPV6_HEADER_SIZE;
}
