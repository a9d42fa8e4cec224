/** What a command of conntrack(8) asks the kernel for: tuples and changes, as libnetfilter_conntrack
 * makes them of the options. */
import type { Request, Side } from "../setup/conntrack/request.js";
import type { ConnectionEntry } from "./conntrack.js";
import { statusBits } from "./conntrack-filter.js";
import type { ChangeRequest, RangeRequest, TupleRequest } from "./control.js";

/** Protocols whose tuples have ports, or keys. DCCP's have none: the kernel does not track it. */
const WITH_PORTS = new Set([6, 17, 47, 132, 136]);
/** ICMP types that are answered, each beside its answer (invmap of the kernel). */
const PAIRS: Readonly<Record<number, readonly number[]>> = {
  1: [8, 0, 13, 14, 15, 16, 17, 18],
  58: [128, 129, 139, 140],
};

function answerOf(protocol: number, type: number): number | undefined {
  const pairs = PAIRS[protocol]!;
  const at = pairs.indexOf(type);
  return at < 0 ? undefined : pairs[at ^ 1];
}

/** Both tuples of a connection; null for one that is not told whole, or cannot be. */
export function tuplesOf(r: Request): {
  original: TupleRequest | null;
  reply: TupleRequest | null;
} {
  const original = { ...r.original };
  const reply = { ...r.reply };
  const told = (side: Side) => side.source !== undefined || side.destination !== undefined;
  if (r.action !== "get") {
    if (told(original) && !told(reply)) Object.assign(reply, turned(original));
    else if (told(reply) && !told(original)) Object.assign(original, turned(reply));
  }
  const zones = zonesOf(r);
  if (zones === null) return { original: null, reply: null };
  if (r.protocol === 1 || r.protocol === 58) return icmpTuples(r, original, reply, zones);
  return {
    original: whole(r, original, zones.original),
    reply: whole(r, reply, zones.reply),
  };
}

function turned(side: Side): Side {
  const answer: Side = {};
  if (side.destination !== undefined) answer.source = side.destination;
  if (side.source !== undefined) answer.destination = side.source;
  if (side.destinationPort !== undefined) answer.sourcePort = side.destinationPort;
  if (side.sourcePort !== undefined) answer.destinationPort = side.sourcePort;
  return answer;
}

/** The zone of each direction; null: more is said of zones than the kernel takes. */
function zonesOf(r: Request): { original: number; reply: number } | null {
  const said = [r.zone, r.originalZone, r.replyZone].filter((z) => z !== undefined && z !== 0);
  if (said.length > 1) return null;
  const zone = r.zone ?? 0;
  return { original: r.originalZone ?? zone, reply: r.replyZone ?? zone };
}

function whole(r: Request, side: Side, zone: number): TupleRequest | null {
  const { source, destination } = side;
  if (source === undefined || destination === undefined || r.family === null) return null;
  const tuple = { family: r.family, protocol: r.protocol!, source, destination, zone };
  if (!WITH_PORTS.has(r.protocol!)) return { ...tuple, sourcePort: 0, destinationPort: 0 };
  const { sourcePort, destinationPort } = side;
  if (sourcePort === undefined || destinationPort === undefined) return null;
  return { ...tuple, sourcePort, destinationPort };
}

function icmpTuples(
  r: Request,
  original: Side,
  reply: Side,
  zones: { original: number; reply: number },
): { original: TupleRequest | null; reply: TupleRequest | null } {
  const { type = 0, code = 0, id = 0 } = r.icmp;
  const answer = answerOf(r.protocol!, type);
  const own = r.protocol === 1 ? "ipv4" : "ipv6";
  if (answer === undefined || r.family !== own) return { original: null, reply: null };
  const end = (side: Side, kind: number, zone: number): TupleRequest | null => {
    const { source, destination } = side;
    if (source === undefined || destination === undefined) return null;
    const destinationPort = (kind << 8) | code;
    const family = r.family!;
    return {
      family,
      protocol: r.protocol!,
      source,
      destination,
      sourcePort: id,
      destinationPort,
      zone,
    };
  };
  return { original: end(original, type, zones.original), reply: end(reply, answer, zones.reply) };
}

