/** connbytes: how much a connection carried so far (iptables-extensions(8), connbytes). */
import {
  ConnbytesDirection,
  ConnbytesInfo,
  ConnbytesWhat,
} from "../../generated/layout/match/connbytes.js";
import { requireOption } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { range64Option, U64_MAX } from "../values.js";

interface ConnbytesOptions {
  /** `from` is the greater one where what lies between does not match. */
  from: bigint;
  to: bigint;
  what: string;
  direction: string;
}

const WHAT = {
  packets: ConnbytesWhat.PACKETS,
  bytes: ConnbytesWhat.BYTES,
  avgpkt: ConnbytesWhat.AVERAGE,
};
const DIRECTIONS = {
  original: ConnbytesDirection.ORIGINAL,
  reply: ConnbytesDirection.REPLY,
  both: ConnbytesDirection.BOTH,
};

function boundsText(info: ConnbytesOptions, dash: string): string {
  const inverted = info.from > info.to;
  const [from, to] = inverted ? [info.to, info.from] : [info.from, info.to];
  const end = to !== 0n && to < U64_MAX ? `:${to}` : "";
  return `${inverted ? "! " : ""}${dash}connbytes ${from}${end}`;
}

export const extension = match<ConnbytesOptions>({
  name: "connbytes",
  about: "how much a connection carried so far; turns nf_conntrack_acct on",
  decidedBy: ["conntrack"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "connbytes", value: "required", invert: true },
    { name: "connbytes-dir", value: "required" },
    { name: "connbytes-mode", value: "required" },
  ],
  create: () => ({ from: 0n, to: 0n, what: "packets", direction: "original" }),
  option(info, use) {
    switch (use.id) {
      case "connbytes": {
        const { from, to } = range64Option(use, "connbytes");
        if (to < from) throw new OptionError(`${from} should be less than ${to}`);
        info.from = use.inverted ? to : from;
        info.to = use.inverted ? from : to;
        break;
      }
      case "connbytes-dir":
        if (!Object.hasOwn(DIRECTIONS, use.value)) {
          throw new OptionError(
            `Unknown --connbytes-dir \`${use.value}'`,
            "a direction is original, reply or both",
          );
        }
        info.direction = use.value;
        break;
      default:
        if (!Object.hasOwn(WHAT, use.value)) {
          throw new OptionError(
            `Unknown --connbytes-mode \`${use.value}'`,
            "a mode is packets, bytes or avgpkt",
          );
        }
        info.what = use.value;
    }
  },
  check(_info, _context, given) {
    for (const id of ["connbytes", "connbytes-dir", "connbytes-mode"]) {
      requireOption(given, "connbytes", id);
    }
  },
  save: (info) =>
    `${boundsText(info, "--")} --connbytes-mode ${info.what} --connbytes-dir ${info.direction}`,
  list: (info) =>
    `${boundsText(info, "")} connbytes mode ${info.what} connbytes direction ${info.direction}`,
  encode(info, record) {
    record.reserve(ConnbytesInfo.size);
    record.u64(ConnbytesInfo.from, info.from);
    record.u64(ConnbytesInfo.to, info.to);
    record.u8(ConnbytesInfo.what, WHAT[info.what as "packets"]);
    record.u8(ConnbytesInfo.direction, DIRECTIONS[info.direction as "both"]);
  },
  needs: () => ["conntrack", "accounting"],
});
