/** Why a packet ended the way it did: a word for programs and a sentence for people, for every Cause. */
import { Cause } from "../generated/abi.js";
import type { PacketResult } from "../engine/results.js";
import type { RuleRef } from "../engine/image.js";

/** The word of a cause, as JSONL and annotations have it. */
export const causeWords: Readonly<Record<Cause, string>> = {
  [Cause.NONE]: "none",
  [Cause.RULE]: "rule",
  [Cause.POLICY]: "policy",
  [Cause.HOTDROP]: "hotdrop",
  [Cause.HOST_HOOK]: "host-hook",
  [Cause.QUEUE_NO_HANDLER]: "queue-no-handler",
  [Cause.QUEUE_VERDICT]: "queue-verdict",
  [Cause.QUEUED]: "queued",
  [Cause.REASSEMBLY]: "reassembly",
  [Cause.REASSEMBLY_FAILED]: "reassembly-failed",
  [Cause.NOT_IP]: "not-ip",
  [Cause.HEADER_TOO_SHORT]: "header-too-short",
  [Cause.HEADER_VERSION]: "header-version",
  [Cause.HEADER_CHECKSUM]: "header-checksum",
  [Cause.HEADER_LENGTH]: "header-length",
  [Cause.HEADER_OPTIONS]: "header-options",
  [Cause.OTHER_HOST]: "other-host",
  [Cause.MARTIAN_SOURCE]: "martian-source",
  [Cause.MARTIAN_DESTINATION]: "martian-destination",
  [Cause.RP_FILTER]: "rp-filter",
  [Cause.NO_ROUTE]: "no-route",
  [Cause.BLACKHOLE]: "blackhole",
  [Cause.UNREACHABLE]: "unreachable",
  [Cause.PROHIBIT]: "prohibit",
  [Cause.NOT_FORWARDING]: "not-forwarding",
  [Cause.TTL_EXCEEDED]: "ttl-exceeded",
  [Cause.MTU_EXCEEDED]: "mtu-exceeded",
  [Cause.INTERFACE_DOWN]: "interface-down",
  [Cause.CONNTRACK_INVALID]: "conntrack-invalid",
  [Cause.CONNTRACK_FULL]: "conntrack-full",
  [Cause.CONNTRACK_CLASH]: "conntrack-clash",
  [Cause.NAT_NO_TUPLE]: "nat-no-tuple",
  [Cause.NAT_NO_ADDRESS]: "nat-no-address",
  [Cause.REPEAT_LIMIT]: "repeat-limit",
  [Cause.STACK]: "stack",
  [Cause.LOCAL_ERROR]: "local-error",
  [Cause.NO_ADDRESS]: "no-address",
  [Cause.NOT_UNICAST]: "not-unicast",
  [Cause.IPV6_DISABLED]: "ipv6-disabled",
  [Cause.SOURCE_ADDRESS]: "source-address",
  [Cause.SCOPE]: "scope",
  [Cause.NEST_LIMIT]: "nest-limit",
  [Cause.HELPER]: "helper",
  [Cause.SYNPROXY]: "synproxy",
};

