/** REJECT: drops and answers with an error (iptables-extensions(8), REJECT). */
import { RejectInfo } from "../../generated/layout/target/REJECT.js";
import { kernelAsks } from "../checks.js";
import { type Family, OptionError, target } from "../extension.js";

/** An answer: its name, the other name that is taken for it, its number in the record. */
type Answer = readonly [name: string, alias: string, code: number];

const TCP = 6;
/** In the record: a TCP reset, where other values are codes of "destination unreachable". */
const RESET = 255;

/** In the order in which abbreviations are looked up. */
const ipv4: readonly Answer[] = [
  ["icmp-net-unreachable", "net-unreach", 0],
  ["icmp-host-unreachable", "host-unreach", 1],
  ["icmp-proto-unreachable", "proto-unreach", 2],
  ["icmp-port-unreachable", "port-unreach", 3],
  ["icmp-net-prohibited", "net-prohib", 9],
  ["icmp-host-prohibited", "host-prohib", 10],
  ["tcp-reset", "tcp-rst", RESET],
  ["icmp-admin-prohibited", "admin-prohib", 13],
];

const ipv6: readonly Answer[] = [
  ["icmp6-no-route", "no-route", 0],
  ["icmp6-adm-prohibited", "adm-prohibited", 1],
  ["icmp6-addr-unreachable", "addr-unreach", 3],
  ["icmp6-port-unreachable", "port-unreach", 4],
  ["tcp-reset", "tcp-reset", RESET],
  ["icmp6-policy-fail", "policy-fail", 5],
  ["icmp6-reject-route", "reject-route", 6],
];

interface RejectTarget {
  answer: Answer;
}

function answers(family: Family): readonly Answer[] {
  return family === "ipv4" ? ipv4 : ipv6;
}

/** The first answer one of whose names begins with the word, in any case. */
function find(family: Family, word: string): Answer {
  const lower = word.toLowerCase();
  const found = answers(family).find(
    ([name, alias]) => name.startsWith(lower) || alias.startsWith(lower),
  );
  if (found !== undefined) return found;
  const known = answers(family).map(([name]) => name);
  throw new OptionError(`REJECT: unknown reject type "${word}"`, `one of ${known.join(", ")}`);
}

export const extension = target<RejectTarget>({
  name: "REJECT",
  about: "drops, and answers with an ICMP error or a TCP reset",
  decidedBy: ["packet", "setup"],
  spares: true,
  families: ["ipv4", "ipv6"],
  tables: ["filter"],
  hooks: ["INPUT", "FORWARD", "OUTPUT"],
  options: [{ name: "reject-with", value: "required" }],
  create: ({ family }) => ({ answer: find(family, "port-unreach") }),
  option(info, use, { family }) {
    info.answer = find(family, use.value);
  },
  check(info, context) {
    const { protocol, inverted } = context;
    if (info.answer[2] !== RESET || !kernelAsks(context)) return;
    if (protocol === TCP && !inverted.protocol) return;
    throw new OptionError("REJECT: tcp-reset is for TCP only", "write -p tcp in the rule");
  },
  save: (info) => `--reject-with ${info.answer[0]}`,
  list: (info) => `reject-with ${info.answer[0]}`,
  encode(info, record) {
    record.reserve(RejectInfo.size);
    record.u8(RejectInfo.code, info.answer[2]);
  },
});
