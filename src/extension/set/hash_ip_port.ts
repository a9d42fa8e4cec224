/** hash:ip,port: addresses with protocol and port (ipset(8), hash:ip,port). */
import { SetType } from "../../../assembly/set/abi.js";
import { hashType } from "../set-type.js";

export const descriptor = hashType({
  name: "hash:ip,port",
  about: "addresses with protocol and port",
  type: SetType.HASH_IP_PORT,
  aliases: ["ipporthash"],
  parts: ["ip", "port"],
  revision: 7,
  ignored: ["probes", "resize"],
  options: ["netmask", "bitmask"],
});
