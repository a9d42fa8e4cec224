/** state: the state of the packet's connection, a part of conntrack (iptables-extensions(8), state). */
import { ConntrackFlag, ConntrackInfo } from "../../generated/layout/match/conntrack.js";
import { requireOption } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { bitsText, parseBits, plainStateNames } from "../states.js";
import { bang } from "../values.js";

/** ConnectionState bits. */
interface StateOptions {
  states: number;
  inverted: boolean;
}

export const extension = match<StateOptions>({
  name: "state",
  about: "the state of the packet's connection",
  decidedBy: ["conntrack"],
  engine: "conntrack",
  families: ["ipv4", "ipv6"],
  options: [{ name: "state", value: "required", invert: true }],
  create: () => ({ states: 0, inverted: false }),
  option(info, use) {
    const bits = parseBits(use.value, plainStateNames);
    if (typeof bits !== "number") {
      throw new OptionError(
        bits.unknown === ""
          ? '"--state" requires a list of states with no spaces, e.g. ESTABLISHED,RELATED'
          : `Bad state "${bits.unknown}"`,
        "the states are INVALID, NEW, ESTABLISHED, RELATED and UNTRACKED",
      );
    }
    info.states = bits;
    info.inverted = use.inverted;
  },
  check: (_info, _context, given) => requireOption(given, "state", "state"),
  save: (info) => `${bang(info.inverted)}--state ${bitsText(info.states, plainStateNames)}`,
  list: (info) => `${bang(info.inverted)}state ${bitsText(info.states, plainStateNames)}`,
  steady: () => true,
  foresee: ({ states, inverted }) => ({ demands: [{ field: "state", bits: states, inverted }] }),
  encode(info, record) {
    record.reserve(ConntrackInfo.size);
    record.u16(ConntrackInfo.flags, ConntrackFlag.STATE);
    record.u16(ConntrackInfo.invert, info.inverted ? ConntrackFlag.STATE : 0);
    record.u16(ConntrackInfo.states, info.states);
  },
  needs: () => ["conntrack"],
});
