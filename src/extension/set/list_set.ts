/** list:set: other sets, asked in order (ipset(8), list:set). */
import { SetType } from "../../../assembly/set/abi.js";
import { listType } from "../set-type.js";

export const descriptor = listType({
  name: "list:set",
  about: "other sets, asked in order",
  type: SetType.LIST_SET,
  aliases: ["setlist"],
  parts: ["set"],
  revision: 3,
  options: ["size"],
});
