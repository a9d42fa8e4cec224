/** esp: the index of a security association in an ESP header (iptables-extensions(8), esp). */
import { EspInfo } from "../../generated/layout/match/esp.js";
import { onlyProtocol } from "../checks.js";
import { match } from "../extension.js";
import { bang, type Range, rangeOption, rangeText, U32_MAX } from "../values.js";

/** A range of indexes. */
interface EspOptions {
  range: Range;
  inverted: boolean;
}

function isAny({ from, to }: Range): boolean {
  return from === 0 && to === U32_MAX;
}

export const extension = match<EspOptions>({
  name: "esp",
  about: "the index of a security association in an ESP header",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  protocol: 50,
  options: [{ name: "espspi", value: "required", invert: true }],
  create: () => ({ range: { from: 0, to: U32_MAX }, inverted: false }),
  option(info, use) {
    info.range = rangeOption(use, "esp", U32_MAX);
    info.inverted = use.inverted;
  },
  check: (_info, context) => onlyProtocol(context, "esp", 50),
  save({ range, inverted }) {
    return isAny(range) ? "" : `${bang(inverted)}--espspi ${rangeText(range)}`;
  },
  list({ range, inverted }) {
    if (isAny(range) && !inverted) return "esp";
    const label = range.from === range.to ? "spi" : "spis";
    return `esp ${label}:${inverted ? "!" : ""}${rangeText(range)}`;
  },
  encode(info, record) {
    record.reserve(EspInfo.size);
    record.u32(EspInfo.from, info.range.from);
    record.u32(EspInfo.to, info.range.to);
    record.u8(EspInfo.invert, info.inverted ? 1 : 0);
  },
});
