/** mac: the source address of the Ethernet header (iptables-extensions(8), mac). */
import { MacInfo } from "../../generated/layout/match/mac.js";
import { onlyHooks, requireOption } from "../checks.js";
import { match } from "../extension.js";
import { macText, parseMac } from "../mac.js";
import { bang } from "../values.js";

/** A hardware address. */
interface MacOptions {
  address: Uint8Array;
  inverted: boolean;
}

export const extension = match<MacOptions>({
  name: "mac",
  about: "the source address of the Ethernet header; no match without one",
  decidedBy: ["capture"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "mac-source", value: "required", invert: true }],
  create: () => ({ address: new Uint8Array(6), inverted: false }),
  option(info, use) {
    info.address = parseMac(use.value);
    info.inverted = use.inverted;
  },
  check(_info, context, given) {
    requireOption(given, "mac", "mac-source");
    onlyHooks(context, "mac", ["PREROUTING", "INPUT", "FORWARD"]);
  },
  save: (info) => `${bang(info.inverted)}--mac-source ${macText(info.address)}`,
  list: (info) => `MAC ${bang(info.inverted)}${macText(info.address)}`,
  encode(info, record) {
    record.reserve(MacInfo.size);
    record.bytes(MacInfo.address, info.address);
    record.u8(MacInfo.invert, info.inverted ? 1 : 0);
  },
});
