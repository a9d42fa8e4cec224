/** hash:net,port: networks with protocol and port (ipset(8), hash:net,port). */
import { SetType } from "../../../assembly/set/abi.js";
import { hashType } from "../set-type.js";

export const descriptor = hashType({
  name: "hash:net,port",
  about: "networks with protocol and port",
  type: SetType.HASH_NET_PORT,
  aliases: ["netporthash"],
  parts: ["net", "port"],
  revision: 8,
});
