/** ECN: sets congestion bits (iptables-extensions(8), ECN). */
import { EcnTargetFlag, EcnTargetInfo } from "../../generated/layout/target/ECN.js";
import { onlyProtocol } from "../checks.js";
import { OptionError, target } from "../extension.js";
import { numberOption } from "../values.js";

/** Null where nothing is set. */
interface EcnTarget {
  codepoint: number | null;
  ece: number | null;
  cwr: number | null;
}

const isRemoval = ({ codepoint, ece, cwr }: EcnTarget) =>
  codepoint === null && ece === 0 && cwr === 0;

export const extension = target<EcnTarget>({
  name: "ECN",
  about: "sets congestion bits of the IP header and of TCP",
  decidedBy: ["packet"],
  families: ["ipv4"],
  tables: ["mangle"],
  options: [
    { name: "ecn-tcp-remove", value: "none", excludes: ["ecn-tcp-cwr", "ecn-tcp-ece"] },
    { name: "ecn-tcp-cwr", value: "required", excludes: ["ecn-tcp-remove"] },
    { name: "ecn-tcp-ece", value: "required", excludes: ["ecn-tcp-remove"] },
    { name: "ecn-ip-ect", value: "required" },
  ],
  create: () => ({ codepoint: null, ece: null, cwr: null }),
  option(info, use) {
    if (use.id === "ecn-ip-ect") info.codepoint = numberOption(use, "ECN", 0, 3);
    else if (use.id === "ecn-tcp-ece") info.ece = numberOption(use, "ECN", 0, 1);
    else if (use.id === "ecn-tcp-cwr") info.cwr = numberOption(use, "ECN", 0, 1);
    else {
      // it takes back what --ecn-ip-ect said before it
      Object.assign(info, { codepoint: null, ece: 0, cwr: 0 });
    }
  },
  check(info, context, given) {
    if (given.size === 0) throw new OptionError("ECN target: An operation is required");
    if (info.ece !== null || info.cwr !== null) onlyProtocol(context, "ECN", 6, "target");
  },
  save(info) {
    if (isRemoval(info)) return "--ecn-tcp-remove";
    const out: string[] = [];
    if (info.ece !== null) out.push(`--ecn-tcp-ece ${info.ece}`);
    if (info.cwr !== null) out.push(`--ecn-tcp-cwr ${info.cwr}`);
    if (info.codepoint !== null) out.push(`--ecn-ip-ect ${info.codepoint}`);
    return out.join(" ");
  },
  list(info) {
    if (isRemoval(info)) return "ECN TCP remove";
    const out = ["ECN"];
    if (info.ece !== null) out.push(`ECE=${info.ece}`);
    if (info.cwr !== null) out.push(`CWR=${info.cwr}`);
    if (info.codepoint !== null) out.push(`ECT codepoint=${info.codepoint}`);
    return out.join(" ");
  },
  encode({ codepoint, ece, cwr }, record) {
    record.reserve(EcnTargetInfo.size);
    let flags = 0;
    if (codepoint !== null) flags |= EcnTargetFlag.IP;
    if (ece !== null) flags |= EcnTargetFlag.ECE;
    if (cwr !== null) flags |= EcnTargetFlag.CWR;
    record.u8(EcnTargetInfo.flags, flags);
    record.u8(EcnTargetInfo.codepoint, codepoint ?? 0);
    record.u8(EcnTargetInfo.tcp, (ece ? 0x40 : 0) | (cwr ? 0x80 : 0));
  },
});
