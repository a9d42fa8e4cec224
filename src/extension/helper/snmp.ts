/** snmp (RFC 1157, 3416): the host's half of the helper. */
import { HelperKind } from "../../generated/abi.js";
import type { Descriptor } from "../extension.js";

export const descriptor: Descriptor = {
  name: "snmp",
  about:
    "answers to broadcasts; with NAT the IP addresses in messages of SNMPv1 and v2c (snmp_trap: in traps)",
  families: ["ipv4"],
  options: [],
  decidedBy: ["packet", "conntrack"],
  helpers: [
    { name: "snmp", kind: HelperKind.SNMP, families: ["ipv4"], protocols: [17] },
    { name: "snmp_trap", kind: HelperKind.SNMP_TRAP, families: ["ipv4"], protocols: [17] },
  ],
};
