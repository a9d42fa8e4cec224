/** TTL: sets, raises or lowers the time to live (iptables-extensions(8), TTL). */
import { TtlTargetInfo } from "../../generated/layout/target/TTL.js";
import { target } from "../extension.js";
import { type HopChange, hopChange } from "../hop-change.js";

export const extension = target<HopChange>({
  name: "TTL",
  about: "sets, raises or lowers the time to live",
  decidedBy: ["packet"],
  spares: true,
  families: ["ipv4"],
  tables: ["mangle"],
  ...hopChange("TTL"),
  encode(info, record) {
    record.reserve(TtlTargetInfo.size);
    record.u8(TtlTargetInfo.mode, info.mode);
    record.u8(TtlTargetInfo.value, info.value);
  },
});
