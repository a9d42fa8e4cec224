/** hash:ip: addresses, or networks of one size (ipset(8), hash:ip). */
import { SetType } from "../../../assembly/set/abi.js";
import { hashType } from "../set-type.js";

export const descriptor = hashType({
  name: "hash:ip",
  about: "addresses, or networks of one size",
  type: SetType.HASH_IP,
  aliases: ["iphash"],
  parts: ["ip"],
  revision: 6,
  ignored: ["probes", "resize", "gc"],
  options: ["netmask", "bitmask"],
});
