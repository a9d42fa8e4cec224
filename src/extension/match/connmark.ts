/** connmark: the mark of the packet's connection (iptables-extensions(8), connmark). */
import { ConnmarkInfo } from "../../generated/layout/match/connmark.js";
import { requireOption } from "../checks.js";
import { match } from "../extension.js";
import { bang, type Masked, markOption, markText, U32_MAX } from "../values.js";

/** A mark, and whether it must differ. */
interface ConnmarkOptions {
  mark: Masked;
  inverted: boolean;
}

export const extension = match<ConnmarkOptions>({
  name: "connmark",
  about: "the mark of the packet's connection",
  decidedBy: ["conntrack"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "mark", value: "required", invert: true }],
  create: () => ({ mark: { value: 0, mask: U32_MAX }, inverted: false }),
  option(info, use) {
    info.mark = markOption(use, "connmark");
    info.inverted = use.inverted;
  },
  check: (_info, _context, given) => requireOption(given, "connmark", "mark"),
  save: (info) => `${bang(info.inverted)}--mark ${markText(info.mark)}`,
  list: (info) => `connmark match ${info.inverted ? "!" : ""} ${markText(info.mark)}`,
  steady: () => true,
  foresee: () => ({}),
  encode(info, record) {
    record.reserve(ConnmarkInfo.size);
    record.u32(ConnmarkInfo.value, info.mark.value);
    record.u32(ConnmarkInfo.mask, info.mark.mask);
    record.u8(ConnmarkInfo.invert, info.inverted ? 1 : 0);
  },
  needs: () => ["conntrack"],
});
