/** H.245: channels for media and data (nf_conntrack_h323_main.c, h245_help, 6.18). */
import { ExpectFlag, HelperMessage, Verdict } from "../../abi";
import {
  AckMultiplex,
  AckParameters,
  AckReverseMultiplex,
  AckReverseParameters,
  Application,
  ChannelParameters,
  ControlMessage,
  DataApplicationCapability,
  DataProtocolCapability,
  DataType,
  ForwardMultiplex,
  ForwardParameters,
  NetworkAccessParameters,
  NetworkAddress,
  OpenLogicalChannel,
  OpenLogicalChannelAck,
  RequestMessage,
  ResponseMessage,
  ReverseMultiplex,
  ReverseParameters,
} from "../../generated/h323";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection } from "../connection";
import { Expectation, lastExpected, removeExpectation } from "../expect";
import { refuseHelp } from "../invalid";
import {
  announced,
  data,
  dataSize,
  enter,
  foundPort,
  isHidden,
  isOwn,
  nextTpkt,
  openMessage,
  outside,
  readMediaAddress,
} from "./h323";
import { expectDataTranslated, expectMediaTranslated } from "./h323_nat";
import { decodeControl, has, message } from "./h323_per";
import { isEstablished } from "./payload";

/** Every alternative keeps what it holds here. */
const WITHIN: usize = 4;
/** The lowest bit of a port in network order. */
const ODD: u16 = 0x100;

/** Reads the messages of a control connection. */
export function h245(p: Packet, c: Connection): i32 {
  if (!isEstablished(p)) return Verdict.ACCEPT;
  openMessage(0, 0, 0);
  while (nextTpkt(p, c)) {
    if (!decodeControl(data, dataSize)) break;
    if (!control(p, c, message)) return refuseHelp(p, c, HelperMessage.H245, 0);
  }
  return Verdict.ACCEPT;
}

/** The control message that was kept at `at`; false = drop. */
export function control(p: Packet, c: Connection, at: usize): bool {
  const inner = at + WITHIN;
  if (load<u32>(at) == ControlMessage.REQUEST) {
    if (load<u32>(inner) != RequestMessage.OPEN_LOGICAL_CHANNEL) return true;
    return openChannel(p, c, inner + WITHIN);
  }
  if (load<u32>(at) != ControlMessage.RESPONSE) return true;
  if (load<u32>(inner) != ResponseMessage.OPEN_LOGICAL_CHANNEL_ACK) return true;
  return acknowledge(p, c, inner + WITHIN);
}

/** OpenLogicalChannel (process_olc). */
export function openChannel(p: Packet, c: Connection, at: usize): bool {
  const forward = at + OpenLogicalChannel.forwardLogicalChannelParameters;
  const multiplex = forward + ForwardParameters.multiplexParameters;
  if (load<u32>(multiplex) == ForwardMultiplex.H2250_LOGICAL_CHANNEL_PARAMETERS) {
    if (!channel(p, c, multiplex + WITHIN)) return false;
  }
  const reverse = at + OpenLogicalChannel.reverseLogicalChannelParameters;
  const back = reverse + ReverseParameters.multiplexParameters;
  if (
    has(at, OpenLogicalChannel.has_reverseLogicalChannelParameters) &&
    has(reverse, ReverseParameters.has_multiplexParameters) &&
    load<u32>(back) == ReverseMultiplex.H2250_LOGICAL_CHANNEL_PARAMETERS
  ) {
    if (!channel(p, c, back + WITHIN)) return false;
  }
  if (!has(at, OpenLogicalChannel.has_separateStack)) return true;
  if (!isSeparate(forward + ForwardParameters.dataType)) return true;
  return separateStack(p, c, at + OpenLogicalChannel.separateStack);
}

/** Whether the channel is one of T.120, on a connection of its own. */
function isSeparate(dataType: usize): bool {
  if (load<u32>(dataType) != DataType.DATA) return false;
  const application = dataType + WITHIN + DataApplicationCapability.application;
  if (load<u32>(application) != Application.T120) return false;
  return load<u32>(application + WITHIN) == DataProtocolCapability.SEPARATE_LANSTACK;
}

/** OpenLogicalChannelAck (process_olca). */
function acknowledge(p: Packet, c: Connection, at: usize): bool {
  const reverse = at + OpenLogicalChannelAck.reverseLogicalChannelParameters;
  const back = reverse + AckReverseParameters.multiplexParameters;
  if (
    has(at, OpenLogicalChannelAck.has_reverseLogicalChannelParameters) &&
    has(reverse, AckReverseParameters.has_multiplexParameters) &&
    load<u32>(back) == AckReverseMultiplex.H2250_LOGICAL_CHANNEL_PARAMETERS
  ) {
    if (!channel(p, c, back + WITHIN)) return false;
  }
  const forward = at + OpenLogicalChannelAck.forwardMultiplexAckParameters;
  if (
    has(at, OpenLogicalChannelAck.has_forwardMultiplexAckParameters) &&
    load<u32>(forward) == AckMultiplex.H2250_LOGICAL_CHANNEL_ACK_PARAMETERS
  ) {
    const ack = forward + WITHIN;
    if (has(ack, AckParameters.has_mediaChannel)) {
      if (!media(p, c, ack + AckParameters.mediaChannel)) return false;
    }
    if (has(ack, AckParameters.has_mediaControlChannel)) {
      if (!media(p, c, ack + AckParameters.mediaControlChannel)) return false;
    }
  }
  if (!has(at, OpenLogicalChannelAck.has_separateStack)) return true;
  return separateStack(p, c, at + OpenLogicalChannelAck.separateStack);
}

function channel(p: Packet, c: Connection, at: usize): bool {
  if (has(at, ChannelParameters.has_mediaChannel)) {
    if (!media(p, c, at + ChannelParameters.mediaChannel)) return false;
  }
  if (!has(at, ChannelParameters.has_mediaControlChannel)) return true;
  return media(p, c, at + ChannelParameters.mediaControlChannel);
}

/** Expects RTP on the even port and RTCP on the odd one (expect_rtp_rtcp). */
function media(p: Packet, c: Connection, at: usize): bool {
  if (!readMediaAddress(c, at) || !isOwn(p, c)) return true;
  const port = foundPort;
  const to = outside(p, c);
  const rtp = announced(0, p, c, Protocol.UDP, to, port & ~ODD);
  const rtcp = announced(1, p, c, Protocol.UDP, to, port | ODD);
  if (isHidden(p, c)) return expectMediaTranslated(p, c, at, port, rtp, rtcp);
  if (!enter(rtp)) return false;
  const first = lastExpected;
  if (enter(rtcp)) return true;
  removeExpectation(changetype<Expectation>(first));
  return false;
}

function separateStack(p: Packet, c: Connection, at: usize): bool {
  const network = at + NetworkAccessParameters.networkAddress;
  if (load<u32>(network) != NetworkAddress.LOCAL_AREA_ADDRESS) return true;
  return dataConnections(p, c, network + WITHIN);
}

/** Expects connections of T.120, any number (expect_t120). */
function dataConnections(p: Packet, c: Connection, at: usize): bool {
  if (!readMediaAddress(c, at) || !isOwn(p, c)) return true;
  const e = announced(0, p, c, Protocol.TCP, outside(p, c), foundPort);
  e.flags = <u8>ExpectFlag.PERMANENT;
  return isHidden(p, c) ? expectDataTranslated(p, c, at, e) : enter(e);
}
