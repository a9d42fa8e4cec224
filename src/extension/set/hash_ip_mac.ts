/** hash:ip,mac: addresses with their MAC (ipset(8), hash:ip,mac). */
import { SetType } from "../../../assembly/set/abi.js";
import { hashType } from "../set-type.js";

export const descriptor = hashType({
  name: "hash:ip,mac",
  about: "addresses with their MAC",
  type: SetType.HASH_IP_MAC,
  aliases: ["ipmachash"],
  parts: ["ip", "mac"],
  revision: 1,
});
