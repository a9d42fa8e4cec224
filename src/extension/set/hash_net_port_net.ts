/** hash:net,port,net: networks with protocol, port and another network (ipset(8), hash:net,port,net). */
import { SetType } from "../../../assembly/set/abi.js";
import { hashType } from "../set-type.js";

export const descriptor = hashType({
  name: "hash:net,port,net",
  about: "networks with protocol, port and another network",
  type: SetType.HASH_NET_PORT_NET,
  aliases: ["netportnethash"],
  parts: ["net", "port", "net"],
  revision: 3,
  netZero: true,
});
