/** What one command of conntrack(8) asks for, as read. */
import type { Family } from "../../extension/extension.js";
import type { Action, Table } from "./options.js";

/** What is said of one direction; undefined = not said. Ports as numbers, or GRE's keys. */
export interface Side {
  source?: Uint8Array;
  destination?: Uint8Array;
  sourcePort?: number;
  destinationPort?: number;
}

/** An address that the connection is translated to, with a port or without. */
export interface Translation {
  address?: Uint8Array;
  port?: number;
}

/** A command. */
export interface Request {
  action: Action | null;
  /** No command was given. */
  implied: boolean;
  table: Table;
  /** Letters of the options that were given. */
  readonly given: Set<string>;
  /** Of the addresses, or of -f. */
  family: Family | null;
  protocol: number | null;
  readonly original: Side;
  readonly reply: Side;
  /** Masks of the original direction's addresses; of an expectation's. */
  readonly mask: Side;
  readonly expected: Side & { protocol: number };
  icmp: { type?: number; code?: number; id?: number };
  state?: number;
  tags?: { readonly original: number; readonly reply: number };
  timeout?: number;
  /** Status bits to be there, and those that must not be. */
  status: number;
  statusMask: number;
  mark: { readonly value: number; readonly mask: number } | null;
  id?: number;
  zone?: number;
  originalZone?: number;
  replyZone?: number;
  source?: Translation;
  destination?: Translation;
  /** Labels to look for, to add or to take away (null: all). */
  labels: readonly number[];
  labelsChanged: readonly number[] | null;
  /** Words of -o, of -e. */
  readonly output: Set<string>;
  readonly events: Set<string>;
  /** -R: the file. */
  file?: string;
  /** What the tool says before it begins. */
  readonly warnings: string[];
  /** Words that belong to no option. */
  others: readonly string[];
}

/** A command that says nothing. */
export function emptyRequest(): Request {
  return {
    action: null,
    implied: false,
    table: "conntrack",
    given: new Set(),
    family: null,
    protocol: null,
    original: {},
    reply: {},
    mask: {},
    expected: { protocol: 0 },
    icmp: {},
    status: 0,
    statusMask: 0,
    mark: null,
    labels: [],
    labelsChanged: null,
    output: new Set(),
    events: new Set(),
    warnings: [],
    others: [],
  };
}
