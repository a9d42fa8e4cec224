/** RAS: registration, admission and status (nf_conntrack_h323_main.c, ras_help, 6.18). An end that
 * registers with a gatekeeper is called through it; the answers name where calls go. */
import { ExpectFlag, HelperKind, HelperMessage, HZ, Status, Verdict } from "../../abi";
import {
  AdmissionConfirm,
  AdmissionRequest,
  GatekeeperConfirm,
  GatekeeperRequest,
  InfoRequestResponse,
  LocationConfirm,
  LocationRequest,
  RasMessage,
  RegistrationConfirm,
  RegistrationRequest,
  TransportAddress,
  UnregistrationRequest,
} from "../../generated/h323";
import { jiffies } from "../../memory/clock";
import { copy16, same16 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection, wayOf } from "../connection";
import { Expectation, findExpectation, removeExpectations } from "../expect";
import { refuseHelp } from "../invalid";
import { zoneOfConnection } from "../template";
import { refreshJiffies } from "../timeout";
import { Tuple } from "../tuple";
import {
  announced,
  enter,
  foundAddress,
  foundPort,
  isOwn,
  isTranslated,
  lifetime,
  openMessage,
  outside,
  readSignalAddress,
  setLifetime,
  setSignalPort,
  signalPort,
} from "./h323";
import {
  expectCallsTranslated,
  setRasAddresses,
  setSignalAddress,
  setSignalAddresses,
} from "./h323_nat";
import { decodeRas, has, message } from "./h323_per";
import { udpData } from "./payload";

/** Every alternative keeps what it holds here, and every list what is in it. */
const WITHIN: usize = 4;
/** Seconds that a registration lives which does not say (default_rrq_ttl). */
const DEFAULT_LIFETIME: u32 = 300;
/** Seconds for the answer to who takes a registration back. */
const FAREWELL: u32 = 30;

const searched: usize = memory.data(40, 8);

/** Reads a message. */
export function ras(p: Packet, c: Connection): i32 {
  const at = udpData(p);
  if (at == 0) return Verdict.ACCEPT;
  const from = p.data + <usize>at;
  openMessage(from, p.length - at, 0);
  if (!decodeRas(from, p.length - at)) return Verdict.ACCEPT;
  if (understood(p, c, load<u32>(message), message + WITHIN)) return Verdict.ACCEPT;
  return refuseHelp(p, c, HelperMessage.RAS, 0);
}

/** False = drop (process_ras). */
function understood(p: Packet, c: Connection, which: u32, at: usize): bool {
  switch (which) {
    case RasMessage.GATEKEEPER_REQUEST:
      return rasAddress(p, c, at + GatekeeperRequest.rasAddress);
    case RasMessage.GATEKEEPER_CONFIRM:
      return gatekeeperConfirm(p, c, at);
    case RasMessage.REGISTRATION_REQUEST:
      return registrationRequest(p, c, at);
    case RasMessage.REGISTRATION_CONFIRM:
      return registrationConfirm(p, c, at);
    case RasMessage.UNREGISTRATION_REQUEST:
      return unregistrationRequest(p, c, at);
    case RasMessage.ADMISSION_REQUEST:
      return admissionRequest(p, c, at);
    case RasMessage.ADMISSION_CONFIRM:
      return admissionConfirm(p, c, at);
    case RasMessage.LOCATION_REQUEST:
      return rasAddress(p, c, at + LocationRequest.replyAddress);
    case RasMessage.LOCATION_CONFIRM:
      return locationConfirm(p, c, at);
    case RasMessage.INFO_REQUEST_RESPONSE:
      return (
        rasAddress(p, c, at + InfoRequestResponse.rasAddress) &&
        signalAddresses(p, c, at + InfoRequestResponse.callSignalAddress)
      );
  }
  return true;
}

function rasAddress(p: Packet, c: Connection, at: usize): bool {
  return !isTranslated(c) || setRasAddresses(p, c, at, 1);
}

function signalAddresses(p: Packet, c: Connection, list: usize): bool {
  return !isTranslated(c) || setSignalAddresses(p, c, list + WITHIN, load<u32>(list));
}

/** A gatekeeper that wants registrations elsewhere: they are expected there, but not by who was expected
 * itself. */
function gatekeeperConfirm(p: Packet, c: Connection, at: usize): bool {
  if (!readSignalAddress(c, at + GatekeeperConfirm.rasAddress)) return true;
  const own = c.tuple(wayOf(p.ctInfo));
  if (same16(foundAddress, own.source()) && foundPort == own.sourcePort) return true;
  if (c.is(Status.EXPECTED)) return true;
  const e = announced(0, p, c, Protocol.UDP, foundAddress, foundPort);
  e.helper = <u8>HelperKind.RAS;
  return enter(e);
}

