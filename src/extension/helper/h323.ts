/** h323 (ITU-T H.323): the host's half of the helpers. */
import { HelperKind } from "../../generated/abi.js";
import type { Descriptor } from "../extension.js";

export const descriptor: Descriptor = {
  name: "h323",
  about: "registrations (`RAS`), calls (`Q.931`), and the media and data that they open (`H.245`)",
  families: ["ipv4", "ipv6"],
  options: [],
  decidedBy: ["packet", "conntrack", "setup"],
  helpers: [
    { name: "RAS", kind: HelperKind.RAS, families: ["ipv4", "ipv6"], protocols: [17] },
    { name: "Q.931", kind: HelperKind.Q931, families: ["ipv4", "ipv6"], protocols: [6] },
    // the kernel has it for UDP by hand; over TCP it comes with what Q.931 announces
    { name: "H.245", kind: HelperKind.H245, families: ["ipv4", "ipv6"], protocols: [17] },
  ],
};
