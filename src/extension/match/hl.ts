/** hl: the hop limit of the IPv6 header (iptables-extensions(8), hl). */
import { HlInfo, HlMode } from "../../generated/layout/match/hl.js";
import { match } from "../extension.js";
import {
  checkHops,
  type HopsOptions,
  hopsOption,
  hopsOptions,
  listHops,
  saveHops,
} from "../hops.js";

const MODES = {
  "==": HlMode.EQUAL,
  "!=": HlMode.NOT_EQUAL,
  "<": HlMode.LESS,
  ">": HlMode.GREATER,
} as const;

export const extension = match<HopsOptions>({
  name: "hl",
  about: "the hop limit",
  decidedBy: ["packet"],
  families: ["ipv6"],
  options: hopsOptions("hl"),
  create: () => ({ comparison: null, value: 0 }),
  option: (info, use) => hopsOption(info, use, "hl"),
  check: (info) => checkHops(info, "hl"),
  save: (info) => saveHops(info, "hl"),
  list: (info) => listHops(info, "hl"),
  foresee: () => ({}),
  encode(info, record) {
    record.reserve(HlInfo.size);
    record.u8(HlInfo.mode, MODES[info.comparison ?? "=="]);
    record.u8(HlInfo.value, info.value);
  },
});
