/** ttl: the time to live of the IPv4 header (iptables-extensions(8), ttl). */
import { TtlInfo, TtlMode } from "../../generated/layout/match/ttl.js";
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
  "==": TtlMode.EQUAL,
  "!=": TtlMode.NOT_EQUAL,
  "<": TtlMode.LESS,
  ">": TtlMode.GREATER,
} as const;

export const extension = match<HopsOptions>({
  name: "ttl",
  about: "the time to live",
  decidedBy: ["packet"],
  families: ["ipv4"],
  options: hopsOptions("ttl"),
  create: () => ({ comparison: null, value: 0 }),
  option: (info, use) => hopsOption(info, use, "ttl"),
  check: (info) => checkHops(info, "ttl"),
  save: (info) => saveHops(info, "ttl"),
  list: (info) => listHops(info, "ttl"),
  foresee: () => ({}),
  encode(info, record) {
    record.reserve(TtlInfo.size);
    record.u8(TtlInfo.mode, MODES[info.comparison ?? "=="]);
    record.u8(TtlInfo.value, info.value);
  },
});
