/** hash:ip,port,ip: addresses with protocol, port and another address (ipset(8), hash:ip,port,ip). */
import { SetType } from "../../../assembly/set/abi.js";
import { hashType } from "../set-type.js";

export const descriptor = hashType({
  name: "hash:ip,port,ip",
  about: "addresses with protocol, port and another address",
  type: SetType.HASH_IP_PORT_IP,
  aliases: ["ipportiphash"],
  parts: ["ip", "port", "host"],
  revision: 6,
  ignored: ["probes", "resize"],
});
