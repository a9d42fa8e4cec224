/** What is told of a packet's way through a table: STEP records, and TRACE's log lines. */
import {
  LogRecord,
  RuleFlag,
  RuleImage,
  SideKind,
  StepKind,
  StepRecord,
  ChainImage,
  NO_FACT,
  TargetKind,
  Verdict,
} from "../abi";
import { newSide } from "../memory/results";
import { Packet } from "../packet/packet";
import { Context } from "./context";
import { logPacket } from "./log";

function ruleAt(chain: usize, number: u32): usize {
  return <usize>load<u32>(chain, ChainImage.rules) + <usize>(number - 1) * RuleImage.size;
}

/** Writes a STEP record. `number` counts rules of the chain from 1; a policy has the number behind
 * the last rule. */
export function step(p: Packet, c: Context, chain: usize, number: u32, kind: StepKind): void {
  const r = newSide(SideKind.STEP, 0, StepRecord.size);
  if (r == 0) return;
  store<u8>(r, <u8>p.family, StepRecord.family);
  store<u8>(r, <u8>c.hook, StepRecord.hook);
  store<u8>(r, <u8>c.table, StepRecord.table);
  store<u8>(r, <u8>kind, StepRecord.step);
  store<u32>(r, load<u32>(chain, ChainImage.id), StepRecord.chain);
  store<u32>(r, number, StepRecord.ruleNumber);
  const id = kind == StepKind.RULE ? load<u32>(ruleAt(chain, number), RuleImage.id) : NO_FACT;
  store<u32>(r, id, StepRecord.rule);
}

/** Writes TRACE's LOG record. As in the kernel (trace_packet), an unconditional rule with a plain
 * verdict is called policy in a built-in chain and return in a user-defined one. */
export function traceStep(p: Packet, c: Context, chain: usize, number: u32, kind: StepKind): void {
  let shown: u32 = kind;
  if (kind == StepKind.RULE) {
    const flags = load<u32>(ruleAt(chain, number), RuleImage.flags);
    if ((flags & RuleFlag.UNCONDITIONAL) != 0 && flags >> TargetKind.shift == TargetKind.VERDICT) {
      shown =
        load<i32>(chain, ChainImage.policy) == Verdict.RETURN ? StepKind.RETURN : StepKind.POLICY;
    }
  }
  const r = logPacket(p, c);
  if (r == 0) return;
  store<u8>(r, <u8>shown, LogRecord.step);
  store<u32>(r, load<u32>(chain, ChainImage.id), LogRecord.rule);
  store<u32>(r, number, LogRecord.ruleNumber);
}
