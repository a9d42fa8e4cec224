/**
 * cpu: the processor that handles the packet (iptables-extensions(8), cpu; cpu_mt of the kernel). No
 * capture tells: it is a fact (`cpu=`). Undeclared it is the first, and the rule is reported.
 */
import { FactGiven, FactRecord } from "../packet/facts";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

/** u32 each: number of the processor, "!". */
export const enum CpuInfo {
  cpu = 0,
  invert = 4,
  size = 8,
}

/** Whether the processor is the one asked for. */
export function match(p: Packet, data: usize, c: Context): bool {
  let cpu: u32 = 0;
  if (p.facts != 0 && (load<u16>(p.facts, FactRecord.given) & FactGiven.CPU) != 0) {
    cpu = load<u32>(p.facts, FactRecord.cpu);
  } else undecided(c);
  return (cpu == load<u32>(data, CpuInfo.cpu)) != (load<u32>(data, CpuInfo.invert) != 0);
}
