/** Connections as the host reads them. */
import { ConnectionRecord, Status } from "../abi";
import { now } from "../memory/clock";
import { Protocol } from "../packet/protocol";
import { Life, recordAt, recordCount } from "./arena";
import { Connection, ConnectionExtra, timeoutSeconds, Way } from "./connection";
import { extensionOf, helperOf, labelOf } from "./extension";
import { copyTuple, Tuple } from "./tuple";

const SECOND: i64 = 1000000000;

/** The index behind the last record that copyConnections looked at. */
export let copiedTo: u32 = 0;

/** Copies confirmed connections to ConnectionRecords at `to`, at most `count`, from record `from` on;
 * answers how many. Those whose time is over are passed over, as `conntrack -L` does. */
export function copyConnections(to: usize, count: u32, from: u32): u32 {
  let done: u32 = 0;
  let i = from;
  while (done < count && i < recordCount()) {
    const c = recordAt(i);
    i++;
    // a connection that is there for answers only is not shown either
    if (c.life != <u8>Life.TABLE || c.isExpired() || c.is(Status.NAT_CLASH)) continue;
    copy(to + <usize>done * ConnectionRecord.size, c);
    done++;
  }
  copiedTo = i;
  return done;
}

/** Copies one connection. */
export function copyConnection(to: usize, id: u32): void {
  copy(to, changetype<Connection>(<usize>id));
}

function copy(to: usize, c: Connection): void {
  copyTuple(changetype<Tuple>(to + ConnectionRecord.original), c.tuple(Way.ORIGINAL));
  copyTuple(changetype<Tuple>(to + ConnectionRecord.reply), c.tuple(Way.REPLY));
  store<u32>(to, c.status, ConnectionRecord.status);
  store<u32>(to, c.mark, ConnectionRecord.mark);
  store<u32>(to, timeoutSeconds(c), ConnectionRecord.timeout);
  store<u8>(to, c.state, ConnectionRecord.state);
  store<u8>(to, c.counted, ConnectionRecord.counted);
  store<u64>(to, c.originalPackets, ConnectionRecord.originalPackets);
  store<u64>(to, c.originalBytes, ConnectionRecord.originalBytes);
  store<u64>(to, c.replyPackets, ConnectionRecord.replyPackets);
  store<u64>(to, c.replyBytes, ConnectionRecord.replyBytes);
  store<u32>(to, <u32>changetype<usize>(c), ConnectionRecord.id);
  store<u32>(to, c.master, ConnectionRecord.master);
  store<i64>(to, c.started, ConnectionRecord.started);
  store<u32>(to, <u32>(now / SECOND - c.started / SECOND), ConnectionRecord.age);
  store<u8>(to, <u8>helperOf(c), ConnectionRecord.helper);
  store<u32>(to, labelOf(c), ConnectionRecord.label);
  copyLabels(to, c);
  const tags = c.protocol() == Protocol.SCTP ? load<u64>(c.tracker()) : 0;
  store<u64>(to, tags, ConnectionRecord.originalTag);
}

function copyLabels(to: usize, c: Connection): void {
  const labelled = (c.extras & <u8>ConnectionExtra.LABELS) != 0;
  const set = c.extension != 0;
  store<u8>(to, labelled ? 1 : 0, ConnectionRecord.labelled);
  store<u64>(to, set ? extensionOf(c).labelsLow : 0, ConnectionRecord.labels);
  store<u64>(to, set ? extensionOf(c).labelsHigh : 0, ConnectionRecord.labels + 8);
}
