/** udp: ports of a UDP header (iptables-extensions(8), udp). */
import { UdpInfo, UdpInvert } from "../../generated/layout/match/udp.js";
import { onlyProtocol } from "../checks.js";
import { match } from "../extension.js";
import {
  ANY_PORT,
  listPort,
  type PortRange,
  portDemands,
  portOptions,
  savePort,
} from "../ports.js";
import { portRangeOption } from "../values.js";

/** What a rule asks of the UDP header. */
interface UdpOptions {
  source: PortRange;
  destination: PortRange;
}

export const extension = match<UdpOptions>({
  name: "udp",
  about: "ports of a UDP header",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  protocol: 17,
  options: portOptions,
  create: () => ({ source: ANY_PORT, destination: ANY_PORT }),
  option(info, use, context) {
    // unlike tcp, a range that runs backwards is taken, and never matches
    const range = { ...portRangeOption(use, "udp", context), inverted: use.inverted };
    if (use.id === "source-port") info.source = range;
    else info.destination = range;
  },
  check: (_info, context) => onlyProtocol(context, "udp", 17),
  save: ({ source, destination }) =>
    [...savePort("sport", source), ...savePort("dport", destination)].join(" "),
  list: ({ source, destination }, _family, numeric) =>
    [
      "udp",
      ...listPort("spt", source, "udp", numeric),
      ...listPort("dpt", destination, "udp", numeric),
    ].join(" "),
  steady: () => true,
  foresee: ({ source, destination }) => ({ reads: 8, demands: portDemands(source, destination) }),
  encode(info, record) {
    record.reserve(UdpInfo.size);
    record.u16(UdpInfo.sourceFrom, info.source.from);
    record.u16(UdpInfo.sourceTo, info.source.to);
    record.u16(UdpInfo.destinationFrom, info.destination.from);
    record.u16(UdpInfo.destinationTo, info.destination.to);
    let invert = 0;
    if (info.source.inverted) invert |= UdpInvert.SOURCE;
    if (info.destination.inverted) invert |= UdpInvert.DESTINATION;
    record.u8(UdpInfo.invert, invert);
  },
});
