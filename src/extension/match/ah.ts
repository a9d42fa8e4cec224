/** ah: the authentication header of IPsec (iptables-extensions(8), ah). */
import { AhInfo, AhInvert } from "../../generated/layout/match/ah.js";
import { onlyProtocol } from "../checks.js";
import { match } from "../extension.js";
import { bang, numberOption, type Range, rangeOption, rangeText, U32_MAX } from "../values.js";

/** A range of indexes; IPv6: the header's size in bytes (0 = any) and its reserved field. */
interface AhOptions {
  spi: Range & { readonly inverted: boolean };
  length: { readonly bytes: number; readonly inverted: boolean };
  reserved: boolean;
}

const isAny = ({ from, to }: Range) => from === 0 && to === U32_MAX;

export const extension = match<AhOptions>({
  name: "ah",
  about: "the authentication header of IPsec",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  protocol: 51,
  options: [
    { name: "ahspi", value: "required", invert: true },
    { name: "ahlen", value: "required", invert: true, families: ["ipv6"] },
    { name: "ahres", value: "none", families: ["ipv6"] },
  ],
  create: () => ({
    spi: { from: 0, to: U32_MAX, inverted: false },
    length: { bytes: 0, inverted: false },
    reserved: false,
  }),
  option(info, use) {
    const { inverted } = use;
    if (use.id === "ahspi") info.spi = { ...rangeOption(use, "ah", U32_MAX), inverted };
    else if (use.id === "ahres") info.reserved = true;
    else info.length = { bytes: numberOption(use, "ah", 0, U32_MAX), inverted };
  },
  check(_info, context) {
    if (context.family === "ipv4") onlyProtocol(context, "ah", 51);
  },
  save({ spi, length, reserved }) {
    const out: string[] = [];
    if (!isAny(spi)) out.push(`${bang(spi.inverted)}--ahspi ${rangeText(spi)}`);
    if (length.bytes !== 0 || length.inverted) {
      out.push(`${bang(length.inverted)}--ahlen ${length.bytes}`);
    }
    if (reserved) out.push("--ahres");
    return out.join(" ");
  },
  list({ spi, length, reserved }) {
    let text = "ah ";
    if (!isAny(spi) || spi.inverted) {
      text += `${spi.from === spi.to ? "spi" : "spis"}:${spi.inverted ? "!" : ""}${rangeText(spi)}`;
    }
    if (length.bytes !== 0 || length.inverted) {
      text += `length:${length.inverted ? "!" : ""}${length.bytes}`;
    }
    return reserved ? `${text} reserved` : text;
  },
  encode(info, record) {
    record.reserve(AhInfo.size);
    record.u32(AhInfo.from, info.spi.from);
    record.u32(AhInfo.to, info.spi.to);
    record.u32(AhInfo.length, info.length.bytes);
    record.u8(
      AhInfo.invert,
      (info.spi.inverted ? AhInvert.SPI : 0) | (info.length.inverted ? AhInvert.LENGTH : 0),
    );
    record.u8(AhInfo.reserved, info.reserved ? 1 : 0);
  },
});
