/**
 * The table of connections as objects.
 */
import {
  ConnectionRecord,
  ConntrackStat,
  Family as FamilyNumber,
  SctpState,
  Status,
  TcpState,
  TupleRecord,
} from "../generated/abi.js";
import { formatAddress } from "../setup/address.js";
import type { Family } from "../extension/extension.js";
import { helperDescriptors } from "../generated/descriptors.js";
import { type Engine, outOfMemory } from "./instance.js";

/** The engine's memory, as it is now, and the helpers of the embedding program. */
export type EngineMemory = Pick<Engine, "bytes" | "view" | "helperNames" | "security">;

/** One direction of a connection. */
export interface ConnectionTuple {
  /** Addresses as text. */
  readonly source: string;
  readonly destination: string;
  /** Ports (TCP, UDP, UDP-Lite, SCTP), null for other protocols. */
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  /** ICMP and ICMPv6: type, code and identifier; null for other protocols. */
  readonly icmp: { readonly type: number; readonly code: number; readonly id: number } | null;
  /** GRE: the call ids, 0 = none; null for other protocols. */
  readonly gre: { readonly sourceKey: number; readonly destinationKey: number } | null;
}

/** What a direction carried. */
export interface ConnectionCounters {
  readonly packets: bigint;
  readonly bytes: bigint;
}

/** Words of a connection's status, as --ctstatus and --ctstate name them. */
export type ConnectionStatus =
  | "EXPECTED"
  | "SEEN_REPLY"
  | "ASSURED"
  | "CONFIRMED"
  | "SNAT"
  | "DNAT"
  | "FIXED_TIMEOUT";

/** A connection, as it was when it was read. */
export interface ConnectionEntry {
  readonly family: Family;
  /** Transport protocol: its number, and its name as `conntrack -L` prints it. */
  readonly protocol: number;
  readonly protocolName: string;
  /** How packets that began it are addressed, and how its answers are. */
  readonly original: ConnectionTuple;
  readonly reply: ConnectionTuple;
  readonly status: readonly ConnectionStatus[];
  /** TCP's or SCTP's state, null for other protocols. */
  readonly state: string | null;
  readonly mark: number;
  /** The context of its label; null unless the host has a security module. */
  readonly secctx: string | null;
  /** Seconds until it expires. */
  readonly timeout: number;
  /** Packets and bytes by direction, null unless nf_conntrack_acct was on when it began. */
  readonly counters: {
    readonly original: ConnectionCounters;
    readonly reply: ConnectionCounters;
  } | null;
  /** When it was confirmed (nanoseconds since the epoch) and how many seconds ago; null unless
   * nf_conntrack_timestamp was on when it began. */
  readonly started: { readonly time: bigint; readonly secondsAgo: number } | null;
  /** Names the connection while it lives. */
  readonly id: number;
  /** Id of the connection that expected this one, null = none. */
  readonly master: number | null;
  /** Name of its helper, null = none. */
  readonly helper: string | null;
  /** Zones of both directions (CT --zone), 0 = the one that all others are in. */
  readonly zones: { readonly original: number; readonly reply: number };
  /** Numbers of its labels, in order; null unless it can have any. */
  readonly labels: readonly number[] | null;
  /** SCTP: the verification tags of both directions; null for other protocols. */
  readonly tags: { readonly original: number; readonly reply: number } | null;
}

/** What conntrack counted since the firewall was made (conntrack -S). */
export interface ConnectionStats {
  /** Connections begun, packets of a connection whose tuple was taken when NAT looked, and so on:
   * the fields of `conntrack -S`. */
  readonly created: number;
  readonly found: number;
  readonly invalid: number;
  readonly insert: number;
  readonly insertFailed: number;
  readonly drop: number;
  readonly earlyDrop: number;
  /** Newcomers dropped because their bucket held too many: somebody chose addresses for that. */
  readonly chainTooLong: number;
  readonly error: number;
  readonly clashResolve: number;
  readonly expired: number;
  /** Expectations met, made, gone. */
  readonly expectNew: number;
  readonly expectCreate: number;
  readonly expectDelete: number;
}

const protocolNames = new Map([
  [1, "icmp"],
  [6, "tcp"],
  [17, "udp"],
  [33, "dccp"],
  [47, "gre"],
  [58, "icmpv6"],
  [132, "sctp"],
  [136, "udplite"],
]);

/** The name of a protocol as conntrack(8) prints it. */
export function protocolName(number: number): string {
  return protocolNames.get(number) ?? "unknown";
}

