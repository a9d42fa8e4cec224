/** Which connections a command of conntrack(8) means: the tool's comparisons (nfct_cmp, filter_nat). */
import { Status } from "../generated/abi.js";
import { formatAddress, masked, parseAddress, sameBytes } from "../setup/address.js";
import type { Request, Side, Translation } from "../setup/conntrack/request.js";
import type { ConnectionEntry, ConnectionTuple } from "./conntrack.js";

const BITS: Readonly<Record<string, number>> = {
  EXPECTED: Status.EXPECTED,
  SEEN_REPLY: Status.SEEN_REPLY,
  ASSURED: Status.ASSURED,
  FIXED_TIMEOUT: Status.FIXED_TIMEOUT,
};

/** Status bits that a command can name. */
export function statusBits(e: ConnectionEntry): number {
  return e.status.reduce((bits, word) => bits | (BITS[word] ?? 0), 0);
}

/** Whether the request's filters let the connection through. Those that only `-U` sets are left out
 * for it: it changes them. */
export function matches(r: Request, e: ConnectionEntry): boolean {
  if (r.family !== null && e.family !== r.family) return false;
  if (r.protocol !== null && e.protocol !== r.protocol) return false;
  if (!sideMatches(r.original, r.mask, e.original, e)) return false;
  if (!sideMatches(r.reply, {}, e.reply, e)) return false;
  if (r.id !== undefined && r.id !== e.id) return false;
  if (!icmpMatches(r, e)) return false;
  if (!translated(r, e)) return false;
  if (!r.labels.every((label) => e.labels?.includes(label) === true)) return false;
  return r.action === "update" || valuesMatch(r, e);
}

/** What `-U` does not look for but sets. */
function valuesMatch(r: Request, e: ConnectionEntry): boolean {
  if (r.mark !== null && (e.mark & r.mark.mask) >>> 0 !== r.mark.value) return false;
  if ((statusBits(e) & r.statusMask) !== r.status) return false;
  if (r.state !== undefined && stateNumber(e) !== r.state) return false;
  const both = e.zones.original === e.zones.reply;
  const zone = both ? e.zones.original : 0;
  if (r.zone !== undefined && r.zone !== zone) return false;
  if (r.originalZone !== undefined && r.originalZone !== (both ? 0 : e.zones.original))
    return false;
  return r.replyZone === undefined || r.replyZone === (both ? 0 : e.zones.reply);
}

const TCP =
  "NONE SYN_SENT SYN_RECV ESTABLISHED FIN_WAIT CLOSE_WAIT LAST_ACK TIME_WAIT CLOSE SYN_SENT2";
const SCTP =
  "NONE CLOSED COOKIE_WAIT COOKIE_ECHOED ESTABLISHED SHUTDOWN_SENT SHUTDOWN_RECD SHUTDOWN_ACK_SENT HEARTBEAT_SENT";

function stateNumber(e: ConnectionEntry): number | undefined {
  if (e.state === null) return undefined;
  return (e.protocol === 132 ? SCTP : TCP).split(" ").indexOf(e.state);
}

function sideMatches(side: Side, mask: Side, t: ConnectionTuple, e: ConnectionEntry): boolean {
  const same = (wanted: Uint8Array | undefined, under: Uint8Array | undefined, text: string) => {
    if (wanted === undefined) return true;
    const address = parseAddress(e.family, text)!;
    if (wanted.length !== address.length) return false;
    if (under === undefined) return sameBytes(address, wanted);
    return sameBytes(masked(address, under), masked(wanted, under));
  };
  if (!same(side.source, mask.source, t.source)) return false;
  if (!same(side.destination, mask.destination, t.destination)) return false;
  const [from, to] = [t.sourcePort ?? t.gre?.sourceKey, t.destinationPort ?? t.gre?.destinationKey];
  if (side.sourcePort !== undefined && side.sourcePort !== from) return false;
  return side.destinationPort === undefined || side.destinationPort === to;
}

function icmpMatches({ icmp }: Request, e: ConnectionEntry): boolean {
  const t = e.original.icmp;
  for (const part of ["type", "code", "id"] as const) {
    if (icmp[part] !== undefined && icmp[part] !== t?.[part]) return false;
  }
  return true;
}

/** -n, -g, -j: what the translation is, or that there is one. */
function translated(r: Request, e: ConnectionEntry): boolean {
  const has = new Set(e.status);
  const any = r.given.has("j");
  const side = (
    letter: string,
    to: Translation | undefined,
    status: "SNAT" | "DNAT",
    address: string,
    port: number | null,
  ) => {
    if (!r.given.has(letter) && !any) return null;
    if (!has.has(status)) return false;
    if (to?.address !== undefined && formatAddress(to.address) !== address) return false;
    return to?.port === undefined || to.port === port;
  };
  const source = side("n", r.source, "SNAT", e.reply.destination, e.reply.destinationPort);
  const destination = side("g", r.destination, "DNAT", e.reply.source, e.reply.sourcePort);
  if (any) return source === true || destination === true;
  return source !== false && destination !== false;
}
