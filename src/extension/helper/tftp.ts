/** tftp (RFC 1350): the host's half of the helper. */
import { HelperKind } from "../../generated/abi.js";
import type { Descriptor } from "../extension.js";

export const descriptor: Descriptor = {
  name: "tftp",
  about: "files from another port of the server's",
  families: ["ipv4", "ipv6"],
  options: [],
  decidedBy: ["packet", "conntrack"],
  helpers: [{ name: "tftp", kind: HelperKind.TFTP, families: ["ipv4", "ipv6"], protocols: [17] }],
};
