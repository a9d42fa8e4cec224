/** Accounting objects of nfacct: what `Firewall.accounts` answers, read from the engine. */
import { AccountCounters, AccountQuota } from "../generated/layout/object/nfacct.js";
import type { AccountState } from "../extension/account.js";
import { accountsOf } from "../setup/nfacct.js";
import type { Objects } from "../setup/objects.js";
import { overquota } from "../setup/print/nfacct.js";
import type { Engine } from "./instance.js";
import type { LoadedRules } from "./rules.js";

/** An accounting object. */
export interface Account {
  readonly name: string;
  readonly packets: bigint;
  readonly bytes: bigint;
  /** Null without a quota; `used`: whether a packet used it up. */
  readonly quota: {
    readonly of: "packets" | "bytes";
    readonly value: bigint;
    readonly used: boolean;
  } | null;
}

/** The objects with what the engine counted for them, in the order of their making. */
export function countedAccounts(
  { view }: Engine,
  rules: LoadedRules,
  objects: Objects,
): AccountState[] {
  return accountsOf(objects).map(({ id, state }) => {
    const at = rules.objectAt(id);
    return {
      ...state,
      packets: view.getBigUint64(at + AccountCounters.packets, true),
      bytes: view.getBigUint64(at + AccountCounters.bytes, true),
    };
  });
}

/** An object in the words of an embedding program. */
export function accountOf(state: AccountState): Account {
  const { name, packets, bytes, kind, quota } = state;
  const of = kind === AccountQuota.BYTES ? "bytes" : "packets";
  const limit = { of, value: quota, used: overquota(state) } as const;
  return { name, packets, bytes, quota: kind === AccountQuota.NONE ? null : limit };
}
