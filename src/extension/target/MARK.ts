/** MARK: sets the packet's mark (iptables-extensions(8), MARK). */
import { MarkTargetInfo } from "../../generated/layout/target/MARK.js";
import { OptionError, target } from "../extension.js";
import {
  type MarkChange,
  changeList,
  changeOf,
  changeOptions,
  changeSave,
} from "../mark-change.js";

export const extension = target<MarkChange>({
  name: "MARK",
  about: "sets the packet's mark",
  decidedBy: ["packet"],
  spares: true,
  families: ["ipv4", "ipv6"],
  options: changeOptions([]),
  create: () => ({ value: 0, mask: 0 }),
  option(info, use) {
    Object.assign(info, changeOf(use, "MARK"));
  },
  check(_info, _context, given) {
    if (given.size > 0) return;
    throw new OptionError(
      "MARK: one of the --set-xmark, --{and,or,xor,set}-mark options is required",
    );
  },
  save: changeSave,
  list: (info) => `MARK ${changeList(info)}`,
  steady: () => true,
  encode(info, record) {
    record.reserve(MarkTargetInfo.size);
    record.u32(MarkTargetInfo.value, info.value);
    record.u32(MarkTargetInfo.mask, info.mask);
  },
});
