/**
 * An accounting object of nfacct(8): packets and bytes of the rules that name it, and a quota
 * (struct nf_acct of nfnetlink_acct).
 */
import { allocate, release } from "../memory/heap";

/** u64: packets and bytes that were counted before, the quota; u32: AccountQuota. */
export const enum NfacctObject {
  packets = 0,
  bytes = 8,
  quota = 16,
  kind = 24,
  size = 32,
}

/** Where the host finds what was counted: u64 each, as Account has them. */
export const enum AccountCounters {
  packets = 0,
  bytes = 8,
}

/** What the quota counts. */
export const enum AccountQuota {
  NONE = 0,
  PACKETS = 1,
  BYTES = 2,
}

@unmanaged
export class Account {
  packets: u64;
  bytes: u64;
  quota: u64;
  kind: u32;
}

/** An object as its command made it; 0 when memory is exhausted. */
export function create(config: usize): usize {
  const at = allocate(offsetof<Account>());
  if (at == 0) return 0;
  const account = changetype<Account>(at);
  account.packets = load<u64>(config, NfacctObject.packets);
  account.bytes = load<u64>(config, NfacctObject.bytes);
  account.quota = load<u64>(config, NfacctObject.quota);
  account.kind = load<u32>(config, NfacctObject.kind);
  return at;
}

/** It stays what its command made it. */
export function keep(_state: usize, _config: usize): void {}

export function destroy(state: usize): void {
  release(state);
}
