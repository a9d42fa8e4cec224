/** tcpmss: the maximum segment size of a TCP header (iptables-extensions(8), tcpmss). */
import { TcpmssInfo } from "../../generated/layout/match/tcpmss.js";
import { onlyProtocol, requireOption } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { bang, type Range, rangeOption, rangeText, U16_MAX } from "../values.js";

interface TcpmssOptions {
  /** Bytes. */
  mss: Range;
  inverted: boolean;
}

export const extension = match<TcpmssOptions>({
  name: "tcpmss",
  about: "the maximum segment size that a TCP header announces",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "mss", value: "required", invert: true }],
  create: () => ({ mss: { from: 0, to: 0 }, inverted: false }),
  option(info, use) {
    info.mss = rangeOption(use, "tcpmss", U16_MAX);
    info.inverted = use.inverted;
    if (info.mss.from > info.mss.to) {
      throw new OptionError("tcpmss: invalid range given", "write the lower size first");
    }
  },
  check(_info, context, given) {
    requireOption(given, "tcpmss", "mss");
    onlyProtocol(context, "tcpmss", 6);
  },
  save: ({ mss, inverted }) => `${bang(inverted)}--mss ${rangeText(mss)}`,
  list: ({ mss, inverted }) => `tcpmss match ${inverted ? "!" : ""}${rangeText(mss)}`,
  encode(info, record) {
    record.reserve(TcpmssInfo.size);
    record.u16(TcpmssInfo.from, info.mss.from);
    record.u16(TcpmssInfo.to, info.mss.to);
    record.u8(TcpmssInfo.invert, info.inverted ? 1 : 0);
  },
});
