/** What a NAT target asks for: a range of addresses and ports (struct nf_nat_range2). */
import { NatRangeFlag, NatRangeRecord } from "../../abi";

/** A view of a NatRangeRecord. */
@unmanaged
export class NatRange {
  /** NatRangeFlag bits. */
  flags: u32;
  /** Network order. */
  minPort: u16;
  maxPort: u16;
  basePort: u16;
  padding0: u16;
  padding1: u32;
  minLow: u64;
  minHigh: u64;
  maxLow: u64;
  maxHigh: u64;

  /** Pointer to the 16 bytes of the lowest address. */
  minAddress(): usize {
    return changetype<usize>(this) + NatRangeRecord.minAddress;
  }
  /** Pointer to the 16 bytes of the highest address. */
  maxAddress(): usize {
    return changetype<usize>(this) + NatRangeRecord.maxAddress;
  }
  /** Whether the flag is set. */
  is(flag: NatRangeFlag): bool {
    return (this.flags & <u32>flag) != 0;
  }
}

const scratch: usize = memory.data(48, 8);

/** A zeroed range for targets that compute theirs (MASQUERADE, REDIRECT); valid until the next
 * call. */
export function scratchRange(): NatRange {
  memory.fill(scratch, 0, NatRangeRecord.size);
  return changetype<NatRange>(scratch);
}
