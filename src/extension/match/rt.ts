/** rt: the routing header of IPv6 (iptables-extensions(8), rt). */
import { RtFlag, RtInfo } from "../../generated/layout/match/rt.js";
import { addressText, parseIPv6 } from "../address.js";
import { match, OptionError, type OptionUse } from "../extension.js";
import { bang, numberOption, type Range, rangeOption, rangeText, U32_MAX } from "../values.js";

interface Inverted {
  readonly inverted: boolean;
}

/** Null where an option was not given. */
interface RtOptions {
  type: (Inverted & { readonly type: number }) | null;
  segments: Range & Inverted;
  length: (Inverted & { readonly bytes: number }) | null;
  reserved: boolean;
  addresses: readonly Uint8Array[] | null;
  loose: boolean;
}

const ADDRESSES_MAX = 16;

function parseAddresses(text: string): Uint8Array[] {
  const words = text.split(",");
  if (words.length > ADDRESSES_MAX) {
    throw new OptionError("too many addresses specified", `at most ${ADDRESSES_MAX}`);
  }
  return words.map((word) => {
    const address = parseIPv6(word);
    if (address === null) throw new OptionError(`bad address: ${word}`);
    return address;
  });
}

/** Options of a type 0 header need --rt-type 0 before them. */
function needTypeZero(info: RtOptions, use: OptionUse): void {
  if (info.type !== null && info.type.type === 0 && !info.type.inverted) return;
  throw new OptionError(`\`--rt-type 0' required before \`${use.flag}'`);
}

const isAny = ({ from, to }: Range) => from === 0 && to === U32_MAX;
const list = (addresses: readonly Uint8Array[]) => addresses.map(addressText).join(",");

export const extension = match<RtOptions>({
  name: "rt",
  about: "the routing header",
  decidedBy: ["packet"],
  families: ["ipv6"],
  options: [
    { name: "rt-type", value: "required", invert: true },
    { name: "rt-segsleft", value: "required", invert: true },
    { name: "rt-len", value: "required", invert: true },
    { name: "rt-0-res", value: "none" },
    { name: "rt-0-addrs", value: "required" },
    { name: "rt-0-not-strict", value: "none" },
  ],
  create: () => ({
    type: null,
    segments: { from: 0, to: U32_MAX, inverted: false },
    length: null,
    reserved: false,
    addresses: null,
    loose: false,
  }),
  option(info, use) {
    const { inverted } = use;
    switch (use.id) {
      case "rt-type":
        info.type = { type: numberOption(use, "rt", 0, U32_MAX), inverted };
        break;
      case "rt-segsleft":
        info.segments = { ...rangeOption(use, "rt", U32_MAX), inverted };
        break;
      case "rt-len":
        info.length = { bytes: numberOption(use, "rt", 0, U32_MAX), inverted };
        break;
      case "rt-0-res":
        needTypeZero(info, use);
        info.reserved = true;
        break;
      case "rt-0-addrs":
        needTypeZero(info, use);
        info.addresses = parseAddresses(use.value);
        break;
      default:
        if (info.addresses === null) {
          throw new OptionError("`--rt-0-addr ...' required before `--rt-0-not-strict'");
        }
        info.loose = true;
    }
  },
  save({ type, segments, length, reserved, addresses, loose }) {
    const out: string[] = [];
    if (type !== null) out.push(`${bang(type.inverted)}--rt-type ${type.type}`);
    if (!isAny(segments)) {
      out.push(`${bang(segments.inverted)}--rt-segsleft ${rangeText(segments)}`);
    }
    if (length !== null) out.push(`${bang(length.inverted)}--rt-len ${length.bytes}`);
    if (reserved) out.push("--rt-0-res");
    if (addresses !== null) out.push(`--rt-0-addrs ${list(addresses)}`);
    if (loose) out.push("--rt-0-not-strict");
    return out.join(" ");
  },
  list({ type, segments, length, reserved, addresses, loose }) {
    const not = (inverted: boolean) => (inverted ? "!" : "");
    const out = ["rt"];
    if (type !== null) out.push(`type:${not(type.inverted)}${type.type}`);
    if (!isAny(segments) || segments.inverted) {
      const word = segments.from === segments.to ? "segsleft" : "segslefts";
      out.push(`${word}:${not(segments.inverted)}${rangeText(segments)}`);
    }
    if (length !== null) out.push(`length:${not(length.inverted)}${length.bytes}`);
    if (reserved) out.push("reserved");
    if (addresses !== null) out.push(`0-addrs ${list(addresses)}`);
    if (loose) out.push("0-not-strict");
    return out.join(" ");
  },
  encode(info, record) {
    const { type, segments, length, addresses } = info;
    record.reserve(RtInfo.size);
    let flags = 0;
    let invert = segments.inverted ? RtFlag.SEGMENTS : 0;
    record.u32(RtInfo.segmentsFrom, segments.from);
    record.u32(RtInfo.segmentsTo, segments.to);
    if (type !== null) {
      flags |= RtFlag.TYPE;
      if (type.inverted) invert |= RtFlag.TYPE;
      record.u32(RtInfo.type, type.type);
    }
    if (length !== null) {
      flags |= RtFlag.LENGTH;
      if (length.inverted) invert |= RtFlag.LENGTH;
      record.u32(RtInfo.length, length.bytes);
    }
    if (info.reserved) flags |= RtFlag.RESERVED;
    if (info.loose) flags |= RtFlag.LOOSE;
    if (addresses !== null) {
      flags |= RtFlag.ADDRESSES;
      record.u8(RtInfo.count, addresses.length);
      for (const [i, address] of addresses.entries()) {
        record.bytes(RtInfo.addresses + 16 * i, address);
      }
    }
    record.u8(RtInfo.flags, flags);
    record.u8(RtInfo.invert, invert);
  },
});
