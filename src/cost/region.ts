/**
 * Which rules of a chain may change places without any packet faring otherwise, whatever the packet.
 *
 * Two rules may when no packet is matched by both, told from what nothing changes while a chain is
 * walked; or when both only give the same verdict. A match that keeps a state of its own (limit, recent)
 * is asked only about packets that came as far: what stands behind it in a rule tells nothing.
 */
import type { Demand, Family } from "../extension/extension.js";
import { demandsApart, isTracked } from "./demand.js";
import type { Header, Rule, Table, Target } from "../setup/model.js";

/** What a rule says of the packets that it matches, before anything that leaves a trace is asked. */
export interface Region {
  readonly rule: Rule;
  readonly demands: readonly Demand[];
  /** All its matches may be asked without a trace, and none drops a packet for what it cannot read. */
  readonly pure: boolean;
  /** Drops a packet whose headers do not lead to a transport header: -p of ip6tables. */
  readonly follows: boolean;
  /** Bytes of transport header that it reads: it drops a packet that has fewer. */
  readonly reads: number;
  /** Connection tracking has read the packet's headers and found them whole. */
  readonly tracked: boolean;
  /** Where the walk goes on behind it, fields are what they were. */
  readonly spares: boolean;
  /** Null for a rule that does more than give a verdict. */
  readonly verdict: string | null;
}

/** Protocols whose headers conntrack reads before it gives a packet a state (nf_conntrack_proto_*.c): ICMP,
 * TCP, UDP, ICMPv6, SCTP, UDP-Lite. */
const READ_BY_CONNTRACK = new Set([1, 6, 17, 58, 132, 136]);

/** Regions of the rules of a chain. */
export function regionsOf(table: Table, rules: readonly Rule[]): Region[] {
  const spared = sparingChains(table);
  return rules.map((rule) => regionOf(rule, table, spared));
}

function regionOf(rule: Rule, table: Table, spared: ReadonlySet<string>): Region {
  const { demands, reads, pure } = foreseen(rule, table.family);
  // marks change on the way; in table raw, the state is what its own targets make of it
  const lasting = demands.filter(
    (d) => d.field !== "mark" && (d.field !== "state" || table.name !== "raw"),
  );
  const { target } = rule;
  return {
    rule,
    demands: lasting,
    pure,
    reads,
    follows: table.family === "ipv6" && rule.header.protocol !== 0,
    tracked: lasting.some(isTracked),
    spares: sparing(target, spared),
    verdict: target.kind === "verdict" ? target.verdict : null,
  };
}

/** What its matches tell in advance, up to the first that leaves a trace. */
function foreseen(rule: Rule, family: Family) {
  const demands: Demand[] = [];
  let reads = 0;
  for (const { extension, info } of rule.matches) {
    const seen = extension.foresee?.(info, family);
    if (seen === undefined) return { demands, reads, pure: false };
    demands.push(...(seen.demands ?? []));
    reads = Math.max(reads, seen.reads ?? 0);
    if (seen.ends === true) return { demands, reads, pure: false };
  }
  return { demands, reads, pure: true };
}

function sparing(target: Target, spared: ReadonlySet<string>): boolean {
  if (target.kind === "extension") return target.extension.spares === true;
  return target.kind === "jump" || target.kind === "goto" ? spared.has(target.chain) : true;
}

/** Chains from which no target is reached that changes fields of a packet and lets it walk on. */
function sparingChains(table: Table): Set<string> {
  const spared = new Set(table.chains.keys());
  for (let before = -1; before !== spared.size; ) {
    before = spared.size;
    for (const { name, rules } of table.chains.values()) {
      if (!rules.every((rule) => sparing(rule.target, spared))) spared.delete(name);
    }
  }
  return spared;
}

/** Whether two rules may change places. */
export function mayPass(a: Region, b: Region): boolean {
  if (!a.spares || !b.spares) return false;
  const [one, other] = [a.rule.header, b.rule.header];
  // these are asked first of all
  if (addressesApart(one, other) || interfacesApart(one, other)) return true;
  if (!safe(a, b) || !safe(b, a)) return false;
  if (protocolsApart(one, other)) return true;
  if (a.demands.some((d) => b.demands.some((e) => demandsApart(d, e)))) return true;
  return a.pure && b.pure && a.verdict !== null && a.verdict === b.verdict;
}

/** Packets that `a` matches are not dropped for broken headers by `b`. */
function safe(a: Region, b: Region): boolean {
  if (b.follows && !a.follows && !a.tracked) return false;
  if (b.reads <= a.reads || protocolsApart(a.rule.header, b.rule.header)) return true;
  return a.tracked && READ_BY_CONNTRACK.has(b.rule.header.protocol);
}

function protocolsApart(a: Header, b: Header): boolean {
  if (a.protocol === 0 || b.protocol === 0) return false;
  const same = a.protocol === b.protocol;
  if (a.inverted.protocol && b.inverted.protocol) return false;
  return a.inverted.protocol || b.inverted.protocol ? same : !same;
}

interface Network {
  readonly address: Uint8Array;
  readonly mask: Uint8Array;
  readonly inverted: boolean;
}

function addressesApart(a: Header, b: Header): boolean {
  const source = (h: Header) => ({
    address: h.source,
    mask: h.sourceMask,
    inverted: h.inverted.source,
  });
  const destination = (h: Header) => ({
    address: h.destination,
    mask: h.destinationMask,
    inverted: h.inverted.destination,
  });
  return networksApart(source(a), source(b)) || networksApart(destination(a), destination(b));
}

function networksApart(a: Network, b: Network): boolean {
  if (a.inverted) return !b.inverted && within(b, a);
  if (b.inverted) return within(a, b);
  return a.address.some((byte, i) => ((byte ^ b.address[i]!) & a.mask[i]! & b.mask[i]!) !== 0);
}

/** Every address of `inner` is one of `outer`, inversions left aside. */
function within(inner: Network, outer: Network): boolean {
  return outer.mask.every((byte, i) => {
    const both = byte & inner.mask[i]!;
    return both === byte && ((inner.address[i]! ^ outer.address[i]!) & byte) === 0;
  });
}

function interfacesApart(a: Header, b: Header): boolean {
  return (
    namesApart(a.inInterface, a.inverted.inInterface, b.inInterface, b.inverted.inInterface) ||
    namesApart(a.outInterface, a.inverted.outInterface, b.outInterface, b.inverted.outInterface)
  );
}

function namesApart(a: string, aInverted: boolean, b: string, bInverted: boolean): boolean {
  if (a === "" || b === "" || (aInverted && bInverted)) return false;
  if (aInverted) return covers(a, b);
  if (bInverted) return covers(b, a);
  return !covers(a, b) && !covers(b, a);
}

/** Every name that fits `inner` fits `outer`. */
function covers(outer: string, inner: string): boolean {
  if (!outer.endsWith("+")) return outer === inner;
  return inner.startsWith(outer.slice(0, -1));
}
