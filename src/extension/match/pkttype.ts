/** pkttype: how the link layer addressed the packet (iptables-extensions(8), pkttype). */
import { PacketType } from "../../generated/abi.js";
import { PkttypeInfo } from "../../generated/layout/match/pkttype.js";
import { requireOption } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { named } from "../values.js";

/** A type of packet. */
interface PkttypeOptions {
  type: PacketType;
  inverted: boolean;
}

/** The first name of a type is the one that is printed. */
const TYPES = [
  ["unicast", PacketType.HOST],
  ["broadcast", PacketType.BROADCAST],
  ["multicast", PacketType.MULTICAST],
  ["otherhost", PacketType.OTHERHOST],
  ["host", PacketType.HOST],
  ["bcast", PacketType.BROADCAST],
  ["mcast", PacketType.MULTICAST],
] as const;

function typeText(type: PacketType): string {
  return TYPES.find(([, known]) => known === type)![0];
}

export const extension = match<PkttypeOptions>({
  name: "pkttype",
  about: "how the link layer addressed the packet",
  decidedBy: ["capture"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "pkt-type", value: "required", invert: true }],
  create: () => ({ type: PacketType.HOST, inverted: false }),
  option(info, use) {
    const found = named(TYPES, use.value);
    if (found === undefined) {
      throw new OptionError(
        `Bad packet type '${use.value}'`,
        "the types are unicast, broadcast, multicast and otherhost",
      );
    }
    info.type = found[1];
    info.inverted = use.inverted;
  },
  check: (_info, _context, given) => requireOption(given, "pkttype", "pkt-type"),
  save: (info) => `${info.inverted ? "! " : ""}--pkt-type ${typeText(info.type)}`,
  list: (info) => `PKTTYPE ${info.inverted ? "!=" : "="} ${typeText(info.type)}`,
  steady: () => true,
  foresee: () => ({}),
  encode(info, record) {
    record.reserve(PkttypeInfo.size);
    record.u8(PkttypeInfo.type, info.type);
    record.u8(PkttypeInfo.invert, info.inverted ? 1 : 0);
  },
});
