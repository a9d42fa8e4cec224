/** How many expectations a connection may have, and how long they live, by helper and class
 * (nf_conntrack_expect_policy of each helper, 6.18). */
import { HelperKind, HZ } from "../../abi";

/** Expectations at most; 0 = no limit. */
export function expectLimit(helper: u32, kind: u32): u32 {
  switch (helper) {
    case HelperKind.IRC:
      return 8;
    case HelperKind.SIP:
      return kind == 0 ? 1 : kind == 3 ? 2 : 4;
    case HelperKind.PPTP:
      return 2;
    case HelperKind.RAS:
      return 32;
    case HelperKind.Q931:
      return 20;
    case HelperKind.H245:
      return 18;
    case HelperKind.AMANDA:
      return 4;
    case HelperKind.SNMP_TRAP:
      return 0;
  }
  return 1;
}

/** Jiffies that an expectation lives. */
export function expectTimeout(helper: u32, _kind: u32): u32 {
  switch (helper) {
    case HelperKind.SIP:
    case HelperKind.AMANDA:
      return 180 * HZ;
    case HelperKind.RAS:
    case HelperKind.Q931:
    case HelperKind.H245:
      return 240 * HZ;
    case HelperKind.SNMP:
      return 30 * HZ;
    case HelperKind.NETBIOS_NS:
      return 3 * HZ;
    case HelperKind.SNMP_TRAP:
      return 0;
  }
  return 300 * HZ;
}