/** What a person reads. RULE, POLICY and HOTDROP name what decided; see `explain`. */
const sentences: Readonly<Record<Cause, string>> = {
  [Cause.NONE]: "no rule decided",
  [Cause.RULE]: "a rule dropped or rejected it",
  [Cause.POLICY]: "no rule decided, and the policy is DROP",
  [Cause.HOTDROP]: "a match could not read the packet's headers and dropped it",
  [Cause.HOST_HOOK]: "a hook function of the embedding program took the packet",
  [Cause.QUEUE_NO_HANDLER]: "the packet was queued and no program listens to that queue",
  [Cause.QUEUE_VERDICT]: "the program that listens to the queue dropped it",
  [Cause.QUEUED]: "the packet waits in a queue for a program's verdict",
  [Cause.REASSEMBLY]: "a fragment: held until the others arrive",
  [Cause.REASSEMBLY_FAILED]: "a fragment that does not fit the others: overlap, size or position",
  [Cause.NOT_IP]: "no IP packet: netfilter's IP hooks never see it",
  [Cause.HEADER_TOO_SHORT]: "the IP header is cut short",
  [Cause.HEADER_VERSION]: "the IP header's version or header length is wrong",
  [Cause.HEADER_CHECKSUM]: "the IP header's checksum is wrong",
  [Cause.HEADER_LENGTH]: "the IP header says a length that the frame does not have",
  [Cause.HEADER_OPTIONS]: "the IP options are malformed or not allowed",
  [Cause.OTHER_HOST]: "the frame was for another host",
  [Cause.MARTIAN_SOURCE]: "a source address that cannot come in here (martian)",
  [Cause.MARTIAN_DESTINATION]: "a destination address that cannot come in here (martian)",
  [Cause.RP_FILTER]: "the way back to the source leads through another interface (rp_filter)",
  [Cause.NO_ROUTE]: "no route to the destination",
  [Cause.BLACKHOLE]: "a blackhole route",
  [Cause.UNREACHABLE]: "an unreachable route",
  [Cause.PROHIBIT]: "a prohibit route",
  [Cause.NOT_FORWARDING]: "forwarding is off: the packet is not for this host",
  [Cause.TTL_EXCEEDED]: "the TTL or hop limit ran out",
  [Cause.MTU_EXCEEDED]: "larger than the next link takes, and must not be fragmented",
  [Cause.INTERFACE_DOWN]: "the interface is down",
  [Cause.CONNTRACK_INVALID]: "conntrack refused the packet",
  [Cause.CONNTRACK_FULL]: "the connection table is full",
  [Cause.CONNTRACK_CLASH]: "another packet made the same connection first",
  [Cause.NAT_NO_TUPLE]: "no free address and port for the translation",
  [Cause.NAT_NO_ADDRESS]: "the interface has no address to translate to",
  [Cause.REPEAT_LIMIT]: "a hook function asked to repeat too often",
  [Cause.STACK]: "the network stack itself consumed the packet",
  [Cause.LOCAL_ERROR]: "the local sender was told an error",
  [Cause.NO_ADDRESS]: "the interface has no address to answer from",
  [Cause.NOT_UNICAST]: "multicast or broadcast is not forwarded",
  [Cause.IPV6_DISABLED]: "IPv6 is switched off on the interface",
  [Cause.SOURCE_ADDRESS]: "the source address is not allowed",
  [Cause.SCOPE]: "the address's scope does not reach beyond the link",
  [Cause.NEST_LIMIT]: "packets made each other too deep",
  [Cause.HELPER]: "the connection's helper could not read what it must change, or change it",
  [Cause.SYNPROXY]: "SYNPROXY answered it in the server's place, or could not take its cookie",
};

/** The sentence of a cause, without what decided. */
export function causeSentence(cause: Cause): string {
  return sentences[cause];
}

/** A rule as people call it: "filter:FORWARD:7". */
export function ruleName(rule: RuleRef): string {
  return `${rule.table}:${rule.chain}:${rule.number}`;
}

/** The name of what decided: "filter:FORWARD:7", "filter:FORWARD:policy", or null. */
export function decidedBy(result: PacketResult): string | null {
  if (result.rule !== null) return ruleName(result.rule);
  if (result.policy !== null) return `${result.policy.table}:${result.policy.chain.name}:policy`;
  return null;
}

const verbs = { ACCEPT: "accepted it", DROP: "dropped it", STOLEN: "kept it", QUEUE: "queued it" };

function targetVerb(rule: RuleRef, result: PacketResult): string {
  const { target } = rule.rule;
  const name = target.kind === "extension" ? target.extension.name : "";
  if (name === "REJECT" && result.verdict === "DROP") return "rejected it";
  return verbs[result.verdict];
}

/** Causes for which the hook says where. */
const hookCauses: ReadonlySet<Cause> = new Set([
  Cause.HOST_HOOK,
  Cause.QUEUE_NO_HANDLER,
  Cause.QUEUE_VERDICT,
  Cause.QUEUED,
]);

/** One sentence: why the packet ended this way. No full stop, no line break. */
export function explain(result: PacketResult): string {
  const { cause, rule, policy } = result;
  if (rule !== null) {
    const { file, line } = rule.rule.position;
    const where = `rule ${rule.number} of ${rule.table} ${rule.chain} (${file}:${line})`;
    if (cause === Cause.HOTDROP) {
      return `${where} has a match that could not read the packet, which drops it`;
    }
    return `${where} ${targetVerb(rule, result)}`;
  }
  if (policy !== null) {
    return `no rule of ${policy.table} ${policy.chain.name} decided; its policy ${verbs[result.verdict]}`;
  }
  if (cause === Cause.NONE && result.verdict === "ACCEPT") {
    return "no rule of a filter table saw it; it passed every hook";
  }
  const where = hookCauses.has(cause) && result.hook !== null ? ` (${result.hook})` : "";
  return `${sentences[cause]}${where}`;
}