function registrationRequest(p: Packet, c: Connection, at: usize): bool {
  if (!calls(p, c, at + RegistrationRequest.callSignalAddress)) return false;
  if (isTranslated(c)) {
    const list = at + RegistrationRequest.rasAddress;
    if (!setRasAddresses(p, c, list + WITHIN, load<u32>(list))) return false;
  }
  const told = has(at, RegistrationRequest.has_timeToLive);
  setLifetime(c, told ? load<u32>(at + RegistrationRequest.timeToLive) : DEFAULT_LIFETIME);
  return true;
}

/** Expects calls from the gatekeeper, any number, to the first of the addresses that is the speaker's
 * (expect_q931; gkrouted_only is on). */
function calls(p: Packet, c: Connection, list: usize): bool {
  const count = load<u32>(list);
  const items = list + WITHIN;
  let i: u32 = 0;
  while (i < count) {
    if (readSignalAddress(c, items + <usize>(i * TransportAddress.bytes)) && isOwn(p, c)) break;
    i++;
  }
  if (i >= count) return true;
  const port = foundPort;
  const e = announced(0, p, c, Protocol.TCP, outside(p, c), port);
  e.helper = <u8>HelperKind.Q931;
  e.flags = <u8>ExpectFlag.PERMANENT;
  if (isTranslated(c)) return expectCallsTranslated(p, c, items, i, e);
  if (!enter(e)) return false;
  setSignalPort(c, wayOf(p.ctInfo), port);
  return true;
}

/** The registration and the calls that it lets in live as long as the gatekeeper says. */
function registrationConfirm(p: Packet, c: Connection, at: usize): bool {
  if (!signalAddresses(p, c, at + RegistrationConfirm.callSignalAddress)) return false;
  if (has(at, RegistrationConfirm.has_timeToLive))
    setLifetime(c, load<u32>(at + RegistrationConfirm.timeToLive));
  const seconds = lifetime(c);
  if (seconds == 0) return true;
  refreshJiffies(c, seconds * HZ);
  const e = callsExpected(p, c);
  if (e != 0) changetype<Expectation>(e).timeout = jiffies + seconds * HZ;
  return true;
}

/** The connection's expectation of calls to the packet's receiver from anywhere; 0 = none (find_expect). */
function callsExpected(p: Packet, c: Connection): usize {
  const way = wayOf(p.ctInfo);
  memory.fill(searched, 0, 40);
  const t = changetype<Tuple>(searched);
  t.family = <u8>c.family();
  t.protocol = <u8>Protocol.TCP;
  copy16(t.destination(), c.tuple(way).destination());
  t.destinationPort = signalPort(c, 1 - way);
  const e = findExpectation(t, zoneOfConnection(c));
  if (e == 0) return 0;
  return changetype<Expectation>(e).master == <u32>changetype<usize>(c) ? e : 0;
}

function unregistrationRequest(p: Packet, c: Connection, at: usize): bool {
  if (!signalAddresses(p, c, at + UnregistrationRequest.callSignalAddress)) return false;
  removeExpectations(c);
  setSignalPort(c, 0, 0);
  setSignalPort(c, 1, 0);
  refreshJiffies(c, FAREWELL * HZ);
  return true;
}

/** Who asks for admission: of a call that it got, or that it makes. */
function admissionRequest(p: Packet, c: Connection, at: usize): bool {
  if (!isTranslated(c)) return true;
  const way = wayOf(p.ctInfo);
  const own = c.tuple(way).source();
  const to = at + AdmissionRequest.destCallSignalAddress;
  if (
    has(at, AdmissionRequest.has_destCallSignalAddress) &&
    readSignalAddress(c, to) &&
    same16(foundAddress, own) &&
    foundPort == signalPort(c, way)
  )
    return setSignalAddress(p, c, to, outside(p, c), signalPort(c, 1 - way));
  const from = at + AdmissionRequest.srcCallSignalAddress;
  if (
    has(at, AdmissionRequest.has_srcCallSignalAddress) &&
    readSignalAddress(c, from) &&
    same16(foundAddress, own)
  )
    return setSignalAddress(p, c, from, outside(p, c), foundPort);
  return true;
}

/** An admitted call goes to the address that the gatekeeper names. */
function admissionConfirm(p: Packet, c: Connection, at: usize): bool {
  const to = at + AdmissionConfirm.destCallSignalAddress;
  if (!readSignalAddress(c, to)) return true;
  if (same16(foundAddress, c.tuple(wayOf(p.ctInfo)).destination()))
    return !isTranslated(c) || setSignalAddresses(p, c, to, 1);
  return callsTo(p, c);
}

function locationConfirm(p: Packet, c: Connection, at: usize): bool {
  if (!readSignalAddress(c, at + LocationConfirm.callSignalAddress)) return true;
  return callsTo(p, c);
}

/** Expects calls, any number, to the address that was read. */
function callsTo(p: Packet, c: Connection): bool {
  const e = announced(0, p, c, Protocol.TCP, foundAddress, foundPort);
  e.helper = <u8>HelperKind.Q931;
  e.flags = <u8>ExpectFlag.PERMANENT;
  return enter(e);
}
