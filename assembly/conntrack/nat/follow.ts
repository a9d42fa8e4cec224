/** NAT of expected connections, and of what announces them (nf_nat_helper.c, 6.18). */
import { Expected, ExpectFunction, HelperMessage, NatRangeFlag, Verdict } from "../../abi";
import { random32 } from "../../memory/random";
import { copy16 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { scaled } from "../../packet/jhash";
import { Connection } from "../connection";
import { expect, Expectation, removeExpectation } from "../expect";
import { refuseHelp } from "../invalid";
import { Manip, setupNat } from "./setup";
import { NatRange } from "./range";

/** Ports tried before giving up. */
const MAX_ATTEMPTS: i32 = 128;

const rangeSpace: usize = memory.data(48, 8);

/** Maps a side of a new connection to the address, and to the port when that is wanted (network
 * order). */
export function mapTo(
  p: Packet,
  c: Connection,
  address: usize,
  withPort: bool,
  port: u16,
  manip: Manip,
): void {
  memory.fill(rangeSpace, 0, 48);
  const range = changetype<NatRange>(rangeSpace);
  range.flags = NatRangeFlag.MAP_IPS;
  copy16(range.minAddress(), address);
  copy16(range.maxAddress(), address);
  if (withPort) {
    range.flags |= NatRangeFlag.PROTO_SPECIFIED;
    range.minPort = port;
    range.maxPort = port;
  }
  setupNat(p, c, range, manip);
}

/** The connection comes from where the master's packets go, and goes where they come from, to the
 * port that was announced (nf_nat_follow_master). */
export function followMaster(p: Packet, c: Connection, e: Expectation): void {
  const other = changetype<Connection>(<usize>e.master).tuple(1 - <u32>e.way);
  mapTo(p, c, other.destination(), false, 0, Manip.SOURCE);
  mapTo(p, c, other.source(), true, e.savedPort, Manip.DESTINATION);
}

/** Expects what a message announces when its connection is not translated, with the message as it is. */
export function expectAsAnnounced(p: Packet, c: Connection, e: Expectation): i32 {
  if (expect(e, false) == Expected.OK) return Verdict.ACCEPT;
  return refuseHelp(p, c, HelperMessage.CANNOT_EXPECT, 0);
}

/** The same with NAT: the connection will follow its master's mapping, from direction `way` on. Enters the
 * draft with a port near the announced one (host order); answers it, 0 = none. */
export function expectFollowing(e: Expectation, way: u32, port: u32): u32 {
  e.savedPort = e.tuple().destinationPort;
  e.way = <u8>way;
  e.run = <u8>ExpectFunction.FOLLOW_MASTER;
  return expectPort(e, port);
}

/** When the message was to name the new port: takes the expectation back where it could not. */
export function announcedAnew(p: Packet, c: Connection, made: usize, mangled: bool): i32 {
  if (mangled) return Verdict.ACCEPT;
  removeExpectation(changetype<Expectation>(made));
  return refuseHelp(p, c, HelperMessage.CANNOT_MANGLE, 0);
}

/** What came of the last port that expectPort tried. */
export let portAnswer: Expected = Expected.OK;

/** Enters a draft with the first port from `port` on (host order) that is free, then with any:
 * answers the port, 0 = none (nf_nat_exp_find_port). */
export function expectPort(e: Expectation, port: u32): u32 {
  const range = 0xffff - port;
  let left = min<i32>(<i32>range, MAX_ATTEMPTS);
  let tried = port;
  while (true) {
    e.tuple().destinationPort = bswap<u16>(<u16>tried);
    const result = expect(e, false);
    portAnswer = result;
    if (result == Expected.OK) return tried;
    left--;
    if (result != Expected.BUSY || left < 0) return 0;
    tried = port + scaled(random32(), range);
  }
}
