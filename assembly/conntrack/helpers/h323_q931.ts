/** Q.931: the signalling of calls (nf_conntrack_h323_main.c, q931_help, 6.18). Every message may name
 * where control connections come to, and open channels at once. */
import { HelperKind, HelperMessage, Verdict } from "../../abi";
import {
  Alerting,
  CallProceeding,
  Connect,
  ControlMessage,
  Facility,
  FacilityReason,
  MessageBody,
  OpenLogicalChannel,
  Progress,
  Setup,
  UserInformation,
  UserPdu,
} from "../../generated/h323";
import { same16 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { sameSide } from "../../route/side";
import { Connection, wayOf } from "../connection";
import { refuseHelp } from "../invalid";
import {
  announced,
  data,
  dataSize,
  enter,
  foundAddress,
  foundPort,
  isHidden,
  isOwn,
  isTranslated,
  nextTpkt,
  openMessage,
  outside,
  readSignalAddress,
} from "./h323";
import { control, openChannel } from "./h323_h245";
import { expectControlTranslated, expectForwardedTranslated, setSignalAddress } from "./h323_nat";
import { decodeQ931, has, message } from "./h323_per";
import { isEstablished } from "./payload";

/** Every alternative keeps what it holds here, and every list what is in it. */
const WITHIN: usize = 4;

/** Reads the messages of a call. */
export function q931(p: Packet, c: Connection): i32 {
  if (!isEstablished(p)) return Verdict.ACCEPT;
  openMessage(0, 0, 0);
  while (nextTpkt(p, c)) {
    if (!decodeQ931(data, dataSize)) break;
    if (!user(p, c, message + UserInformation.h323_uu_pdu))
      return refuseHelp(p, c, HelperMessage.Q931, 0);
  }
  return Verdict.ACCEPT;
}

/** What was kept of the user information; false = drop (process_q931). */
function user(p: Packet, c: Connection, pdu: usize): bool {
  const body = pdu + UserPdu.h323_message_body;
  if (!signal(p, c, load<u32>(body), body + WITHIN)) return false;
  if (!has(pdu, UserPdu.has_h245Control)) return true;
  const list = pdu + UserPdu.h245Control;
  const count = load<u32>(list);
  for (let i: u32 = 0; i < count; i++) {
    if (!control(p, c, list + WITHIN + <usize>(i * ControlMessage.bytes))) return false;
  }
  return true;
}

function signal(p: Packet, c: Connection, which: u32, at: usize): bool {
  switch (which) {
    case MessageBody.SETUP:
      return setup(p, c, at);
    case MessageBody.CALL_PROCEEDING:
      return (
        controlAddress(p, c, at, CallProceeding.has_h245Address, CallProceeding.h245Address) &&
        fastStart(p, c, at, CallProceeding.has_fastStart, CallProceeding.fastStart)
      );
    case MessageBody.CONNECT:
      return (
        controlAddress(p, c, at, Connect.has_h245Address, Connect.h245Address) &&
        fastStart(p, c, at, Connect.has_fastStart, Connect.fastStart)
      );
    case MessageBody.ALERTING:
      return (
        controlAddress(p, c, at, Alerting.has_h245Address, Alerting.h245Address) &&
        fastStart(p, c, at, Alerting.has_fastStart, Alerting.fastStart)
      );
    case MessageBody.FACILITY:
      return facility(p, c, at);
    case MessageBody.PROGRESS:
      return (
        controlAddress(p, c, at, Progress.has_h245Address, Progress.h245Address) &&
        fastStart(p, c, at, Progress.has_fastStart, Progress.fastStart)
      );
  }
  return true;
}

/** A call begins: with NAT both ends' addresses are those of the other side. */
function setup(p: Packet, c: Connection, at: usize): bool {
  if (!controlAddress(p, c, at, Setup.has_h245Address, Setup.h245Address)) return false;
  if (isTranslated(c)) {
    const other = c.tuple(1 - wayOf(p.ctInfo));
    const to = at + Setup.destCallSignalAddress;
    if (differs(c, at, Setup.has_destCallSignalAddress, to, other.source())) {
      if (!setSignalAddress(p, c, to, other.source(), other.sourcePort)) return false;
    }
    const from = at + Setup.sourceCallSignalAddress;
    if (differs(c, at, Setup.has_sourceCallSignalAddress, from, other.destination())) {
      if (!setSignalAddress(p, c, from, other.destination(), other.destinationPort)) return false;
    }
  }
  return fastStart(p, c, at, Setup.has_fastStart, Setup.fastStart);
}

function differs(c: Connection, at: usize, field: i32, place: usize, address: usize): bool {
  return has(at, field) && readSignalAddress(c, place) && !same16(foundAddress, address);
}

function facility(p: Packet, c: Connection, at: usize): bool {
  if (load<u32>(at + Facility.reason) == FacilityReason.CALL_FORWARDED) {
    if (!has(at, Facility.has_alternativeAddress)) return true;
    return forwarded(p, c, at + Facility.alternativeAddress);
  }
  return (
    controlAddress(p, c, at, Facility.has_h245Address, Facility.h245Address) &&
    fastStart(p, c, at, Facility.has_fastStart, Facility.fastStart)
  );
}

/** Expects a control connection, if the message names its address (expect_h245). */
function controlAddress(p: Packet, c: Connection, at: usize, field: i32, offset: i32): bool {
  if (!has(at, field)) return true;
  const place = at + <usize>offset;
  if (!readSignalAddress(c, place) || !isOwn(p, c)) return true;
  const e = announced(0, p, c, Protocol.TCP, outside(p, c), foundPort);
  e.helper = <u8>HelperKind.H245;
  return isHidden(p, c) ? expectControlTranslated(p, c, place, e) : enter(e);
}

/** Channels that are opened with the call. */
function fastStart(p: Packet, c: Connection, at: usize, field: i32, offset: i32): bool {
  if (!has(at, field)) return true;
  const list = at + <usize>offset;
  const count = load<u32>(list);
  for (let i: u32 = 0; i < count; i++) {
    if (!openChannel(p, c, list + WITHIN + <usize>(i * OpenLogicalChannel.bytes))) return false;
  }
  return true;
}

/** Expects the caller to call the address that the call is forwarded to, unless both are on one side of
 * the host (expect_callforwarding; callforward_filter is on). */
function forwarded(p: Packet, c: Connection, at: usize): bool {
  if (!readSignalAddress(c, at) || foundPort == 0) return true;
  const caller = c.tuple(1 - wayOf(p.ctInfo)).source();
  if (sameSide(c.family(), foundAddress, caller)) return true;
  const e = announced(0, p, c, Protocol.TCP, foundAddress, foundPort);
  e.helper = <u8>HelperKind.Q931;
  return isHidden(p, c) ? expectForwardedTranslated(p, c, at, e) : enter(e);
}
