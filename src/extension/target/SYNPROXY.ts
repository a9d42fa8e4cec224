/** SYNPROXY: opens TCP connections in the server's place (iptables-extensions(8), SYNPROXY;
 * libipt_SYNPROXY of iptables 1.8.9). */
import { SynproxyInfo } from "../../generated/layout/target/SYNPROXY.js";
import { onlyProtocol } from "../checks.js";
import { OptionError, type OptionUse, target } from "../extension.js";
import { parseNumber } from "../values.js";

interface SynproxyTarget {
  /** Bits of SynOption. */
  options: number;
  scale: number;
  mss: number;
}

/** SynOption of the engine, which is no record's layout. */
const MSS = 1;
const SCALE = 2;
const SACK = 4;
const STAMP = 8;
const ECN = 16;

const TCP = 6;

/** A number of any size, of which the record keeps the lowest bits. */
function numberOption(use: OptionUse, bits: number): number {
  const value = parseNumber(use.value, 0, 0xffff_ffff);
  if (value === null) {
    throw new OptionError(
      `SYNPROXY: bad value for option "${use.flag}", or out of range (0-4294967295)`,
    );
  }
  return value % 2 ** bits;
}

/** The options, each name behind `dash`. */
function words({ options, scale, mss }: SynproxyTarget, dash: string): string[] {
  const parts: string[] = [];
  if ((options & SACK) !== 0) parts.push(`${dash}sack-perm`);
  if ((options & STAMP) !== 0) parts.push(`${dash}timestamp`);
  if ((options & SCALE) !== 0) parts.push(`${dash}wscale ${scale}`);
  if ((options & MSS) !== 0) parts.push(`${dash}mss ${mss}`);
  if ((options & ECN) !== 0) parts.push(`${dash}ecn`);
  return parts;
}

export const extension = target<SynproxyTarget>({
  name: "SYNPROXY",
  about: "opens TCP connections in the server's place, with cookies, and then to the server",
  decidedBy: ["packet", "conntrack"],
  families: ["ipv4", "ipv6"],
  hooks: ["INPUT", "FORWARD"],
  options: [
    { name: "mss", value: "required" },
    { name: "wscale", value: "required" },
    { name: "sack-perm", value: "none" },
    { name: "timestamp", value: "none" },
    { name: "ecn", value: "none" },
  ],
  create: () => ({ options: 0, scale: 0, mss: 0 }),
  option(info, use) {
    switch (use.id) {
      case "mss":
        info.options |= MSS;
        info.mss = numberOption(use, 16);
        return;
      case "wscale":
        info.options |= SCALE;
        info.scale = numberOption(use, 8);
        return;
      case "sack-perm":
        info.options |= SACK;
        return;
      case "timestamp":
        info.options |= STAMP;
        return;
      case "ecn":
        info.options |= ECN;
    }
  },
  check: (_info, context) => onlyProtocol(context, "SYNPROXY", TCP, "target"),
  save: (info) => words(info, "--").join(" "),
  // each word has iptables' blank behind it
  list: (info) =>
    `SYNPROXY ${words(info, "")
      .map((word) => `${word} `)
      .join("")}`,
  encode(info, record) {
    record.reserve(SynproxyInfo.size);
    record.u8(SynproxyInfo.options, info.options);
    record.u8(SynproxyInfo.scale, info.scale);
    record.u16(SynproxyInfo.mss, info.mss);
  },
  needs: () => ["conntrack", "synproxy"],
});
