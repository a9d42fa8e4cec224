/** hash:mac: MAC addresses (ipset(8), hash:mac). */
import { SetType } from "../../../assembly/set/abi.js";
import { hashType } from "../set-type.js";

export const descriptor = hashType({
  name: "hash:mac",
  about: "MAC addresses",
  type: SetType.HASH_MAC,
  aliases: ["machash"],
  parts: ["mac"],
  revision: 1,
});
