/** Connections as commands of conntrack(8) that make them anew (`-o save`); `conntrack -R` reads them. */
import type { ConnectionTuple } from "../engine/conntrack.js";
import type { ShownConnection } from "./conntrack-text.js";

/** What the command does: -A makes, -U changes, -D deletes. */
export type SaveCommand = "-A" | "-U" | "-D";

const NAMED = new Set(["tcp", "udp", "udplite", "sctp", "dccp", "icmp", "icmpv6", "gre"]);
const STATUSES = ["ASSURED", "SEEN_REPLY", "FIXED_TIMEOUT", "EXPECTED"] as const;
/** The order of their bits. */
const ORDER = ["EXPECTED", "SEEN_REPLY", "ASSURED", "FIXED_TIMEOUT"] as const;

/** A connection's line, without its end. */
export function connectionSave(e: ShownConnection, command: SaveCommand): string {
  const has = new Set<string>(e.status);
  const statuses = ORDER.filter((s) => STATUSES.includes(s) && has.has(s));
  const { original, reply } = e.zones;
  const both = original === reply;
  const words = [
    command,
    e.timeout === null ? null : `-t ${e.timeout}`,
    `-u ${statuses.length === 0 ? "UNSET" : statuses.join(",")}`,
    both && original !== 0 ? `-w ${original}` : null,
    !both && original !== 0 ? `--orig-zone ${original}` : null,
    !both && reply !== 0 ? `--reply-zone ${reply}` : null,
    `-s ${e.original.source} -d ${e.original.destination}`,
    has.has("DNAT") ? `-g ${e.reply.source}` : `-r ${e.reply.source}`,
    has.has("SNAT") ? `-n ${e.reply.destination}` : `-q ${e.reply.destination}`,
    `-p ${NAMED.has(e.protocolName) ? e.protocolName : e.protocol}`,
    portsText(e),
    e.state === null ? null : `--state ${e.state}`,
    e.tags === null ? null : `--orig-vtag ${e.tags.original} --reply-vtag ${e.tags.reply}`,
  ];
  return words.filter((word) => word !== null && word !== "").join(" ");
}

function portsText({ protocolName, original, reply }: ShownConnection): string {
  if (original.icmp !== null) {
    const { type, code, id } = original.icmp;
    const name = `--${protocolName}`;
    return `${name}-type ${type} ${name}-code ${code} ${name}-id ${id}`;
  }
  const pair = (names: string, from: number, to: number) => {
    const [first, second] = names.split(" ");
    return `--${first} ${from} --${second} ${to}`;
  };
  const keys = (t: ConnectionTuple) => [t.gre!.sourceKey, t.gre!.destinationKey] as const;
  if (original.gre !== null) {
    return `${pair("srckey dstkey", ...keys(original))} ${pair("reply-key-src reply-key-dst", ...keys(reply))}`;
  }
  // the kernel tells no ports of DCCP
  if (original.sourcePort === null || protocolName === "dccp") return "";
  const ends = (t: ConnectionTuple) => [t.sourcePort!, t.destinationPort!] as const;
  return `${pair("sport dport", ...ends(original))} ${pair("reply-port-src reply-port-dst", ...ends(reply))}`;
}