/** What a connection is to have. `before`: what it has, for -U. */
export function changeOf(r: Request, before: ConnectionEntry | null): ChangeRequest {
  const labels = labelBytes(r, before);
  return {
    ...(r.timeout === undefined ? {} : { timeout: r.timeout }),
    ...(r.given.has("u") ? { status: statusFor(r.status, before) } : {}),
    ...(r.mark === null ? {} : { mark: markFor(r.mark, before) }),
    ...(r.state === undefined ? {} : { state: r.state, tcpFlags: tcpFlags(r.state) }),
    ...(r.tags === undefined ? {} : { tags: r.tags }),
    ...(labels === null ? {} : { labels }),
    ...(before === null ? translations(r) : {}),
  };
}

const SACK_PERMITTED = 2;
const CLOSE_INIT = 4;
const BE_LIBERAL = 8;
const TIME_WAIT = 7;

/** The tool has windows not judged, and lets a connection that is over be opened again. */
function tcpFlags(state: number): number {
  return BE_LIBERAL | SACK_PERMITTED | (state >= TIME_WAIT ? CLOSE_INIT : 0);
}

const CONFIRMED = 8;

function statusFor(status: number, before: ConnectionEntry | null): number {
  if (before === null) return status;
  return (status | statusBits(before) | CONFIRMED) >>> 0;
}

function markFor(mark: NonNullable<Request["mark"]>, before: ConnectionEntry | null): number {
  if (before === null) return mark.value;
  return ((before.mark & ~mark.mask) ^ mark.value) >>> 0;
}

function translations(r: Request): { source?: RangeRequest; destination?: RangeRequest } {
  return {
    ...(r.source === undefined ? {} : { source: r.source }),
    ...(r.destination === undefined ? {} : { destination: r.destination }),
  };
}

/** --label-add sets bits, --label-del clears some, or all. */
function labelBytes(
  r: Request,
  before: ConnectionEntry | null,
): NonNullable<ChangeRequest["labels"]> | null {
  const add = r.given.has("<");
  if (!add && !r.given.has(">")) return null;
  // without labels there are none to take away
  if (!add && before?.labels === null) return null;
  const value = new Uint8Array(16);
  const mask = new Uint8Array(16);
  for (const label of r.labelsChanged ?? Array.from({ length: 128 }, (_, i) => i)) {
    mask[label >> 3]! |= 1 << (label & 7);
    if (add) value[label >> 3]! |= 1 << (label & 7);
  }
  return { value, mask };
}

/** The tuple of -s, -d and -p alone: an expectation's master, or the expectation itself. */
export function masterTuple(r: Request): TupleRequest {
  return {
    family: r.family!,
    protocol: r.protocol!,
    source: r.original.source!,
    destination: r.original.destination!,
    sourcePort: r.original.sourcePort ?? 0,
    destinationPort: r.original.destinationPort ?? 0,
    zone: 0,
  };
}

/** The tuple that is expected: of the protocol that the tool took for it, with ports only if that has
 * ports. */
export function expectationTuple(r: Request): TupleRequest {
  const { source, destination, sourcePort = 0, destinationPort = 0, protocol } = r.expected;
  const tuple = {
    family: r.family!,
    protocol,
    source: source!,
    destination: destination!,
    zone: 0,
  };
  if (!WITH_PORTS.has(protocol)) return { ...tuple, sourcePort: 0, destinationPort: 0 };
  return { ...tuple, sourcePort, destinationPort };
}

/** Which bits of the expected source count. */
export function maskOf(r: Request): { source: Uint8Array; sourcePort: number } {
  return { source: r.mask.source!, sourcePort: r.mask.sourcePort ?? 0 };
}
