/**
 * socket: whether an open socket waits for the packet (iptables-extensions(8), socket; socket_match of
 * xt_socket). No capture tells: it is a fact (`socket=`, `skmark=`). Without it there is none, and the
 * rule is reported.
 */
import { FactGiven, FactRecord, FactSocket } from "../packet/facts";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

/** u8: SocketFlag bits. */
export const enum SocketInfo {
  flags = 0,
  size = 8,
}

export const enum SocketFlag {
  TRANSPARENT = 1,
  NOWILDCARD = 2,
  RESTORE_MARK = 4,
}

/** Whether there is such a socket; --restore-skmark: takes its mark. */
export function match(p: Packet, data: usize, c: Context): bool {
  if (p.fragmentOffset != 0 || !canHaveSocket(p)) return false;
  const facts = p.facts;
  if (facts == 0 || (load<u16>(facts, FactRecord.given) & FactGiven.SOCKET) == 0) {
    undecided(c);
    return false;
  }
  const flags = <u32>load<u8>(data, SocketInfo.flags);
  const socket = <u32>load<u8>(facts, FactRecord.socket);
  if ((socket & FactSocket.FOUND) == 0) return false;
  if ((socket & FactSocket.WILDCARD) != 0 && (flags & SocketFlag.NOWILDCARD) == 0) return false;
  const transparent = (socket & FactSocket.TRANSPARENT) != 0;
  if ((flags & SocketFlag.TRANSPARENT) != 0 && !transparent) return false;
  if ((flags & SocketFlag.RESTORE_MARK) != 0) p.mark = load<u32>(facts, FactRecord.socketMark);
  return true;
}

/** Sockets are looked for by TCP's and UDP's ports, in ICMP errors by those quoted. */
function canHaveSocket(p: Packet): bool {
  if (p.protocol == <u32>Protocol.TCP || p.protocol == <u32>Protocol.UDP) return true;
  return p.protocol == <u32>Protocol.ICMP || p.protocol == <u32>Protocol.ICMPV6;
}
