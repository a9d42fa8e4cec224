/** TEE: sends a copy of the packet to a gateway (iptables-extensions(8), TEE; libxt_TEE of iptables
 * 1.8.9). */
import { TeeInfo } from "../../generated/layout/target/TEE.js";
import { addressText, parseHost } from "../address.js";
import { kernelAsks, requireOption } from "../checks.js";
import { OptionError, target } from "../extension.js";

interface TeeTarget {
  gateway: Uint8Array;
  /** Name of an interface as bytes, "" = not given. */
  oif: Uint8Array;
}

/** Bytes of a name of an interface; more are cut off. */
const NAME_MAX = 15;

const name = ({ oif }: TeeTarget) => new TextDecoder().decode(oif);

export const extension = target<TeeTarget>({
  name: "TEE",
  about: "sends a copy of the packet to a gateway, over the routes of the setup",
  decidedBy: ["setup"],
  wide: () => true,
  spares: true,
  families: ["ipv4", "ipv6"],
  options: [
    { name: "gateway", value: "required" },
    { name: "oif", value: "required" },
  ],
  create: ({ family }) => ({
    gateway: new Uint8Array(family === "ipv4" ? 4 : 16),
    oif: new Uint8Array(0),
  }),
  option(info, use, { family }) {
    if (use.id === "oif") {
      info.oif = new TextEncoder().encode(use.value).subarray(0, NAME_MAX);
      return;
    }
    const address = parseHost(use.value, family);
    if (address === null) {
      throw new OptionError(
        `TEE: option "--gateway": "${use.value}": Name or service not known`,
        "names of hosts are not looked up: write the address",
      );
    }
    info.gateway = address;
  },
  check({ gateway }, context, given) {
    requireOption(given, "TEE", "gateway");
    if (kernelAsks(context) && gateway.every((byte) => byte === 0)) {
      throw new OptionError("TEE: Invalid argument: a gateway of zeros", "name the gateway");
    }
  },
  save: (info) =>
    `--gateway ${addressText(info.gateway)}${info.oif.length > 0 ? ` --oif ${name(info)}` : ""}`,
  list(info, _family, numeric) {
    const text = addressText(info.gateway);
    const shown = !numeric && text === "127.0.0.1" ? "localhost" : text;
    return `TEE gw:${shown}${info.oif.length > 0 ? ` oif=${name(info)}` : ""}`;
  },
  encode(info, record) {
    record.reserve(TeeInfo.size);
    record.bytes(TeeInfo.gateway, info.gateway);
    record.bytes(TeeInfo.oif, info.oif);
  },
});
