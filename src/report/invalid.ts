/**
 * The kernel's words for packets that conntrack calls invalid: what `nf_conntrack_log_invalid` puts in
 * front of a packet's line (nf_ct_l4proto_log_invalid, 6.18).
 */
import { HelperMessage, InvalidReason } from "../generated/abi.js";
import { helperName, tcpStateName } from "../engine/conntrack.js";

/** Why a packet is invalid, with the numbers that the text holds. */
export interface InvalidPacket {
  /** InvalidReason. */
  readonly reason: number;
  /** Transport protocol. */
  readonly protocol: number;
  readonly numbers: readonly [number, number, number];
  /** A helper of the embedding program drops it: its name, and why. */
  readonly own?: { readonly helper: string; readonly words: string };
}

const texts: Record<number, string> = {
  [InvalidReason.SHORT_PACKET]: "short packet",
  [InvalidReason.MALFORMED]: "truncated/malformed packet",
  [InvalidReason.BAD_CHECKSUM]: "bad checksum",
  [InvalidReason.UDPLITE_COVERAGE]: "invalid checksum coverage",
  [InvalidReason.UDPLITE_NO_CHECKSUM]: "checksum missing",
  [InvalidReason.ICMP_CHECKSUM]: "bad hw icmp checksum",
  [InvalidReason.ICMP_TYPE]: "invalid icmp type",
  [InvalidReason.ICMP6_CHECKSUM]: "ICMPv6 checksum failed",
  [InvalidReason.REDIRECT_SHORT]: "short redirect",
  [InvalidReason.REDIRECT_SOURCE]: "invalid saddr or hoplimit for redirect",
  [InvalidReason.REDIRECT_NO_OPTIONS]: "redirect without options",
  [InvalidReason.TCP_TRUNCATED]: "truncated packet",
  [InvalidReason.TCP_FLAGS]: "invalid tcp flag combination",
  [InvalidReason.TCP_NEW]: "invalid new",
  [InvalidReason.TCP_SEQ_OVER]: "SEQ is over upper bound % (over the window of the receiver)",
  [InvalidReason.TCP_ACK_OVER]: "ACK is over upper bound % (ACKed data not seen yet)",
  [InvalidReason.TCP_SEQ_UNDER]: "SEQ is under lower bound % (already ACKed data retransmitted)",
  [InvalidReason.TCP_ACK_UNDER]: "ignored ACK under lower bound % (possible overly delayed)",
  [InvalidReason.TCP_OVERSHOT]: "% bytes more than expected",
  [InvalidReason.TCP_RST]: "invalid rst",
  [InvalidReason.SCTP_CHECKSUM]: "nf_ct_sctp: bad CRC ",
  [InvalidReason.SCTP_SHORT]: "nf_ct_sctp: short packet ",
};

/** The reason in the kernel's words; `packet` is the packet from its IP header on. */
export function invalidText(invalid: InvalidPacket, packet: Uint8Array): string {
  const [first, second, third] = invalid.numbers;
  switch (invalid.reason) {
    case InvalidReason.OUTER_DESTINATION:
      return destinations(packet, first);
    case InvalidReason.TCP_IGNORED:
      return `packet (index ${first}) in dir ${second} ignored, state ${tcpStateName(third)}`;
    case InvalidReason.TCP_STATE:
      return `packet (index ${first}) in dir ${second} invalid, state ${tcpStateName(third)}`;
    case InvalidReason.TCP_TIMEOUT:
      return (
        `packet (index ${first & 255}, dir ${second}) response for index ${first >> 8} ` +
        `lower timeout to ${third}`
      );
    case InvalidReason.SCTP_CHUNKS:
      return (
        `do_basic_checks failed. chunk num ${first}, type ${second & 255}, len ${third} ` +
        // the kernel's text ends a line; its log shows that as these four characters
        `flag ${(second >> 8).toString(16)}\\x0a`
      );
    case InvalidReason.SCTP_TAG:
      return (
        `verification tag check failed ${first.toString(16)} vs ${second.toString(16)} ` +
        `for dir ${third}`
      );
  }
  return (texts[invalid.reason] ?? "").replace("%", String(first));
}

