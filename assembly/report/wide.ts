/** Packets whose fate may hang on packets between other addresses: where packets are shared among several
 * engines, what comes from the first of them on is not sure. */
import { Cause, EmitRecord, ResultRecord, SideKind, SideRecord, WideReason } from "../abi";
import { sidePointer } from "../memory/results";

/** Number of the first such packet, 0 = none yet, and why. */
export let wideNumber: u64 = 0;
export let wideReason: WideReason = WideReason.NONE;

/** Starts anew. */
export function clearWide(): void {
  wideNumber = 0;
  wideReason = WideReason.NONE;
}

/** Looks at the packet of a result, whose number is `n`. */
export function noteWide(r: usize, n: u64): void {
  if (wideNumber != 0) return;
  wideReason = reasonOf(r);
  if (wideReason != WideReason.NONE) wideNumber = n;
}

function reasonOf(r: usize): WideReason {
  const cause = <u32>load<u8>(r, ResultRecord.cause);
  if (cause == Cause.REASSEMBLY || cause == Cause.REASSEMBLY_FAILED) return WideReason.FRAGMENT;
  let side = sidePointer() + load<u32>(r, ResultRecord.side);
  for (let i = load<u32>(r, ResultRecord.sideCount); i > 0; i--) {
    const kind = <u32>load<u16>(side, SideRecord.kind);
    if (kind == SideKind.EMIT && load<u8>(side, EmitRecord.generated) != 0)
      return WideReason.ANSWER;
    if (kind == SideKind.FRAME) return WideReason.FRAGMENT;
    side += load<u32>(side, SideRecord.size_bytes);
  }
  return WideReason.NONE;
}
