/**
 * owner: the process that made the packet (iptables-extensions(8), owner; owner_mt of the kernel).
 *
 * A packet that a local process sent has a socket with a file behind it, whose user and group count.
 * ICMP errors that the host sends come from a socket of the kernel, without a file. Resets that
 * REJECT makes, copies by TEE, and packets that pass through, have no socket. No capture holds user and group: they
 * are facts that come beside it. Where they are missing, root's (0) are taken and the rule is
 * reported.
 */
import { NO_FACT } from "../abi";
import { Packet, PacketFlag } from "../packet/packet";
import { hasSocket } from "../packet/socket";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

/** Ranges of users and groups. */
export const enum OwnerInfo {
  /** OwnerFlag bits: what is asked, and what of it a "!" turned around. */
  flags = 0,
  invert = 1,
  uidFrom = 4,
  uidTo = 8,
  gidFrom = 12,
  gidTo = 16,
  size = 24,
}

/** What may be asked. */
export const enum OwnerFlag {
  UID = 1,
  GID = 2,
  SOCKET = 4,
  /** --suppl-groups: other groups of the process count for GID as well. Never inverted. */
  SUPPLEMENTARY = 8,
}

/** Whether the packet's socket is as described. */
export function match(p: Packet, data: usize, c: Context): bool {
  const flags = <u32>load<u8>(data, OwnerInfo.flags);
  const invert = <u32>load<u8>(data, OwnerInfo.invert);
  const generated = p.is(PacketFlag.GENERATED);
  if (!hasSocket(p)) return flags == invert;
  if ((flags & invert & OwnerFlag.SOCKET) != 0) return false;
  if (generated) return ((flags ^ invert) & (OwnerFlag.UID | OwnerFlag.GID)) == 0;
  if ((flags & OwnerFlag.UID) != 0) {
    const uid = known(p.uid, c);
    const same =
      uid >= load<u32>(data, OwnerInfo.uidFrom) && uid <= load<u32>(data, OwnerInfo.uidTo);
    if (same == ((invert & OwnerFlag.UID) != 0)) return false;
  }
  if ((flags & OwnerFlag.GID) != 0) {
    const gid = known(p.gid, c);
    const same =
      gid >= load<u32>(data, OwnerInfo.gidFrom) && gid <= load<u32>(data, OwnerInfo.gidTo);
    // the process may be in other groups too: nobody told
    if (!same && p.gid != NO_FACT && (flags & OwnerFlag.SUPPLEMENTARY) != 0) undecided(c);
    if (same == ((invert & OwnerFlag.GID) != 0)) return false;
  }
  return true;
}

function known(fact: u32, c: Context): u32 {
  if (fact != NO_FACT) return fact;
  undecided(c);
  return 0;
}
