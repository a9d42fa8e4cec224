/** amanda (nf_conntrack_amanda, nf_nat_amanda, 6.18): the answer `CONNECT DATA 4000 MESG 4001 INDEX
 * 4002` names ports that the backup server will connect to. */
import { HelperMessage, HZ, Status, Verdict } from "../../abi";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection, Way, wayOf } from "../connection";
import { draft, fromAddress, lastExpected, towards } from "../expect";
import { refuseHelp } from "../invalid";
import { mangleUdp } from "../nat/mangle";
import { announcedAnew, expectAsAnnounced, expectFollowing } from "../nat/follow";
import { refreshJiffies } from "../timeout";
import { udpData } from "./payload";
import { putNumber, readEnd, readNumber, search } from "./text";

/** Seconds that the connection lives from each answer on. */
const MASTER_TIMEOUT: u32 = 300;
const output: usize = memory.data(16, 8);

function service(i: u32): string {
  if (i == 0) return "DATA ";
  if (i == 1) return "MESG ";
  return i == 2 ? "INDEX " : "STATE ";
}

/** Looks for the ports in an answer. */
export function amanda(p: Packet, c: Connection): i32 {
  if (wayOf(p.ctInfo) == Way.ORIGINAL) return Verdict.ACCEPT;
  refreshJiffies(c, MASTER_TIMEOUT * HZ);
  const data = udpData(p);
  if (data == 0) return Verdict.ACCEPT;
  const limit = p.data + p.length;
  const connect = search(p.data + data, limit, "CONNECT ");
  if (connect == 0) return Verdict.ACCEPT;
  const newline = search(connect + 8, limit, "\n");
  if (newline == 0) return Verdict.ACCEPT;
  // offsets: changing the payload may move it
  const start = <u32>(connect + 8 - p.data);
  const stop = <u32>(newline - p.data);
  let verdict: i32 = Verdict.ACCEPT;
  for (let i: u32 = 0; i < 4; i++) {
    const name = service(i);
    const found = search(p.data + start, p.data + min<u32>(stop, p.length), name);
    if (found == 0) continue;
    const at = found + <usize>name.length;
    const end = min<usize>(at + 5, p.data + stop);
    const port = <u32>readNumber(at, end) & 0xffff;
    if (port == 0) break;
    verdict = announce(p, c, <u32>(at - p.data) - data, <u32>(readEnd - at), port);
  }
  return verdict;
}

function announce(p: Packet, c: Connection, offset: u32, size: u32, port: u32): i32 {
  const t = c.tuple(Way.ORIGINAL);
  const e = draft(0, c, Protocol.TCP, 0);
  fromAddress(e, t.source());
  towards(e, t.destination(), bswap<u16>(<u16>port));
  if (!c.is(Status.SRC_NAT | Status.DST_NAT)) return expectAsAnnounced(p, c, e);
  const open = expectFollowing(e, Way.ORIGINAL, port);
  if (open == 0) return refuseHelp(p, c, HelperMessage.ALL_PORTS, 0);
  const made = lastExpected;
  const end = putNumber(output, open);
  const mangled = mangleUdp(p, offset, size, output, <u32>(end - output));
  return announcedAnew(p, c, made, mangled);
}
