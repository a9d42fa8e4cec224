/** Changes to the tables of connections and expectations that the embedding program asks for, as
 * ctnetlink takes them. */
import {
  ConnectionRecord,
  ConnectionRequest,
  ExpectationRecord,
  Family as FamilyNumber,
  NatRangeFlag,
  NatRangeRecord,
  RequestField,
  TupleRecord,
} from "../generated/abi.js";
import type { Family } from "../extension/extension.js";
import { type ConnectionEntry, connectionEntry } from "./conntrack.js";
import { type Engine, outOfMemory } from "./instance.js";

/** A direction of a connection as bytes and numbers. */
export interface TupleRequest {
  readonly family: Family;
  readonly protocol: number;
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  /** Ports or keys; ICMP: the id, and type and code in one number. */
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly zone: number;
}

/** Addresses and ports that a new connection is translated to. */
export interface RangeRequest {
  readonly address?: Uint8Array;
  readonly port?: number;
}

/** What a connection is to have; undefined: nothing is said. */
export interface ChangeRequest {
  readonly timeout?: number;
  /** Status bits. */
  readonly status?: number;
  readonly mark?: number;
  readonly state?: number;
  /** Flags that both ends of a TCP connection get, with a state. */
  readonly tcpFlags?: number;
  readonly tags?: { readonly original: number; readonly reply: number };
  /** Bits of 16 bytes, and which of them change. */
  readonly labels?: { readonly value: Uint8Array; readonly mask: Uint8Array };
  readonly source?: RangeRequest;
  readonly destination?: RangeRequest;
}

/** An expectation to be made. */
export interface ExpectationRequest {
  readonly tuple: TupleRequest;
  readonly master: TupleRequest;
  readonly mask: { readonly source: Uint8Array; readonly sourcePort: number };
}

/** Works on one engine, between packets. Numbers below 0 are those of errno(3), negative. */
export class Control {
  constructor(private readonly engine: Engine) {}

  private with<T>(size: number, use: (at: number) => T): T {
    const { exports } = this.engine;
    const at = exports.reserve(size) >>> 0;
    if (at === 0) throw outOfMemory();
    this.engine.bytes.fill(0, at, at + size);
    try {
      return use(at);
    } finally {
      exports.free(at);
    }
  }

  /** The connection that has the tuple in either direction; null = none. */
  find(tuple: TupleRequest): number | null {
    return this.with(TupleRecord.size, (at) => {
      this.putTuple(at, tuple);
      return this.engine.exports.connectionFind(at) >>> 0 || null;
    });
  }

  /** The connection with this id, which must live. */
  read(id: number): ConnectionEntry {
    return this.with(ConnectionRecord.size, (at) => {
      this.engine.exports.connectionRead(at, id);
      return connectionEntry(this.engine, at);
    });
  }

  /** Makes a connection. */
  create(original: TupleRequest, reply: TupleRequest, change: ChangeRequest): number {
    return this.with(ConnectionRequest.size, (at) => {
      this.putTuple(at + ConnectionRequest.original, original);
      this.putTuple(at + ConnectionRequest.reply, reply);
      this.putChange(at, change);
      return this.engine.exports.connectionCreate(at);
    });
  }

  /** Changes a connection. */
  update(id: number, change: ChangeRequest): number {
    return this.with(ConnectionRequest.size, (at) => {
      this.putChange(at, change);
      return this.engine.exports.connectionUpdate(id, at);
    });
  }

  /** Deletes a connection, sets its counters to zero. */
  delete(id: number): void {
    this.engine.exports.connectionDelete(id);
  }
  zero(id: number): void {
    this.engine.exports.connectionZero(id);
  }

  /** Makes an expectation. */
  expect({ tuple, master, mask }: ExpectationRequest): number {
    return this.with(ExpectationRecord.size, (at) => {
      this.putTuple(at, tuple);
      this.putTuple(at + ExpectationRecord.master, master);
      const { bytes, view } = this.engine;
      bytes.set(mask.source, at + ExpectationRecord.mask);
      view.setUint16(at + ExpectationRecord.maskPort, mask.sourcePort);
      return this.engine.exports.expectationCreate(at);
    });
  }

  /** The expectation that a tuple meets; null = none. */
  findExpectation(tuple: TupleRequest): number | null {
    return this.with(TupleRecord.size, (at) => {
      this.putTuple(at, tuple);
      return this.engine.exports.expectationFind(at) >>> 0 || null;
    });
  }

  /** Deletes an expectation, all of them. */
  deleteExpectation(id: number): void {
    this.engine.exports.expectationDelete(id);
  }
  flushExpectations(): void {
    this.engine.exports.expectationsFlush();
  }

  private putTuple(at: number, t: TupleRequest): void {
    const { bytes, view } = this.engine;
    bytes.set(t.source, at + TupleRecord.source);
    bytes.set(t.destination, at + TupleRecord.destination);
    view.setUint16(at + TupleRecord.sourcePort, t.sourcePort);
    view.setUint16(at + TupleRecord.destinationPort, t.destinationPort);
    bytes[at + TupleRecord.protocol] = t.protocol;
    bytes[at + TupleRecord.family] = t.family === "ipv4" ? FamilyNumber.IPV4 : FamilyNumber.IPV6;
    view.setUint16(at + TupleRecord.zone, t.zone, true);
  }

  private putChange(at: number, change: ChangeRequest): void {
    const { bytes, view } = this.engine;
    let fields = 0;
    const number = (value: number | undefined, bit: RequestField, offset: number) => {
      if (value === undefined) return;
      fields |= bit;
      view.setUint32(at + offset, value, true);
    };
    number(change.timeout, RequestField.TIMEOUT, ConnectionRequest.timeout);
    number(change.status, RequestField.STATUS, ConnectionRequest.status);
    number(change.mark, RequestField.MARK, ConnectionRequest.mark);
    number(change.state, RequestField.STATE, ConnectionRequest.state);
    bytes[at + ConnectionRequest.tcpFlags] = change.tcpFlags ?? 0;
    if (change.tags !== undefined) {
      fields |= RequestField.TAGS;
      view.setUint32(at + ConnectionRequest.originalTag, change.tags.original);
      view.setUint32(at + ConnectionRequest.replyTag, change.tags.reply);
    }
    if (change.labels !== undefined) {
      fields |= RequestField.LABELS;
      bytes.set(change.labels.value, at + ConnectionRequest.labels);
      bytes.set(change.labels.mask, at + ConnectionRequest.labelsMask);
    }
    if (change.source !== undefined) {
      fields |= RequestField.SOURCE_NAT;
      this.putRange(at + ConnectionRequest.source, change.source);
    }
    if (change.destination !== undefined) {
      fields |= RequestField.DESTINATION_NAT;
      this.putRange(at + ConnectionRequest.destination, change.destination);
    }
    view.setUint32(at + ConnectionRequest.fields, fields, true);
  }

  private putRange(at: number, { address, port }: RangeRequest): void {
    const { bytes, view } = this.engine;
    let flags = 0;
    if (address !== undefined) {
      flags |= NatRangeFlag.MAP_IPS;
      bytes.set(address, at + NatRangeRecord.minAddress);
      bytes.set(address, at + NatRangeRecord.maxAddress);
    }
    if (port !== undefined) {
      flags |= NatRangeFlag.PROTO_SPECIFIED;
      view.setUint16(at + NatRangeRecord.minPort, port);
      view.setUint16(at + NatRangeRecord.maxPort, port);
    }
    view.setUint32(at + NatRangeRecord.flags, flags, true);
  }
}
