/**
 * owner: the process that made the packet (iptables-extensions(8), owner; owner_mt of the kernel).
 *
 * A packet that a local process sent has a socket; one that passes through, and the resets that
 * REJECT makes, have none. No capture holds the user and group of the process: they are
 * facts that come beside it.
 */
import { NO_FACT } from "../abi";
import { Packet, PacketFlag } from "../packet/packet";
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
  if (!p.is(PacketFlag.LOCAL_OUT)) return flags == invert;
  if ((flags & invert & OwnerFlag.SOCKET) != 0) return false;
  if ((flags & OwnerFlag.UID) != 0) {
    if (p.uid == NO_FACT) return unknown(c);
    const same =
      p.uid >= load<u32>(data, OwnerInfo.uidFrom) && p.uid <= load<u32>(data, OwnerInfo.uidTo);
    if (same == ((invert & OwnerFlag.UID) != 0)) return false;
  }
  if ((flags & OwnerFlag.GID) != 0) {
    if (p.gid == NO_FACT) return unknown(c);
    const same =
      p.gid >= load<u32>(data, OwnerInfo.gidFrom) && p.gid <= load<u32>(data, OwnerInfo.gidTo);
    // the process may be in other groups too: nobody told
    if (!same && (flags & OwnerFlag.SUPPLEMENTARY) != 0) return unknown(c);
    if (same == ((invert & OwnerFlag.GID) != 0)) return false;
  }
  return true;
}

function unknown(c: Context): bool {
  undecided(c);
  return false;
}
