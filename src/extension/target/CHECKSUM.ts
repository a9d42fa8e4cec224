/** CHECKSUM: fills in a checksum that was left to the device (iptables-extensions(8), CHECKSUM). */
import { ChecksumInfo } from "../../generated/layout/target/CHECKSUM.js";
import { requireOption } from "../checks.js";
import { target } from "../extension.js";

export const extension = target<object>({
  name: "CHECKSUM",
  about: "fills in a checksum that was left to the device: packets of a capture have theirs",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  tables: ["mangle"],
  options: [{ name: "checksum-fill", value: "none" }],
  create: () => ({}),
  option() {},
  check: (_info, _context, given) => requireOption(given, "CHECKSUM", "checksum-fill"),
  save: () => "--checksum-fill",
  list: () => "CHECKSUM fill",
  encode: (_info, record) => record.reserve(ChecksumInfo.size),
});
