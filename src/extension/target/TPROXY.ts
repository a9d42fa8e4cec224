/** TPROXY: hands the packet to a local socket (iptables-extensions(8), TPROXY). */
import { TproxyInfo } from "../../generated/layout/target/TPROXY.js";
import { addressText, parseHost } from "../address.js";
import { requireOption } from "../checks.js";
import { OptionError, target } from "../extension.js";
import { hex, type Masked, markOption, resolvePort } from "../values.js";

interface TproxyTarget {
  port: number;
  address: Uint8Array;
  mark: Masked;
}

const markWords = ({ value, mask }: Masked) => `${hex(value)}/${hex(mask)}`;

export const extension = target<TproxyTarget>({
  name: "TPROXY",
  about: "hands the packet to a transparent socket: `socket=`; drops without one",
  decidedBy: ["fact"],
  families: ["ipv4", "ipv6"],
  tables: ["mangle"],
  hooks: ["PREROUTING"],
  options: [
    { name: "on-port", value: "required" },
    { name: "on-ip", value: "required" },
    { name: "tproxy-mark", value: "required" },
  ],
  create: ({ family }) => ({
    port: 0,
    address: new Uint8Array(family === "ipv4" ? 4 : 16),
    mark: { value: 0, mask: 0 },
  }),
  option(info, use, context) {
    if (use.id === "on-port") info.port = resolvePort(use.value, context);
    else if (use.id === "tproxy-mark") info.mark = markOption(use, "TPROXY");
    else {
      const address = parseHost(use.value, context.family);
      if (address === null) {
        throw new OptionError(`TPROXY: option "--on-ip": "${use.value}" is not an address`);
      }
      info.address = address;
    }
  },
  check(_info, context, given) {
    requireOption(given, "TPROXY", "on-port");
    const { protocol } = context;
    if ((protocol === 6 || protocol === 17) && !context.inverted.protocol) return;
    throw new OptionError(
      "TPROXY target: can be used only with -p tcp or -p udp",
      'put -p tcp or -p udp before -j TPROXY, without "!"',
    );
  },
  save: ({ port, address, mark }) =>
    `--on-port ${port} --on-ip ${addressText(address)} --tproxy-mark ${markWords(mark)}`,
  list: ({ port, address, mark }) =>
    `TPROXY redirect ${addressText(address)}:${port} mark ${markWords(mark)}`,
  encode(info, record) {
    record.reserve(TproxyInfo.size);
    record.u32(TproxyInfo.mark, info.mark.value);
    record.u32(TproxyInfo.mask, info.mark.mask);
  },
  needs: () => ["defrag"],
});
