/** Accounting objects, which `nfacct add` makes and rules name (nfacct(8)). */
import { AccountQuota, NfacctObject } from "../generated/layout/object/nfacct.js";
import type { Shared } from "../setup/objects.js";

/** What nfacct says of an object. */
export interface AccountState {
  readonly name: string;
  /** AccountQuota. */
  readonly kind: number;
  /** Packets or bytes. */
  readonly quota: bigint;
  /** What it counted. */
  readonly packets: bigint;
  readonly bytes: bigint;
}

/** An object that counted nothing and has no quota. */
export function emptyAccount(name: string): AccountState {
  return { name, kind: AccountQuota.NONE, quota: 0n, packets: 0n, bytes: 0n };
}

/** Bytes of a name (NFACCT_NAME_MAX - 1); what is longer is cut. */
const NAME_LENGTH = 31;

/** A name as the kernel gets it. */
export function accountName(text: string): string {
  return text.slice(0, NAME_LENGTH);
}

/** The object of a name; `state` makes it where it is not there. */
export function account(name: string, state?: AccountState): Shared<AccountState> {
  return {
    kind: "nfacct",
    name,
    create: () => state ?? emptyAccount(name),
    encode({ kind, quota, packets, bytes }, record) {
      record.reserve(NfacctObject.size);
      record.u64(NfacctObject.packets, packets);
      record.u64(NfacctObject.bytes, bytes);
      record.u64(NfacctObject.quota, quota);
      record.u32(NfacctObject.kind, kind);
    },
  };
}
