/** HL: sets, raises or lowers the hop limit (iptables-extensions(8), HL). */
import { HlTargetInfo } from "../../generated/layout/target/HL.js";
import { target } from "../extension.js";
import { type HopChange, hopChange } from "../hop-change.js";

export const extension = target<HopChange>({
  name: "HL",
  about: "sets, raises or lowers the hop limit",
  decidedBy: ["packet"],
  spares: true,
  families: ["ipv6"],
  tables: ["mangle"],
  ...hopChange("HL"),
  encode(info, record) {
    record.reserve(HlTargetInfo.size);
    record.u8(HlTargetInfo.mode, info.mode);
    record.u8(HlTargetInfo.value, info.value);
  },
});