const tcpStates: Record<number, string> = {
  [TcpState.NONE]: "NONE",
  [TcpState.SYN_SENT]: "SYN_SENT",
  [TcpState.SYN_RECV]: "SYN_RECV",
  [TcpState.ESTABLISHED]: "ESTABLISHED",
  [TcpState.FIN_WAIT]: "FIN_WAIT",
  [TcpState.CLOSE_WAIT]: "CLOSE_WAIT",
  [TcpState.LAST_ACK]: "LAST_ACK",
  [TcpState.TIME_WAIT]: "TIME_WAIT",
  [TcpState.CLOSE]: "CLOSE",
  [TcpState.SYN_SENT2]: "SYN_SENT2",
};

const sctpStates: Record<number, string> = {
  [SctpState.NONE]: "NONE",
  [SctpState.CLOSED]: "CLOSED",
  [SctpState.COOKIE_WAIT]: "COOKIE_WAIT",
  [SctpState.COOKIE_ECHOED]: "COOKIE_ECHOED",
  [SctpState.ESTABLISHED]: "ESTABLISHED",
  [SctpState.SHUTDOWN_SENT]: "SHUTDOWN_SENT",
  [SctpState.SHUTDOWN_RECD]: "SHUTDOWN_RECD",
  [SctpState.SHUTDOWN_ACK_SENT]: "SHUTDOWN_ACK_SENT",
  [SctpState.HEARTBEAT_SENT]: "HEARTBEAT_SENT",
};

const statusBits: readonly (readonly [number, ConnectionStatus])[] = [
  [Status.EXPECTED, "EXPECTED"],
  [Status.SEEN_REPLY, "SEEN_REPLY"],
  [Status.ASSURED, "ASSURED"],
  [Status.CONFIRMED, "CONFIRMED"],
  [Status.SRC_NAT, "SNAT"],
  [Status.DST_NAT, "DNAT"],
  [Status.FIXED_TIMEOUT, "FIXED_TIMEOUT"],
];

/** Connections copied at a time. */
const BATCH = 1024;

/**
 * The confirmed connections whose time is not over, in the one order in which tables of connections
 * are printed: family (IPv4 first), protocol number, then the original direction's source,
 * destination, and ports, ICMP ids or keys.
 */
export function connectionTable(engine: Engine): ConnectionEntry[] {
  return sortedEntries(connectionRows(engine));
}

/** A connection with its place in the order. */
export interface ConnectionRow {
  readonly key: string;
  readonly entry: ConnectionEntry;
}

/** Connections in their order. */
export function sortedEntries(rows: readonly ConnectionRow[]): ConnectionEntry[] {
  const sorted = [...rows].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return sorted.map((row) => row.entry);
}

/** The connections of connectionTable in any order. */
export function connectionRows(engine: Engine): ConnectionRow[] {
  const { exports } = engine;
  const at = exports.reserve(BATCH * ConnectionRecord.size) >>> 0;
  if (at === 0) throw outOfMemory();
  const found: ConnectionRow[] = [];
  let from = 0;
  while (from < exports.connectionsEnd()) {
    const count = exports.connectionsRead(at, BATCH, from);
    from = exports.connectionsNext();
    for (let i = 0; i < count; i++) {
      const record = at + i * ConnectionRecord.size;
      found.push({ key: sortKey(engine.bytes, record), entry: connectionEntry(engine, record) });
    }
  }
  exports.free(at);
  return found;
}

/** A text whose characters are the bytes to sort by, in order of weight. */
function sortKey(bytes: Uint8Array, at: number): string {
  const head = [bytes[at + TupleRecord.family]!, bytes[at + TupleRecord.protocol]!];
  return String.fromCharCode(...head, ...bytes.subarray(at, at + TupleRecord.protocol));
}

/** What conntrack counted. */
export function connectionStats(engine: Engine): ConnectionStats {
  const at = engine.exports.connectionStats() >>> 0;
  const count = (stat: ConntrackStat) => engine.view.getUint32(at + stat * 4, true);
  return {
    created: count(ConntrackStat.NEW),
    found: count(ConntrackStat.FOUND),
    invalid: count(ConntrackStat.INVALID),
    insert: count(ConntrackStat.INSERT),
    insertFailed: count(ConntrackStat.INSERT_FAILED),
    drop: count(ConntrackStat.DROP),
    earlyDrop: count(ConntrackStat.EARLY_DROP),
    chainTooLong: count(ConntrackStat.CHAIN_TOO_LONG),
    error: count(ConntrackStat.ERROR),
    clashResolve: count(ConntrackStat.CLASH_RESOLVE),
    expired: count(ConntrackStat.EXPIRED),
    expectNew: count(ConntrackStat.EXPECT_NEW),
    expectCreate: count(ConntrackStat.EXPECT_CREATE),
    expectDelete: count(ConntrackStat.EXPECT_DELETE),
  };
}

