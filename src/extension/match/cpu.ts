/** cpu: the processor that handles the packet (iptables-extensions(8), cpu). */
import { CpuInfo } from "../../generated/layout/match/cpu.js";
import { requireOption } from "../checks.js";
import { match } from "../extension.js";
import { bang, numberOption, U32_MAX } from "../values.js";

interface CpuOptions {
  cpu: number;
  inverted: boolean;
}

export const extension = match<CpuOptions>({
  name: "cpu",
  about: "the processor that handles the packet: `cpu=`",
  decidedBy: ["fact"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "cpu", value: "required", invert: true }],
  create: () => ({ cpu: 0, inverted: false }),
  option(info, use) {
    info.cpu = numberOption(use, "cpu", 0, U32_MAX);
    info.inverted = use.inverted;
  },
  check: (_info, _context, given) => requireOption(given, "cpu", "cpu"),
  save: (info) => `${bang(info.inverted)}--cpu ${info.cpu}`,
  list: (info) => `cpu ${bang(info.inverted)}${info.cpu}`,
  encode(info, record) {
    record.reserve(CpuInfo.size);
    record.u32(CpuInfo.cpu, info.cpu);
    record.u32(CpuInfo.invert, info.inverted ? 1 : 0);
  },
});
