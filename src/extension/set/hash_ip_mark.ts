/** hash:ip,mark: addresses with a packet mark (ipset(8), hash:ip,mark). */
import { SetType } from "../../../assembly/set/abi.js";
import { hashType } from "../set-type.js";

export const descriptor = hashType({
  name: "hash:ip,mark",
  about: "addresses with a packet mark",
  type: SetType.HASH_IP_MARK,
  aliases: ["ipmarkhash"],
  parts: ["ip", "mark"],
  revision: 3,
  options: ["markmask"],
});