/** What several engines counted, together. */
export function summedStats(each: readonly ConnectionStats[]): ConnectionStats {
  const sum: Record<keyof ConnectionStats, number> = { ...each[0]! };
  for (const stats of each.slice(1)) {
    for (const name of Object.keys(sum) as (keyof ConnectionStats)[]) sum[name] += stats[name];
  }
  return sum;
}

/** A ConnectionRecord as an object. */
export function connectionEntry(memory: EngineMemory, at: number): ConnectionEntry {
  const { bytes, view } = memory;
  const u32 = (offset: number) => view.getUint32(at + offset, true);
  const u64 = (offset: number) => view.getBigUint64(at + offset, true);
  const protocol = bytes[at + TupleRecord.protocol]!;
  const bits = u32(ConnectionRecord.status);
  const master = u32(ConnectionRecord.master);
  const time = u64(ConnectionRecord.started);
  const counted = bytes[at + ConnectionRecord.counted] !== 0;
  return {
    family: bytes[at + TupleRecord.family] === FamilyNumber.IPV6 ? "ipv6" : "ipv4",
    protocol,
    protocolName: protocolName(protocol),
    original: tuple(bytes, at + ConnectionRecord.original),
    reply: tuple(bytes, at + ConnectionRecord.reply),
    status: statusBits.filter(([bit]) => (bits & bit) !== 0).map(([, word]) => word),
    state: stateName(protocol, bytes[at + ConnectionRecord.state]!),
    mark: u32(ConnectionRecord.mark),
    secctx: memory.security?.context(u32(ConnectionRecord.label)) ?? null,
    timeout: u32(ConnectionRecord.timeout),
    counters: counted
      ? {
          original: {
            packets: u64(ConnectionRecord.originalPackets),
            bytes: u64(ConnectionRecord.originalBytes),
          },
          reply: {
            packets: u64(ConnectionRecord.replyPackets),
            bytes: u64(ConnectionRecord.replyBytes),
          },
        }
      : null,
    started: time === 0n ? null : { time, secondsAgo: u32(ConnectionRecord.age) },
    id: u32(ConnectionRecord.id),
    master: master === 0 ? null : master,
    helper: helperName(bytes[at + ConnectionRecord.helper]!, memory.helperNames),
    zones: {
      original: view.getUint16(at + ConnectionRecord.original + TupleRecord.zone, true),
      reply: view.getUint16(at + ConnectionRecord.reply + TupleRecord.zone, true),
    },
    labels: labels(bytes, at),
    tags:
      protocol === 132
        ? {
            original: view.getUint32(at + ConnectionRecord.originalTag),
            reply: view.getUint32(at + ConnectionRecord.replyTag),
          }
        : null,
  };
}

function labels(bytes: Uint8Array, at: number): number[] | null {
  if (bytes[at + ConnectionRecord.labelled] === 0) return null;
  const first = at + ConnectionRecord.labels;
  return Array.from({ length: 128 }, (_, i) => i).filter(
    (i) => (bytes[first + (i >> 3)]! & (1 << (i & 7))) !== 0,
  );
}

const noNames: ReadonlyMap<number, string> = new Map();

/** The name of a HelperKind, with those of the embedding program; null for none. */
export function helperName(kind: number, own = noNames): string | null {
  if (kind === 0) return null;
  const named = own.get(kind);
  if (named !== undefined) return named;
  const all = helperDescriptors.flatMap((d) => d.helpers ?? []);
  return all.find((h) => h.kind === kind)?.name ?? String(kind);
}

/** The name of a TcpState. */
export function tcpStateName(state: number): string {
  return tcpStates[state] ?? String(state);
}

function stateName(protocol: number, state: number): string | null {
  if (protocol === 6) return tcpStateName(state);
  if (protocol === 132) return sctpStates[state] ?? String(state);
  return null;
}

/** A TupleRecord as an object. */
export function tuple(bytes: Uint8Array, at: number): ConnectionTuple {
  const protocol = bytes[at + TupleRecord.protocol]!;
  const size = bytes[at + TupleRecord.family] === FamilyNumber.IPV6 ? 16 : 4;
  const text = (offset: number) => formatAddress(bytes.subarray(at + offset, at + offset + size));
  const port = (offset: number) => (bytes[at + offset]! << 8) | bytes[at + offset + 1]!;
  const first = port(TupleRecord.sourcePort);
  const second = port(TupleRecord.destinationPort);
  const isIcmp = protocol === 1 || protocol === 58;
  const hasPorts = [6, 17, 33, 132, 136].includes(protocol);
  return {
    source: text(TupleRecord.source),
    destination: text(TupleRecord.destination),
    sourcePort: hasPorts ? first : null,
    destinationPort: hasPorts ? second : null,
    icmp: isIcmp ? { type: second >> 8, code: second & 255, id: first } : null,
    gre: protocol === 47 ? { sourceKey: first, destinationKey: second } : null,
  };
}
