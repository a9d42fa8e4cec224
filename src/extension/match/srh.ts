/** srh: the segment routing header (`ip6tables -m srh --help`; RFC 8754). */
import { SrhFlag, SrhInfo } from "../../generated/layout/match/srh.js";
import { maskLength } from "../../setup/address.js";
import { addressText, hostMaskOption, type MaskedAddress } from "../address.js";
import { match } from "../extension.js";
import { bang, numberOption, U16_MAX, U8_MAX } from "../values.js";

/** Numbers that options compare: equal, greater and less share one value, the last given. */
type Numbers = "next" | "length" | "left" | "last" | "tag";
type Segments = "previous" | "following" | "final";

interface SrhOptions {
  /** SrhFlag bits: asked for, and turned around. */
  flags: number;
  invert: number;
  readonly numbers: Record<Numbers, number>;
  readonly segments: Map<Segments, MaskedAddress>;
}

interface NumberOption {
  readonly name: string;
  readonly flag: number;
  readonly number: Numbers;
}

const compared = (name: string, number: Numbers, first: number): NumberOption[] => [
  { name: `${name}-eq`, flag: first, number },
  { name: `${name}-gt`, flag: first << 1, number },
  { name: `${name}-lt`, flag: first << 2, number },
];

/** In the order in which they are printed. */
const NUMBERS: readonly NumberOption[] = [
  { name: "next-hdr", flag: SrhFlag.NEXT, number: "next" },
  ...compared("hdr-len", "length", SrhFlag.LENGTH),
  ...compared("segs-left", "left", SrhFlag.LEFT),
  ...compared("last-entry", "last", SrhFlag.LAST),
  { name: "tag", flag: SrhFlag.TAG, number: "tag" },
];

const SEGMENTS = [
  { name: "psid", flag: SrhFlag.PREVIOUS, segment: "previous", at: SrhInfo.previous },
  { name: "nsid", flag: SrhFlag.FOLLOWING, segment: "following", at: SrhInfo.following },
  { name: "lsid", flag: SrhFlag.FINAL, segment: "final", at: SrhInfo.final },
] as const;

const segmentText = ({ address, mask }: MaskedAddress) =>
  `${addressText(address)}/${maskLength(mask)}`;

export const extension = match<SrhOptions>({
  name: "srh",
  about: "the segment routing header",
  decidedBy: ["packet"],
  families: ["ipv6"],
  options: [...NUMBERS, ...SEGMENTS].map(({ name }) => ({
    name: `srh-${name}`,
    id: name,
    value: "required" as const,
    invert: true,
  })),
  create: () => ({
    flags: 0,
    invert: 0,
    numbers: { next: 0, length: 0, left: 0, last: 0, tag: 0 },
    segments: new Map(),
  }),
  option(info, use, context) {
    const option = [...NUMBERS, ...SEGMENTS].find(({ name }) => name === use.id)!;
    info.flags |= option.flag;
    if (use.inverted) info.invert |= option.flag;
    if ("number" in option) {
      const max = option.number === "tag" ? U16_MAX : U8_MAX;
      info.numbers[option.number] = numberOption(use, "srh", 0, max);
    } else info.segments.set(option.segment, hostMaskOption(use, "srh", context.family));
  },
  save({ flags, invert, numbers, segments }) {
    const out: string[] = [];
    for (const { name, flag, number } of NUMBERS) {
      if ((flags & flag) === 0) continue;
      out.push(`${bang((invert & flag) !== 0)}--srh-${name} ${numbers[number]}`);
    }
    for (const { name, flag, segment } of SEGMENTS) {
      const given = segments.get(segment);
      if (given === undefined) continue;
      out.push(`${bang((invert & flag) !== 0)}--srh-${name} ${segmentText(given)}`);
    }
    return out.join(" ");
  },
  list({ flags, invert, numbers, segments }) {
    const out = ["srh"];
    for (const { name, flag, number } of NUMBERS) {
      if ((flags & flag) === 0) continue;
      out.push(`${name}:${(invert & flag) !== 0 ? "!" : ""}${numbers[number]}`);
    }
    for (const { name, flag, segment } of SEGMENTS) {
      const given = segments.get(segment);
      if (given === undefined) continue;
      out.push(`${name} ${(invert & flag) !== 0 ? "!" : ""} ${segmentText(given)}`);
    }
    return out.join(" ");
  },
  encode(info, record) {
    record.reserve(SrhInfo.size);
    record.u32(SrhInfo.flags, info.flags);
    record.u32(SrhInfo.invert, info.invert);
    record.u8(SrhInfo.next, info.numbers.next);
    record.u8(SrhInfo.length, info.numbers.length);
    record.u8(SrhInfo.left, info.numbers.left);
    record.u8(SrhInfo.last, info.numbers.last);
    record.u16(SrhInfo.tag, info.numbers.tag);
    for (const { segment, at } of SEGMENTS) {
      const given = info.segments.get(segment);
      if (given === undefined) continue;
      record.bytes(at, given.address);
      record.bytes(at + 16, given.mask);
    }
  },
});
