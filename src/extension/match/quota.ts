/** quota: so many bytes, and no more (iptables-extensions(8), quota). */
import { QuotaInfo } from "../../generated/layout/match/quota.js";
import { requireOption } from "../checks.js";
import { match } from "../extension.js";
import { bang, number64Option } from "../values.js";

interface QuotaOptions {
  bytes: bigint;
  inverted: boolean;
}

export const extension = match<QuotaOptions>({
  name: "quota",
  about: "so many bytes, and no more",
  decidedBy: ["state"],
  wide: () => true,
  families: ["ipv4", "ipv6"],
  options: [{ name: "quota", value: "required", invert: true }],
  create: () => ({ bytes: 0n, inverted: false }),
  option(info, use) {
    info.bytes = number64Option(use, "quota");
    info.inverted = use.inverted;
  },
  check: (_info, _context, given) => requireOption(given, "quota", "quota"),
  save: (info) => `${bang(info.inverted)}--quota ${info.bytes}`,
  // iptables does not list the "!"
  list: (info) => `quota: ${info.bytes} bytes`,
  keeps: { offset: QuotaInfo.left, size: 8 },
  encode(info, record) {
    record.reserve(QuotaInfo.size);
    record.u64(QuotaInfo.left, info.bytes);
    record.u8(QuotaInfo.invert, info.inverted ? 1 : 0);
  },
});
