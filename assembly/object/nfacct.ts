/**
 * An accounting object of nfacct(8): packets and bytes of the rules that name it, and a quota
 * (struct nf_acct of nfnetlink_acct).
 */
import { allocate, release } from "../memory/heap";

/** u64: the quota; u32: AccountQuota. */
export const enum NfacctObject {
  quota = 0,
  kind = 8,
  size = 16,
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

/** An object that counted nothing; 0 when memory is exhausted. */
export function create(config: usize): usize {
  const at = allocate(offsetof<Account>());
  if (at == 0) return 0;
  const account = changetype<Account>(at);
  account.quota = load<u64>(config, NfacctObject.quota);
  account.kind = load<u32>(config, NfacctObject.kind);
  return at;
}

/** It stays what its command made it. */
export function keep(_state: usize, _config: usize): void {}

export function destroy(state: usize): void {
  release(state);
}
