/** What matches demand of packets, held against each other. */
import type { Demand } from "../extension/extension.js";
import { plainStateNames } from "../extension/states.js";
import { compareBytes } from "../setup/address.js";

type Ranges = readonly { readonly from: number; readonly to: number }[];

const plainBits = plainStateNames.reduce((all, [, bit]) => all | bit, 0);
const unreadBits = plainStateNames
  .filter(([name]) => name === "INVALID" || name === "UNTRACKED")
  .reduce((all, [, bit]) => all | bit, 0);

/** Only packets that conntrack has taken for part of a connection are so. */
export function isTracked(demand: Demand): boolean {
  if (demand.field !== "state") return false;
  if (demand.inverted) return (demand.bits & unreadBits) === unreadBits;
  return (demand.bits & unreadBits) === 0;
}

/** No packet meets both. */
export function demandsApart(a: Demand, b: Demand): boolean {
  if (a.inverted && b.inverted) return false;
  if (a.inverted) return demandsApart(b, a);
  if (isRanges(a) && isRanges(b)) return a.field === b.field && rangesApart(a.ranges, b);
  if (isAddresses(a) && isAddresses(b)) return a.field === b.field && addressesApart(a, b);
  if (isMasked(a) && isMasked(b)) return a.field === b.field && maskedApart(a, b);
  return a.field === "state" && b.field === "state" && statesApart(a.bits, b);
}

type PortDemand = Extract<Demand, { ranges: unknown }>;
type AddressDemand = Extract<Demand, { from: Uint8Array }>;
type MaskedDemand = Extract<Demand, { mask: unknown }>;

const isRanges = (d: Demand): d is PortDemand => "ranges" in d;
const isAddresses = (d: Demand): d is AddressDemand => "from" in d;
const isMasked = (d: Demand): d is MaskedDemand => "mask" in d;

/** `a` lies outside every range of `b`, or, if b is inverted, inside one. */
function rangesApart(a: Ranges, { ranges, inverted }: PortDemand): boolean {
  const real = a.filter((r) => r.from <= r.to);
  if (inverted) return real.every((r) => ranges.some((s) => s.from <= r.from && r.to <= s.to));
  return real.every((r) => ranges.every((s) => r.to < s.from || s.to < r.from));
}

function addressesApart(a: AddressDemand, b: AddressDemand): boolean {
  if (b.inverted) return compareBytes(b.from, a.from) <= 0 && compareBytes(a.to, b.to) <= 0;
  return compareBytes(a.to, b.from) < 0 || compareBytes(b.to, a.from) < 0;
}

function maskedApart(a: MaskedDemand, b: MaskedDemand): boolean {
  if (b.inverted) return (a.mask & b.mask) === b.mask && (a.value & b.mask) === b.value;
  return ((a.value ^ b.value) & a.mask & b.mask) !== 0;
}

/** A packet is in one of the plain states; beside it, it may count as SNAT or DNAT. */
function statesApart(a: number, b: { readonly bits: number; readonly inverted: boolean }): boolean {
  if ((a & ~plainBits) !== 0) return false;
  if (b.inverted) return (a & ~b.bits) === 0;
  return (b.bits & ~plainBits) === 0 && (a & b.bits) === 0;
}
