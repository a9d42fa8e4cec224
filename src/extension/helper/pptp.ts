/** pptp (RFC 2637): the host's half of the helper. */
import { HelperKind } from "../../generated/abi.js";
import type { Descriptor } from "../extension.js";

export const descriptor: Descriptor = {
  name: "pptp",
  about: "the tunnel (GRE) of a control connection",
  families: ["ipv4"],
  options: [],
  decidedBy: ["packet", "conntrack"],
  helpers: [{ name: "pptp", kind: HelperKind.PPTP, families: ["ipv4"], protocols: [6] }],
};
