/** ipcomp: the index of an IP payload compression header (iptables-extensions(8), ipcomp). */
import { IpcompInfo } from "../../generated/layout/match/ipcomp.js";
import { onlyProtocol } from "../checks.js";
import { match } from "../extension.js";
import { bang, type Range, rangeOption, rangeText, U32_MAX } from "../values.js";

interface IpcompOptions {
  /** Zero alone unless given, as iptables hands it to the kernel. */
  range: Range;
  inverted: boolean;
  reserved: boolean;
}

const isAny = ({ from, to }: Range) => from === 0 && to === U32_MAX;

export const extension = match<IpcompOptions>({
  name: "ipcomp",
  about: "the index of an IP payload compression header",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  protocol: 108,
  options: [
    { name: "ipcompspi", value: "required", invert: true },
    { name: "compres", value: "none" },
  ],
  create: () => ({ range: { from: 0, to: 0 }, inverted: false, reserved: false }),
  option(info, use) {
    if (use.id === "compres") info.reserved = true;
    else {
      info.range = rangeOption(use, "ipcomp", U32_MAX);
      info.inverted = use.inverted;
    }
  },
  check: (_info, context) => onlyProtocol(context, "ipcomp", 108),
  save({ range, inverted, reserved }) {
    const out = isAny(range) ? [] : [`${bang(inverted)}--ipcompspi ${rangeText(range)}`];
    if (reserved) out.push("--compres");
    return out.join(" ");
  },
  list({ range, inverted, reserved }) {
    let text = "comp ";
    if (!isAny(range) || inverted) {
      const label = range.from === range.to ? "spi" : "spis";
      text += `${label}:${inverted ? "!" : ""}${rangeText(range)}`;
    }
    return reserved ? `${text} reserved` : text;
  },
  encode(info, record) {
    record.reserve(IpcompInfo.size);
    record.u32(IpcompInfo.from, info.range.from);
    record.u32(IpcompInfo.to, info.range.to);
    record.u8(IpcompInfo.invert, info.inverted ? 1 : 0);
  },
});
