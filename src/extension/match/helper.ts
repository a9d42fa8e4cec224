/** helper: connections that a conntrack helper announced (iptables-extensions(8), helper). */
import { helperDescriptors } from "../../generated/descriptors.js";
import { HelperInfo } from "../../generated/layout/match/helper.js";
import { requireOption } from "../checks.js";
import { type HelperName, match } from "../extension.js";
import { bang, quoted } from "../values.js";

interface HelperOptions {
  name: string;
  inverted: boolean;
  /** Bits of the HelperKinds that it means. */
  kinds: number;
}

/** Bytes of a name that iptables keeps. */
const NAME_LENGTH = 29;

/** Bits of the HelperKinds whose name the option means: all of them where it is empty. The kernel
 * compares as many bytes as the helper's own name has. */
function kindsOf(name: string, own: readonly HelperName[] = []): number {
  let bits = 0;
  for (const helper of [...helperDescriptors.flatMap((d) => d.helpers ?? []), ...own]) {
    if (name === "" || name.startsWith(helper.name)) bits |= 1 << helper.kind;
  }
  return bits >>> 0;
}

export const extension = match<HelperOptions>({
  name: "helper",
  about: "connections that a conntrack helper announced",
  decidedBy: ["conntrack"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "helper", value: "required", invert: true }],
  create: () => ({ name: "", inverted: false, kinds: 0 }),
  option(info, use, { helpers }) {
    info.name = use.value.slice(0, NAME_LENGTH);
    info.kinds = kindsOf(info.name, helpers);
    info.inverted = use.inverted;
  },
  check: (_info, _context, given) => requireOption(given, "helper", "helper"),
  save: (info) => `${bang(info.inverted)}--helper ${quoted(info.name)}`,
  list: (info) => `helper match ${bang(info.inverted)}"${info.name}"`,
  encode(info, record) {
    record.reserve(HelperInfo.size);
    record.u8(HelperInfo.invert, info.inverted ? 1 : 0);
    record.u32(HelperInfo.kinds, info.kinds);
  },
  needs: () => ["conntrack"],
});
