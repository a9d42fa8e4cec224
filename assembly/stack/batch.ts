/** Several frames in one call, for programs that embed the engine. */
import { BatchFrame } from "../abi";
import { growAhead } from "../memory/heap";
import { hasRoom } from "../memory/results";
import { processFrame, setFacts } from "./enter";

/** Processes up to `count` BatchFrame records from `at` on; answers how many were done before the
 * result buffers filled. */
export function processBatch(at: usize, count: u32): u32 {
  growAhead();
  let record = at;
  let done: u32 = 0;
  while (done < count && (done == 0 || hasRoom())) {
    setFacts(
      load<u32>(record, BatchFrame.uid),
      load<u32>(record, BatchFrame.gid),
      load<u32>(record, BatchFrame.mark),
      <usize>load<u32>(record, BatchFrame.facts),
    );
    processFrame(
      record + BatchFrame.frame,
      load<u32>(record, BatchFrame.captured),
      load<u32>(record, BatchFrame.original),
      load<u32>(record, BatchFrame.linkType),
      load<u32>(record, BatchFrame.interfaceIndex),
      load<u32>(record, BatchFrame.direction),
      load<i64>(record, BatchFrame.time),
    );
    record += <usize>load<u32>(record, BatchFrame.size_bytes);
    done++;
  }
  return done;
}