/** Why helpers drop packets, by HelperMessage (nf_ct_helper_log). */
const helperTexts: Record<number, string> = {
  [HelperMessage.PARTIAL_PORT]: "partial matching of `PORT'",
  [HelperMessage.PARTIAL_EPRT]: "partial matching of `EPRT'",
  [HelperMessage.PARTIAL_227]: "partial matching of `227 '",
  [HelperMessage.PARTIAL_229]: "partial matching of `229 '",
  [HelperMessage.ALL_PORTS]: "all ports in use",
  [HelperMessage.CANNOT_MANGLE]: "cannot mangle packet",
  [HelperMessage.CANNOT_EXPECT]: "cannot add expectation",
  [HelperMessage.SNMP_LENGTH]: "dropping malformed packet\\x0a",
  [HelperMessage.SNMP_PARSER]: "parser failed\\x0a",
  [HelperMessage.SIP_CONTACT]: "cannot parse contact",
  [HelperMessage.SIP_EXPIRES]: "cannot parse expires",
  [HelperMessage.SIP_CODE]: "cannot get code",
  [HelperMessage.SIP_CSEQ]: "cannot parse cseq",
  [HelperMessage.SIP_NO_CSEQ]: "cannot get cseq",
  [HelperMessage.SIP_NAT]: "cannot NAT SIP message",
  [HelperMessage.SIP_PORTS]: "all ports in use for SIP",
  [HelperMessage.SIP_MEDIA_PORTS]: "all ports in use for SDP media",
  [HelperMessage.SIP_VOICE]: "cannot add expectation for voice",
  [HelperMessage.SIP_SDP]: "cannot parse SDP message",
  [HelperMessage.SIP_MANGLE_SDP]: "cannot mangle SDP",
  [HelperMessage.SIP_MANGLE_SDP_MESSAGE]: "cannot mangle SDP message",
  [HelperMessage.SIP_PORT]: "wrong port %",
  [HelperMessage.SIP_MANGLE]: "cannot mangle SIP message",
  [HelperMessage.SIP_VIA]: "cannot mangle Via header",
  [HelperMessage.SIP_MADDR]: "cannot mangle maddr",
  [HelperMessage.SIP_RECEIVED]: "cannot mangle received",
  [HelperMessage.SIP_RPORT]: "cannot mangle rport",
  [HelperMessage.SIP_MANGLE_CONTACT]: "cannot mangle contact",
  [HelperMessage.SIP_FROM_TO]: "cannot mangle SIP from/to",
  [HelperMessage.RAS]: "cannot process RAS message",
  [HelperMessage.Q931]: "cannot process Q.931 message",
  [HelperMessage.H245]: "cannot process H.245 message",
};

/** What stands in front of the packet's line. */
export function invalidPrefix(invalid: InvalidPacket, packet: Uint8Array): string {
  const { own } = invalid;
  if (own !== undefined) return `nf_ct_${own.helper}: dropping packet: ${own.words} `;
  if (invalid.reason === InvalidReason.HELPER) {
    const [kind, message, number] = invalid.numbers;
    const text = (helperTexts[message] ?? "").replace("%", String(number));
    return `nf_ct_${helperName(kind)}: dropping packet: ${text} `;
  }
  return `nf_ct_proto_${invalid.protocol}: ${invalidText(invalid, packet)} `;
}

/** Where an error goes, and who sent the packet that it quotes at `inner`. */
function destinations(packet: Uint8Array, inner: number): string {
  const [to, from, size] = packet[0]! >> 4 === 4 ? [16, inner + 12, 4] : [24, inner + 8, 16];
  const text = (at: number) => plainAddress(packet.subarray(at, at + size));
  return `outer daddr ${text(to)} != inner ${text(from)}`;
}

/** An address as the kernel's log has it: IPv6 with all zeros. */
function plainAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const digits = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  return digits.match(/.{1,4}/g)?.join(":") ?? "";
}
