/** netbios-ns (RFC 1002): the host's half of the helper. */
import { HelperKind } from "../../generated/abi.js";
import type { Descriptor } from "../extension.js";

export const descriptor: Descriptor = {
  name: "netbios-ns",
  about: "answers to broadcasts that ask for a name",
  families: ["ipv4"],
  options: [],
  decidedBy: ["packet", "conntrack"],
  helpers: [
    { name: "netbios-ns", kind: HelperKind.NETBIOS_NS, families: ["ipv4"], protocols: [17] },
  ],
};
