/** Several frames in one call, for programs that embed the engine. */
import { BatchFrame } from "../abi";
import { settleCourses } from "../course/course";
import { mayFollow } from "../course/find";
import { growAhead } from "../memory/heap";
import { hasRoom } from "../memory/results";
import { Arrival, readPlain } from "./arrival";
import { processFrame } from "./enter";

/** The frame at hand. */
const a = changetype<Arrival>(memory.data(offsetof<Arrival>(), 8));

/** Processes up to `count` BatchFrame records from `at` on; answers how many were done before the
 * result buffers filled. */
export function processBatch(at: usize, count: u32): u32 {
  growAhead();
  let record = at;
  let done: u32 = 0;
  while (done < count && (done == 0 || hasRoom())) {
    a.begin(0, 0, 0);
    a.time = load<i64>(record, BatchFrame.time);
    a.frame = <u32>(record + BatchFrame.frame);
    a.captured = load<u32>(record, BatchFrame.captured);
    a.original = load<u32>(record, BatchFrame.original);
    a.interfaceIndex = load<u32>(record, BatchFrame.interfaceIndex);
    a.linkType = load<u32>(record, BatchFrame.linkType);
    a.direction = load<u32>(record, BatchFrame.direction);
    a.uid = load<u32>(record, BatchFrame.uid);
    a.gid = load<u32>(record, BatchFrame.gid);
    a.mark = load<u32>(record, BatchFrame.mark);
    a.facts = load<u32>(record, BatchFrame.facts);
    if (mayFollow()) readPlain(a);
    processFrame(a);
    record += <usize>load<u32>(record, BatchFrame.size_bytes);
    done++;
  }
  settleCourses();
  return done;
}
