/** amanda (amanda(8)): the host's half of the helper. */
import { HelperKind } from "../../generated/abi.js";
import type { Descriptor } from "../extension.js";

export const descriptor: Descriptor = {
  name: "amanda",
  about: "the ports of a backup",
  families: ["ipv4", "ipv6"],
  options: [],
  decidedBy: ["packet", "conntrack"],
  helpers: [
    { name: "amanda", kind: HelperKind.AMANDA, families: ["ipv4", "ipv6"], protocols: [17] },
  ],
};
