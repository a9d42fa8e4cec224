/** hash:net: networks of any size (ipset(8), hash:net). */
import { SetType } from "../../../assembly/set/abi.js";
import { hashType } from "../set-type.js";

export const descriptor = hashType({
  name: "hash:net",
  about: "networks of any size",
  type: SetType.HASH_NET,
  aliases: ["nethash"],
  parts: ["net"],
  revision: 7,
  ignored: ["probes", "resize"],
});
