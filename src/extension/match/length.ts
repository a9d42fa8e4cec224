/** length: bytes of the packet with its IP header (iptables-extensions(8), length). */
import { LengthInfo } from "../../generated/layout/match/length.js";
import { requireOption } from "../checks.js";
import { match } from "../extension.js";
import { bang, type Range, rangeOption, rangeText, U16_MAX } from "../values.js";

/** A range of lengths. */
interface LengthOptions {
  range: Range;
  inverted: boolean;
}

export const extension = match<LengthOptions>({
  name: "length",
  about: "bytes of the packet with its IP header",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "length", value: "required", invert: true }],
  create: () => ({ range: { from: 0, to: 0 }, inverted: false }),
  option(info, use) {
    info.range = rangeOption(use, "length", U16_MAX);
    info.inverted = use.inverted;
  },
  check: (_info, _context, given) => requireOption(given, "length", "length"),
  save: (info) => `${bang(info.inverted)}--length ${rangeText(info.range)}`,
  list: (info) => `length ${info.inverted ? "!" : ""}${rangeText(info.range)}`,
  foresee: () => ({}),
  encode(info, record) {
    record.reserve(LengthInfo.size);
    record.u16(LengthInfo.from, info.range.from);
    record.u16(LengthInfo.to, info.range.to);
    record.u8(LengthInfo.invert, info.inverted ? 1 : 0);
  },
});
