/** hash:net,net: pairs of networks (ipset(8), hash:net,net). */
import { SetType } from "../../../assembly/set/abi.js";
import { hashType } from "../set-type.js";

export const descriptor = hashType({
  name: "hash:net,net",
  about: "pairs of networks",
  type: SetType.HASH_NET_NET,
  aliases: ["netnethash"],
  parts: ["net", "net"],
  revision: 4,
  options: ["netmask", "bitmask"],
});
