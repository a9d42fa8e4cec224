/** helper: connections that a conntrack helper announced (iptables-extensions(8), helper). */
import { helperDescriptors } from "../../generated/descriptors.js";
import { HelperInfo } from "../../generated/layout/match/helper.js";
import { requireOption } from "../checks.js";
import { match } from "../extension.js";
import { bang, quoted } from "../values.js";

interface HelperOptions {
  name: string;
  inverted: boolean;
}

/** Bytes of a name that iptables keeps. */
const NAME_LENGTH = 29;

/** Bits of the HelperKinds whose name the option means: all of them where it is empty. The kernel
 * compares as many bytes as the helper's own name has. */
function kindsOf(name: string): number {
  let bits = 0;
  for (const { helpers } of helperDescriptors) {
    for (const helper of helpers ?? []) {
      if (name === "" || name.startsWith(helper.name)) bits |= 1 << helper.kind;
    }
  }
  return bits >>> 0;
}

export const extension = match<HelperOptions>({
  name: "helper",
  about: "connections that a conntrack helper announced",
  decidedBy: ["conntrack"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "helper", value: "required", invert: true }],
  create: () => ({ name: "", inverted: false }),
  option(info, use) {
    info.name = use.value.slice(0, NAME_LENGTH);
    info.inverted = use.inverted;
  },
  check: (_info, _context, given) => requireOption(given, "helper", "helper"),
  save: (info) => `${bang(info.inverted)}--helper ${quoted(info.name)}`,
  list: (info) => `helper match ${bang(info.inverted)}"${info.name}"`,
  encode(info, record) {
    record.reserve(HelperInfo.size);
    record.u8(HelperInfo.invert, info.inverted ? 1 : 0);
    record.u32(HelperInfo.kinds, kindsOf(info.name));
  },
  needs: () => ["conntrack"],
});
