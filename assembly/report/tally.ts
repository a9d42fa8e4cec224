/** What a replay adds up to. */
import { CtInfo, Direction, ResultRecord, TallyRecord, Verdict } from "../abi";

const tally: usize = memory.data(2160, 8);

/** Where the TallyRecord stands. */
export function tallyPointer(): usize {
  return tally;
}

/** Starts anew. */
export function clearTally(): void {
  memory.fill(tally, 0, TallyRecord.size);
}

function add(offset: usize, value: u64): void {
  store<u64>(tally + offset, load<u64>(tally + offset) + value);
}

/** Counts the packet of a result, whose number is `n`. */
export function count(r: usize, n: u64): void {
  const time = load<u64>(r, ResultRecord.time);
  store<u64>(tally, time, TallyRecord.last);
  store<u64>(tally, n, TallyRecord.lastNumber);
  if (load<u64>(tally, TallyRecord.packets) == 0) {
    store<u64>(tally, time, TallyRecord.first);
    store<u64>(tally, n, TallyRecord.firstNumber);
  }
  add(TallyRecord.packets, 1);
  add(TallyRecord.bytes, load<u32>(r, ResultRecord.original));
  const verdict = load<u8>(r, ResultRecord.verdict);
  add(((<usize>(verdict & 3)) << 3) + TallyRecord.verdicts, 1);
  if (verdict != Verdict.ACCEPT) {
    add(((<usize>load<u8>(r, ResultRecord.cause)) << 3) + TallyRecord.causes, 1);
  }
  if (load<u8>(r, ResultRecord.ctInfo) == CtInfo.NEW) add(TallyRecord.newPackets, 1);
  if (load<u8>(r, ResultRecord.direction) == Direction.OUT) add(TallyRecord.outbound, 1);
  const version = load<u8>(r, ResultRecord.version);
  if (version == 4) add(TallyRecord.ipv4, 1);
  if (version == 6) add(TallyRecord.ipv6, 1);
}
