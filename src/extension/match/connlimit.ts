/** connlimit: how many connections a network has at once (iptables-extensions(8), connlimit). */
import { ConnlimitFlag, ConnlimitInfo } from "../../generated/layout/match/connlimit.js";
import { maskOf } from "../../setup/address.js";
import { match, OptionError } from "../extension.js";
import { prefixOption } from "../prefix.js";
import { numberOption, U32_MAX } from "../values.js";

interface ConnlimitOptions {
  limit: number;
  /** At most so many, instead of more. */
  upto: boolean;
  destination: boolean;
  /** Bits of the address that count. */
  length: number;
}

export const extension = match<ConnlimitOptions>({
  name: "connlimit",
  about: "how many connections an address or a network has at once",
  decidedBy: ["conntrack", "state"],
  wide: () => true,
  families: ["ipv4", "ipv6"],
  options: [
    {
      name: "connlimit-upto",
      value: "required",
      invert: true,
      excludes: ["connlimit-above"],
    },
    { name: "connlimit-above", value: "required", invert: true },
    { name: "connlimit-mask", value: "required" },
    { name: "connlimit-saddr", value: "none", excludes: ["connlimit-daddr"] },
    { name: "connlimit-daddr", value: "none" },
  ],
  create: ({ family }) => ({
    limit: 0,
    upto: false,
    destination: false,
    length: family === "ipv4" ? 32 : 128,
  }),
  option(info, use, { family }) {
    switch (use.id) {
      case "connlimit-upto":
      case "connlimit-above":
        info.limit = numberOption(use, "connlimit", 0, U32_MAX);
        info.upto = (use.id === "connlimit-upto") !== use.inverted;
        break;
      case "connlimit-mask":
        // of a mask with holes every bit counts
        info.length = Math.min(prefixOption(use, "connlimit", family), info.length);
        break;
      default:
        info.destination = use.id === "connlimit-daddr";
    }
  },
  check(_info, _context, given) {
    if (given.has("connlimit-upto") || given.has("connlimit-above")) return;
    throw new OptionError('You must specify "--connlimit-above" or "--connlimit-upto"');
  },
  save: (info) =>
    `--connlimit-${info.upto ? "upto" : "above"} ${info.limit} ` +
    `--connlimit-mask ${info.length} --connlimit-${info.destination ? "daddr" : "saddr"}`,
  list: (info) =>
    `#conn ${info.destination ? "dst" : "src"}/${info.length} ` +
    `${info.upto ? "<=" : ">"} ${info.limit}`,
  owns: "connlimit",
  encode(info, record, { family, ownObject }) {
    record.reserve(ConnlimitInfo.size);
    record.u32(ConnlimitInfo.object, ownObject);
    record.u32(ConnlimitInfo.limit, info.limit);
    record.u32(
      ConnlimitInfo.flags,
      (info.upto ? ConnlimitFlag.UPTO : 0) | (info.destination ? ConnlimitFlag.DESTINATION : 0),
    );
    record.bytes(ConnlimitInfo.mask, maskOf(info.length, family === "ipv4" ? 4 : 16));
  },
  needs: () => ["conntrack"],
});
