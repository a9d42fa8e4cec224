/** devgroup: the groups of a packet's interfaces (iptables-extensions(8), devgroup). */
import { DevgroupFlag, DevgroupInfo } from "../../generated/layout/match/devgroup.js";
import { onlyHooks } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { mappedOption, mappedText } from "../mapped-number.js";
import { bang, type Masked } from "../values.js";

type Group = Masked & { readonly inverted: boolean };

/** Null where an option was not given. */
interface DevgroupOptions {
  source: Group | null;
  destination: Group | null;
}

/** /etc/iproute2/group. */
const NAMES = new Map([["default", 0]]);

function words(info: DevgroupOptions, dashes: string, numeric: boolean): string {
  const text = (name: string, group: Group | null) =>
    group === null
      ? []
      : [`${bang(group.inverted)}${dashes}${name} ${mappedText(group, NAMES, numeric)}`];
  return [...text("src-group", info.source), ...text("dst-group", info.destination)].join(" ");
}

export const extension = match<DevgroupOptions>({
  name: "devgroup",
  about: "the groups of the packet's interfaces",
  decidedBy: ["setup"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "src-group", value: "required", invert: true },
    { name: "dst-group", value: "required", invert: true },
  ],
  create: () => ({ source: null, destination: null }),
  option(info, use) {
    const group = { ...mappedOption(use, "devgroup", NAMES), inverted: use.inverted };
    if (use.id === "src-group") info.source = group;
    else info.destination = group;
  },
  check(info, context) {
    if (info.source === null && info.destination === null) {
      throw new OptionError(
        "devgroup match: You must specify either '--src-group' or '--dst-group'",
      );
    }
    if (info.source !== null) onlyHooks(context, "devgroup", ["PREROUTING", "INPUT", "FORWARD"]);
    if (info.destination !== null) {
      onlyHooks(context, "devgroup", ["FORWARD", "OUTPUT", "POSTROUTING"]);
    }
  },
  save: (info) => words(info, "--", false),
  list: (info, _family, numeric) => words(info, "", numeric),
  encode(info, record) {
    record.reserve(DevgroupInfo.size);
    let flags = 0;
    let invert = 0;
    if (info.source !== null) {
      flags |= DevgroupFlag.SOURCE;
      if (info.source.inverted) invert |= DevgroupFlag.SOURCE;
      record.u32(DevgroupInfo.source, info.source.value);
      record.u32(DevgroupInfo.sourceMask, info.source.mask);
    }
    if (info.destination !== null) {
      flags |= DevgroupFlag.DESTINATION;
      if (info.destination.inverted) invert |= DevgroupFlag.DESTINATION;
      record.u32(DevgroupInfo.destination, info.destination.value);
      record.u32(DevgroupInfo.destinationMask, info.destination.mask);
    }
    record.u8(DevgroupInfo.flags, flags);
    record.u8(DevgroupInfo.invert, invert);
  },
});
