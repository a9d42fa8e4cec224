/** hash:net,iface: networks with an interface (ipset(8), hash:net,iface). */
import { SetType } from "../../../assembly/set/abi.js";
import { hashType } from "../set-type.js";

export const descriptor = hashType({
  name: "hash:net,iface",
  about: "networks with an interface",
  type: SetType.HASH_NET_IFACE,
  aliases: ["netifacehash"],
  parts: ["net", "iface"],
  revision: 8,
  netZero: true,
  options: ["wildcard"],
});
