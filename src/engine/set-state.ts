/** Sets as objects: what `Firewall.sets` answers. */
import { EntryFlag } from "../../assembly/set/abi.js";
import { elementText } from "../setup/ipset/print.js";
import type { SetStore } from "../setup/ipset/store.js";
import type { Family } from "../extension/extension.js";

/** An element of a set. */
export interface SetElement {
  /** As ipset prints it: "10.0.0.1,tcp:80", "10.0.0.0/8". */
  readonly element: string;
  /** An exception. */
  readonly nomatch: boolean;
  /** Seconds left, 0 = it stays; null in sets without timeouts. */
  readonly timeout: number | null;
  /** Null in sets without counters. */
  readonly packets: bigint | null;
  readonly bytes: bigint | null;
  /** "" = none. */
  readonly comment: string;
}

/** A set. */
export interface SetState {
  readonly name: string;
  /** "hash:ip". */
  readonly type: string;
  /** Null takes packets of both families. */
  readonly family: Family | null;
  readonly elements: readonly SetElement[];
}

/** All sets of a store, in the order of `ipset save`. */
export function setElements(store: SetStore): SetState[] {
  const states: SetState[] = [];
  for (const [index, set] of store.all()) {
    const { family, timeout, counters } = set.parameters;
    const elements: SetElement[] = [];
    for (const entry of store.machine.read(index)) {
      elements.push({
        element: elementText(store, set, entry),
        nomatch: (entry.flags & EntryFlag.NOMATCH) !== 0,
        timeout: timeout === null ? null : entry.timeout,
        packets: counters ? entry.packets : null,
        bytes: counters ? entry.bytes : null,
        comment: store.comment(entry.comment),
      });
    }
    states.push({ name: set.name, type: set.descriptor.name, family, elements });
  }
  return states;
}
