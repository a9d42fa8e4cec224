/**
 * nfacct: counts for an accounting object, and asks for its quota (iptables-extensions(8), nfacct;
 * nfacct_mt of the kernel).
 */
import { Account, AccountQuota } from "../object/nfacct";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";
import { objectState } from "../table/objects";

/** u32: place of the accounting object among the objects. */
export const enum NfacctInfo {
  object = 0,
  size = 8,
}

/** Counts the packet. True, but for an object whose quota is not used up. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const account = changetype<Account>(objectState(load<u32>(data, NfacctInfo.object)));
  account.packets++;
  account.bytes += p.length;
  if (account.kind == <u32>AccountQuota.NONE) return true;
  const used = account.kind == <u32>AccountQuota.PACKETS ? account.packets : account.bytes;
  return used > account.quota;
}
