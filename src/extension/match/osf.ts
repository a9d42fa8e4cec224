/** osf: the operating system that a SYN comes from (iptables-extensions(8), osf). */
import { OsfInfo, OsfLog, OsfTtl } from "../../generated/layout/match/osf.js";
import { onlyHooks, onlyProtocol, requireOption } from "../checks.js";
import { match } from "../extension.js";
import { fingerprints, fingerprintText, TEXT_LENGTH } from "../fingerprint.js";
import { numberOption } from "../values.js";

interface OsfOptions {
  genre: string;
  inverted: boolean;
  /** OsfTtl, or null when it was not said. */
  ttl: number | null;
  /** 0 to 2, or null when nothing is told. */
  log: number | null;
}

const TCP = 6;

/** The bytes of a text in UTF-8, a character each, as many as the kernel has room for. */
function genreOf(text: string): string {
  const bytes = new TextEncoder().encode(text).subarray(0, TEXT_LENGTH);
  return String.fromCharCode(...bytes);
}

const shown = (genre: string): string =>
  new TextDecoder().decode(Uint8Array.from(genre, (c) => c.charCodeAt(0)));

const address = (packet: Uint8Array, at: number): string => packet.subarray(at, at + 4).join(".");

export const extension = match<OsfOptions>({
  name: "osf",
  about:
    "the operating system that a SYN looks like, by the fingerprints of `nfnl_osf`; with --log the " +
    "kernel takes any genre, and it never asks for the `!`",
  decidedBy: ["packet", "setup"],
  families: ["ipv4"],
  options: [
    { name: "genre", value: "required", invert: true },
    { name: "ttl", value: "required" },
    { name: "log", value: "required" },
  ],
  create: () => ({ genre: "", inverted: false, ttl: null, log: null }),
  option(info, use) {
    if (use.id === "ttl") info.ttl = numberOption(use, "osf", 0, 2);
    else if (use.id === "log") info.log = numberOption(use, "osf", 0, 2);
    else {
      info.genre = genreOf(use.value);
      info.inverted = use.inverted;
    }
  },
  check(_info, context, given) {
    requireOption(given, "osf", "genre");
    onlyProtocol(context, "osf", TCP);
    onlyHooks(context, "osf", ["PREROUTING", "INPUT", "FORWARD"]);
  },
  save({ genre, inverted, ttl, log }) {
    const words = [`${inverted ? "! " : ""}--genre ${shown(genre)}`];
    if (ttl !== null) words.push(`--ttl ${ttl}`);
    if (log !== null) words.push(`--log ${log}`);
    return words.join(" ");
  },
  list: ({ genre, inverted }) => `OS fingerprint match ${inverted ? "! " : ""}${shown(genre)}`,
  shares: () => fingerprints,
  encode({ genre, ttl, log }, record, context) {
    record.reserve(OsfInfo.size);
    record.u32(OsfInfo.object, context.object("osf", ""));
    record.u8(OsfInfo.ttl, ttl ?? OsfTtl.SAME);
    record.u8(OsfInfo.log, log === null ? OsfLog.NOTHING : log === 1 ? OsfLog.FIRST : OsfLog.ALL);
    record.bytes(OsfInfo.genre, fingerprintText(genre));
  },
  tells({ number, text }, packet) {
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    const tcp = (packet[0]! & 15) * 4;
    const from = `${address(packet, 12)}:${view.getUint16(tcp)}`;
    const to = `${address(packet, 16)}:${view.getUint16(tcp + 2)}`;
    if (text.length === 0) return `Remote OS is not known: ${from} -> ${to}\n`;
    const [genre, version, subtype] = [0, 1, 2].map((n) => {
      const field = text.subarray(n * (TEXT_LENGTH + 1), (n + 1) * (TEXT_LENGTH + 1));
      return String.fromCharCode(...field.subarray(0, field.indexOf(0)));
    });
    const hops = number - packet[8]!;
    return `${genre} [${version}:${subtype}] : ${from} -> ${to} hops=${hops}\n`;
  },
});
