/** TCPMSS: lowers the maximum segment size of SYNs (iptables-extensions(8), TCPMSS). */
import { TcpmssTargetInfo } from "../../generated/layout/target/TCPMSS.js";
import { kernelAsks, onlyProtocol } from "../checks.js";
import { type HookName, OptionError, target } from "../extension.js";
import { asksForSyn } from "../match/tcp.js";
import { numberOption, U16_MAX } from "../values.js";

interface TcpmssTarget {
  /** Bytes; CLAMP = what the path lets through. */
  mss: number;
}

const CLAMP = 0xffff;
/** Hooks at which the packet's route is known. */
const ROUTED: readonly HookName[] = ["FORWARD", "OUTPUT", "POSTROUTING"];

export const extension = target<TcpmssTarget>({
  name: "TCPMSS",
  about: "lowers the maximum segment size that a SYN announces, or adds one",
  decidedBy: ["packet", "setup"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "set-mss", value: "required" },
    { name: "clamp-mss-to-pmtu", value: "none" },
  ],
  create: () => ({ mss: 0 }),
  option(info, use, { family }) {
    const max = U16_MAX - (family === "ipv4" ? 20 : 40);
    info.mss = use.id === "set-mss" ? numberOption(use, "TCPMSS", 0, max) : CLAMP;
  },
  check(info, context, given) {
    if (given.size === 0) {
      throw new OptionError("TCPMSS target: At least one parameter is required");
    }
    onlyProtocol(context, "TCPMSS", 6, "target");
    if (kernelAsks(context) && !context.matches.some(asksForSyn)) {
      throw new OptionError("TCPMSS target: only works on TCP SYN packets", "add --syn");
    }
    const wrong = [...context.hooks].filter((hook) => !ROUTED.includes(hook));
    if (info.mss !== CLAMP || wrong.length === 0) return;
    throw new OptionError(
      "TCPMSS target: path-MTU clamping is only supported in FORWARD, OUTPUT and POSTROUTING",
      `chain ${context.chain} of table ${context.table} is reached from ${wrong.join(", ")}`,
    );
  },
  save: ({ mss }) => (mss === CLAMP ? "--clamp-mss-to-pmtu" : `--set-mss ${mss}`),
  list: ({ mss }) => `TCPMSS ${mss === CLAMP ? "clamp to PMTU" : `set ${mss}`}`,
  encode(info, record) {
    record.reserve(TcpmssTargetInfo.size);
    record.u16(TcpmssTargetInfo.mss, info.mss);
  },
});
