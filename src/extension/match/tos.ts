/** tos: the type of service of IPv4, the traffic class of IPv6 (iptables-extensions(8), tos). */
import { TosInfo } from "../../generated/layout/match/tos.js";
import { requireOption } from "../checks.js";
import { match } from "../extension.js";
import { parseTos, TOS_NAME_MASK, tosNames } from "../names.js";
import { bang, hex2, type Masked, U8_MAX } from "../values.js";

/** A value and the bits that count. */
interface TosOptions {
  tos: Masked;
  inverted: boolean;
}

export const extension = match<TosOptions>({
  name: "tos",
  about: "the type of service, or the traffic class",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "tos", value: "required", invert: true }],
  create: () => ({ tos: { value: 0, mask: U8_MAX }, inverted: false }),
  option(info, use) {
    info.tos = parseTos(use.value, TOS_NAME_MASK);
    info.inverted = use.inverted;
  },
  check: (_info, _context, given) => requireOption(given, "tos", "tos"),
  save: ({ tos, inverted }) => `${bang(inverted)}--tos ${hex2(tos.value)}/${hex2(tos.mask)}`,
  list({ tos, inverted }, _family, numeric) {
    const sign = inverted ? "!" : "";
    const name = tosNames.find(([, value]) => value === tos.value && tos.mask === TOS_NAME_MASK);
    if (!numeric && name !== undefined) return `tos match${sign} ${name[0]}`;
    return `tos match${sign}${hex2(tos.value)}/${hex2(tos.mask)}`;
  },
  steady: () => true,
  foresee: () => ({}),
  encode(info, record) {
    record.reserve(TosInfo.size);
    record.u8(TosInfo.value, info.tos.value);
    record.u8(TosInfo.mask, info.tos.mask);
    record.u8(TosInfo.invert, info.inverted ? 1 : 0);
  },
});
