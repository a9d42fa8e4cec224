/** Which helper sees a packet. */
import { HelperKind, Verdict } from "../../abi";
import { Packet } from "../../packet/packet";
import { Connection } from "../connection";
import { amanda } from "./amanda";
import { ftp } from "./ftp";
import { h245 } from "./h323_h245";
import { q931 } from "./h323_q931";
import { ras } from "./h323_ras";
import { irc } from "./irc";
import { netbios } from "./netbios-ns";
import { own } from "./own";
import { pptp } from "./pptp";
import { sane } from "./sane";
import { sip } from "./sip";
import { snmp, snmpTrap } from "./snmp";
import { tftp } from "./tftp";

/** Lets a connection's helper see a packet: ACCEPT, or DROP. */
export function helperDispatch(kind: u32, p: Packet, c: Connection): i32 {
  switch (kind) {
    case HelperKind.FTP:
      return ftp(p, c);
    case HelperKind.TFTP:
      return tftp(p, c);
    case HelperKind.IRC:
      return irc(p, c);
    case HelperKind.SIP:
      return sip(p, c);
    case HelperKind.PPTP:
      return pptp(p, c);
    case HelperKind.RAS:
      return ras(p, c);
    case HelperKind.Q931:
      return q931(p, c);
    case HelperKind.H245:
      return h245(p, c);
    case HelperKind.AMANDA:
      return amanda(p, c);
    case HelperKind.SANE:
      return sane(p, c);
    case HelperKind.SNMP:
      return snmp(p, c);
    case HelperKind.SNMP_TRAP:
      return snmpTrap(p, c);
    case HelperKind.NETBIOS_NS:
      return netbios(p, c);
  }
  return kind >= <u32>HelperKind.OWN ? own(kind, p, c) : Verdict.ACCEPT;
}
