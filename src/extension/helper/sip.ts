/** sip (RFC 3261): the host's half of the helper. */
import { HelperKind } from "../../generated/abi.js";
import type { Descriptor } from "../extension.js";

export const descriptor: Descriptor = {
  name: "sip",
  about: "calls, and the media streams that session descriptions announce",
  families: ["ipv4", "ipv6"],
  options: [],
  decidedBy: ["packet", "conntrack"],
  helpers: [{ name: "sip", kind: HelperKind.SIP, families: ["ipv4", "ipv6"], protocols: [6, 17] }],
};
