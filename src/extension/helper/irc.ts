/** irc (DCC): the host's half of the helper. */
import { HelperKind } from "../../generated/abi.js";
import type { Descriptor } from "../extension.js";

export const descriptor: Descriptor = {
  name: "irc",
  about: "connections between clients (DCC)",
  families: ["ipv4"],
  options: [],
  decidedBy: ["packet", "conntrack"],
  helpers: [{ name: "irc", kind: HelperKind.IRC, families: ["ipv4"], protocols: [6] }],
};
