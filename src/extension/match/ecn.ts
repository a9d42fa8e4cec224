/** ecn: explicit congestion notification (iptables-extensions(8), ecn). */
import { EcnFlag, EcnInfo } from "../../generated/layout/match/ecn.js";
import { onlyProtocol } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { bang, numberOption } from "../values.js";

interface EcnOptions {
  /** EcnFlag bits. */
  flags: number;
  invert: number;
  codepoint: number;
}

const FLAGS: Readonly<Record<string, number>> = {
  "ecn-ip-ect": EcnFlag.IP,
  "ecn-tcp-ece": EcnFlag.ECE,
  "ecn-tcp-cwr": EcnFlag.CWR,
};

export const extension = match<EcnOptions>({
  name: "ecn",
  about: "explicit congestion notification in the IP header and in TCP",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "ecn-tcp-cwr", value: "none", invert: true },
    { name: "ecn-tcp-ece", value: "none", invert: true },
    { name: "ecn-ip-ect", value: "required", invert: true },
  ],
  create: () => ({ flags: 0, invert: 0, codepoint: 0 }),
  option(info, use) {
    const flag = FLAGS[use.id]!;
    info.flags |= flag;
    if (use.inverted) info.invert |= flag;
    if (flag === EcnFlag.IP) info.codepoint = numberOption(use, "ecn", 0, 3);
  },
  check(info, context) {
    if (info.flags === 0) throw new OptionError("ECN match: some option required");
    if ((info.flags & (EcnFlag.ECE | EcnFlag.CWR)) !== 0) onlyProtocol(context, "ecn", 6);
  },
  save({ flags, invert, codepoint }) {
    const not = (flag: EcnFlag) => bang((invert & flag) !== 0);
    const out: string[] = [];
    if ((flags & EcnFlag.ECE) !== 0) out.push(`${not(EcnFlag.ECE)}--ecn-tcp-ece`);
    if ((flags & EcnFlag.CWR) !== 0) out.push(`${not(EcnFlag.CWR)}--ecn-tcp-cwr`);
    if ((flags & EcnFlag.IP) !== 0) out.push(`${not(EcnFlag.IP)}--ecn-ip-ect ${codepoint}`);
    return out.join(" ");
  },
  list({ flags, invert, codepoint }) {
    const not = (flag: EcnFlag) => ((invert & flag) !== 0 ? "!" : "");
    const out = ["ECN match"];
    if ((flags & EcnFlag.ECE) !== 0) out.push(`${not(EcnFlag.ECE)}ECE`);
    if ((flags & EcnFlag.CWR) !== 0) out.push(`${not(EcnFlag.CWR)}CWR`);
    if ((flags & EcnFlag.IP) !== 0) out.push(`${not(EcnFlag.IP)}ECT=${codepoint}`);
    return out.join(" ");
  },
  encode(info, record) {
    record.reserve(EcnInfo.size);
    record.u8(EcnInfo.flags, info.flags);
    record.u8(EcnInfo.invert, info.invert);
    record.u8(EcnInfo.codepoint, info.codepoint);
  },
});
