/** sane (the SANE network protocol): the host's half of the helper. */
import { HelperKind } from "../../generated/abi.js";
import type { Descriptor } from "../extension.js";

export const descriptor: Descriptor = {
  name: "sane",
  about: "the image of a network scanner",
  families: ["ipv4", "ipv6"],
  options: [],
  decidedBy: ["packet", "conntrack"],
  helpers: [{ name: "sane", kind: HelperKind.SANE, families: ["ipv4", "ipv6"], protocols: [6] }],
};
