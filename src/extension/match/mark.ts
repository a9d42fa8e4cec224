/** mark: the packet's mark (iptables-extensions(8), mark). */
import { MarkInfo } from "../../generated/layout/match/mark.js";
import { requireOption } from "../checks.js";
import { match } from "../extension.js";
import { bang, type Masked, markOption, markText, U32_MAX } from "../values.js";

/** A mark, and whether it must differ. */
interface MarkOptions {
  mark: Masked;
  inverted: boolean;
}

export const extension = match<MarkOptions>({
  name: "mark",
  about: "the packet's mark",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "mark", value: "required", invert: true }],
  create: () => ({ mark: { value: 0, mask: U32_MAX }, inverted: false }),
  option(info, use) {
    info.mark = markOption(use, "mark");
    info.inverted = use.inverted;
  },
  check: (_info, _context, given) => requireOption(given, "mark", "mark"),
  save: (info) => `${bang(info.inverted)}--mark ${markText(info.mark)}`,
  list: (info) => `mark match ${bang(info.inverted)}${markText(info.mark)}`,
  steady: () => true,
  foresee: ({ mark: { value, mask }, inverted }) => ({
    demands: [{ field: "mark", value, mask, inverted }],
  }),
  encode(info, record) {
    record.reserve(MarkInfo.size);
    record.u32(MarkInfo.value, info.mark.value);
    record.u32(MarkInfo.mask, info.mark.mask);
    record.u8(MarkInfo.invert, info.inverted ? 1 : 0);
  },
});
