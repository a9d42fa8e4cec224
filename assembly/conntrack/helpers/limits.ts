/** How many expectations a connection may have, and how long they live, by helper and class
 * (nf_conntrack_expect_policy of each helper, 6.18). */
import { HelperKind, HZ } from "../../abi";

/** Classes of expectations that a helper has at most (NF_CT_MAX_EXPECT_CLASSES). */
const CLASSES: u32 = 4;
/** By helper of the embedding program and class: expectations at most, seconds that they live. */
const policies: usize = memory.data(16 * 4 * 8, 8);

function policyAt(helper: u32, kind: u32): usize {
  return policies + ((<usize>((helper - HelperKind.OWN) * CLASSES + kind)) << 3);
}

/** Sets the policy of a helper of the embedding program. */
export function helperPolicy(helper: u32, kind: u32, most: u32, seconds: u32): void {
  store<u32>(policyAt(helper, kind), most);
  store<u32>(policyAt(helper, kind), seconds, 4);
}

/** Expectations at most; 0 = no limit. */
export function expectLimit(helper: u32, kind: u32): u32 {
  if (helper >= <u32>HelperKind.OWN) return load<u32>(policyAt(helper, kind));
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
export function expectTimeout(helper: u32, kind: u32): u32 {
  if (helper >= <u32>HelperKind.OWN) return load<u32>(policyAt(helper, kind), 4) * HZ;
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
