/** hash:ip,port,net: addresses with protocol, port and a network (ipset(8), hash:ip,port,net). */
import { SetType } from "../../../assembly/set/abi.js";
import { hashType } from "../set-type.js";

export const descriptor = hashType({
  name: "hash:ip,port,net",
  about: "addresses with protocol, port and a network",
  type: SetType.HASH_IP_PORT_NET,
  aliases: ["ipportnethash"],
  parts: ["ip", "port", "net"],
  revision: 8,
  ignored: ["probes", "resize"],
});
