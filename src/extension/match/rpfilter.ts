/** rpfilter: an answer would leave by the interface the packet came in by (iptables-extensions(8),
 * rpfilter). */
import { RpfilterFlag, RpfilterInfo } from "../../generated/layout/match/rpfilter.js";
import { onlyHooks } from "../checks.js";
import { match, OptionError } from "../extension.js";

interface RpfilterOptions {
  /** RpfilterFlag bits. */
  flags: number;
}

const FLAGS: readonly (readonly [name: string, flag: RpfilterFlag])[] = [
  ["loose", RpfilterFlag.LOOSE],
  ["validmark", RpfilterFlag.VALID_MARK],
  ["accept-local", RpfilterFlag.ACCEPT_LOCAL],
  ["invert", RpfilterFlag.INVERT],
];

const words = (info: RpfilterOptions, dashes: string) =>
  FLAGS.filter(([, flag]) => (info.flags & flag) !== 0).map(([name]) => dashes + name);

export const extension = match<RpfilterOptions>({
  name: "rpfilter",
  about: "an answer would leave by the interface the packet came in by",
  decidedBy: ["setup"],
  families: ["ipv4", "ipv6"],
  options: FLAGS.map(([name]) => ({ name, value: "none" as const })),
  create: () => ({ flags: 0 }),
  option(info, use) {
    info.flags |= FLAGS.find(([name]) => name === use.id)![1];
  },
  check(_info, context) {
    // the kernel says so, which a test of iptables-restore does not ask
    const loading = context.hasObject !== undefined;
    if (loading && context.table !== "raw" && context.table !== "mangle") {
      throw new OptionError("rpfilter match: only valid in the raw or mangle table");
    }
    onlyHooks(context, "rpfilter", ["PREROUTING"]);
  },
  save: (info) => words(info, "--").join(" "),
  list: (info) => ["rpfilter", ...words(info, "")].join(" "),
  encode(info, record) {
    record.reserve(RpfilterInfo.size);
    record.u8(RpfilterInfo.flags, info.flags);
  },
});
