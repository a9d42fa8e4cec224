// Helpers of Linux once more, as an embedding program would write them: for holding them against the
// kernel's answers under names of their own.
import type { Expectation, HelpedPacket, OwnHelper } from "../../src/index.js";

const latin = new TextDecoder("latin1");
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const full = { ok: "ACCEPT", cannot: "cannot add expectation", ports: "all ports in use" } as const;

/** Expects with the message as it is. */
function plainly(packet: HelpedPacket, e: Expectation): "ACCEPT" | "DROP" {
  return packet.expect(e).ok ? full.ok : packet.refuse(full.cannot);
}

/** Expects with a free port, and has the message say what the other end can reach. */
function translated(
  packet: HelpedPacket,
  e: Expectation,
  place: { at: number; size: number },
  text: (port: number) => string,
): "ACCEPT" | "DROP" {
  const made = packet.expectNear({ ...e, nat: "follow" });
  if (!made.ok) return packet.refuse(full.ports);
  if (packet.mangle(place.at, place.size, bytes(text(made.port)))) return full.ok;
  packet.forget(made.id);
  return packet.refuse("cannot mangle packet");
}

// ---- tftp (RFC 1350) ----

/** tftp: whoever asks for a file is answered from another port of the server's. */
export const tftp: OwnHelper = {
  name: "own-tftp",
  protocols: ["udp"],
  help(packet) {
    const { payload } = packet;
    const operation = payload.length < 2 ? 0 : payload[0]! * 256 + payload[1]!;
    if (operation !== 1 && operation !== 2) return "ACCEPT";
    const { reply, original } = packet.connection;
    return plainly(packet, {
      source: reply.source,
      destination: reply.destination,
      destinationPort: reply.destinationPort!,
      ...(packet.translated
        ? { nat: "follow", direction: "reply", savedPort: original.sourcePort! }
        : {}),
    });
  },
};

// ---- irc (DCC) ----

/** Digits as a number that 32 bits hold. */
const number = (text: string): number => Number(BigInt(text === "" ? 0 : text) & 0xffffffffn);
const dotted = (value: number): string =>
  [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");

/** irc: DCC commands of the client name address and port as decimal numbers. */
export const irc: OwnHelper = {
  name: "own-irc",
  protocols: ["tcp"],
  families: ["ipv4"],
  policy: [{ maxExpected: 8, timeout: 300 }],
  help(packet) {
    if (packet.direction !== "original" || packet.state !== "ESTABLISHED") return "ACCEPT";
    const text = latin.decode(packet.payload).slice(0, 4095);
    const start = /^[ \r\n]*/.exec(text)![0].length;
    if (!/^PRIVMSG /i.test(text.slice(start))) return "ACCEPT";
    const said = text.indexOf(" :\u0001DCC ");
    if (said < 0) return "ACCEPT";
    const { original, reply } = packet.connection;
    // all of it, and the end of its line, is there
    const command = /(?:T?SEND|S?CHAT|MOVE) [^ \n]* (\d+) +(\d+)(?=[^\n]*\n)/g;
    command.lastIndex = said;
    for (let m = command.exec(text); m !== null; m = command.exec(text)) {
      const address = dotted(number(m[1]!));
      const port = number(m[2]!) & 0xffff;
      if (port === 0 || (address !== original.source && address !== reply.destination)) continue;
      const e: Expectation = { destination: reply.destination, destinationPort: port };
      if (!packet.translated) return plainly(packet, e);
      const size = m[0].length - m[0].indexOf(m[1]!, m[0].indexOf(" ", m[0].indexOf(" ") + 1));
      const place = { at: m.index + m[0].length - size, size };
      const outside = reply.destination.split(".").reduce((sum, n) => sum * 256 + Number(n), 0);
      return translated(packet, e, place, (open) => `${outside} ${open}`);
    }
    return "ACCEPT";
  },
};

// ---- ftp (RFC 959, 2428) ----

interface Announced {
  readonly at: number;
  readonly size: number;
  /** null: the speaker's own. */
  readonly address: string | null;
  readonly port: number;
  /** What stands in its place for another address and port. */
  text(address: string, port: number): string;
}

const six = (address: string, port: number): string =>
  [...address.split("."), port >> 8, port & 255].join(",");

/** The address and port of six numbers at the beginning of `text`; `end`: what must follow them. */
function readSix(text: string, at: number, end: RegExp): Announced | "partial" {
  const m = /^\d*(,\d*){5}/.exec(text.slice(at));
  if (m === null || !end.test(text[at + m[0].length] ?? "")) return "partial";
  const [a = 0, b = 0, c = 0, d = 0, high = 0, low = 0] = m[0].split(",").map(number);
  // larger numbers reach into their neighbours, as in the kernel
  const address = dotted((a << 24) | (b << 16) | (c << 8) | d);
  return { at, size: m[0].length, address, port: ((high << 8) | low) & 0xffff, text: six };
}

/** An IPv6 address in the one form that it is compared in (RFC 5952). */
function shortest(address: string): string {
  return URL.canParse(`http://[${address}]`)
    ? new URL(`http://[${address}]`).hostname.slice(1, -1)
    : address;
}

function readExtended(text: string, at: number, version: "1" | "2"): Announced | "partial" {
  const rest = text.slice(at);
  const d = rest[0] ?? "";
  if (!/[!-/:-~]/.test(d) || rest[1] !== version || rest[2] !== d) return "partial";
  const [, , address = "", port = ""] = rest.split(d);
  if (rest.split(d).length < 5 || !/^\d+$/.test(port) || Number(port) === 0) return "partial";
  const size = 3 + address.length + 1 + port.length + 1;
  const put = (a: string, p: number) => `|${version}|${version === "1" ? a : whole(a)}|${p}|`;
  const said = version === "1" ? address : shortest(address);
  return { at, size, address: said, port: Number(port) & 0xffff, text: put };
}

function readPortOnly(text: string, at: number): Announced | "partial" {
  const m = /^([!-/:-~])\1\1(\d+)\1/.exec(text.slice(at));
  if (m === null || Number(m[2]) === 0) return "partial";
  const put = (_: string, port: number) => `|||${port}|`;
  return { at, size: m[0].length, address: null, port: Number(m[2]) & 0xffff, text: put };
}

interface Pattern {
  readonly word: string;
  readonly name: string;
  find(text: string, family: string): Announced | "partial";
}

/** Behind the first `skip` behind the word. */
const behind =
  (skip: string, read: (text: string, at: number, family: string) => Announced | "partial") =>
  (text: string, family: string) => {
    const place = text.indexOf(skip, 4);
    return place < 0 || place === text.length - 1 ? "partial" : read(text, place + 1, family);
  };

const PORT: Pattern = {
  word: "PORT",
  name: "PORT",
  find: behind(" ", (t, at) => readSix(t, at, /\r/)),
};
const EPRT: Pattern = {
  word: "EPRT",
  name: "EPRT",
  find: behind(" ", (t, at, family) => readExtended(t, at, family === "ipv4" ? "1" : "2")),
};
const PASV: Pattern = {
  word: "227 ",
  name: "227 ",
  find(text) {
    const at = text.slice(4).search(/\d/) + 4;
    return at < 4 ? "partial" : readSix(text, at, /./s);
  },
};
const EPSV: Pattern = { word: "229 ", name: "229 ", find: behind("(", readPortOnly) };

function look(packet: HelpedPacket, text: string): Announced | "partial" | null {
  for (const p of packet.direction === "original" ? [PORT, EPRT] : [PASV, EPSV]) {
    const word = p.word.slice(0, text.length).toLowerCase();
    if (text.slice(0, 4).toLowerCase() !== word) continue;
    const found = text.length <= 4 ? "partial" : p.find(text, packet.family);
    if (found === "partial") packet.refuse(`partial matching of \`${p.name}'`);
    return found;
  }
  return null;
}

/** Numbers behind the last two line ends of each direction, at most two each: in the connection's memory. */
class LineEnds {
  private readonly view: DataView;
  private readonly at: number;
  private readonly count: number;

  constructor(private readonly packet: HelpedPacket) {
    this.view = new DataView(packet.memory.buffer);
    this.at = packet.direction === "original" ? 0 : 8;
    this.count = packet.direction === "original" ? 16 : 17;
  }

  has(seq: number): boolean {
    const n = this.view.getUint8(this.count);
    return [0, 1].some((i) => i < n && this.view.getUint32(this.at + 4 * i) === seq);
  }

  add(seq: number): void {
    if (this.has(seq)) return;
    const n = this.view.getUint8(this.count);
    const value = (i: number) => this.view.getUint32(this.at + 4 * i);
    const before = (a: number, b: number) => ((a - b) | 0) < 0;
    const oldest = n < 2 ? n : before(value(0), value(1)) ? 0 : 1;
    if (n === 2 && !before(value(oldest), seq)) return;
    this.view.setUint32(this.at + 4 * oldest, seq);
    if (n < 2) this.view.setUint8(this.count, n + 1);
    this.packet.remember(new Uint8Array(this.view.buffer));
  }
}

/** ftp: PORT and EPRT of the client, 227 and 229 of the server name where the data connection will go. */
export const ftp: OwnHelper = {
  name: "own-ftp",
  protocols: ["tcp"],
  help(packet) {
    const { payload } = packet;
    if (packet.state !== "ESTABLISHED" || payload.length === 0) return "ACCEPT";
    const text = latin.decode(payload);
    const seq = packet.sequence!;
    const ends = new LineEnds(packet);
    const found = ends.has(seq) ? look(packet, text) : null;
    if (found === "partial") return "DROP";
    const verdict = found === null ? "ACCEPT" : announce(packet, found);
    if (text.endsWith("\n")) ends.add((seq + payload.length) >>> 0);
    return verdict;
  },
};

function announce(packet: HelpedPacket, found: Announced): "ACCEPT" | "DROP" {
  const { original, reply } = packet.connection;
  const [speaker, other] = packet.direction === "original" ? [original, reply] : [reply, original];
  if (found.address !== null && !sameAddress(found.address, speaker.source)) return "ACCEPT";
  const e: Expectation = {
    source: other.source,
    destination: other.destination,
    destinationPort: found.port,
  };
  if (!packet.translated) return plainly(packet, e);
  return translated(packet, e, found, (port) => found.text(other.destination, port));
}

/** Whether two texts name one address. */
function sameAddress(a: string, b: string): boolean {
  return a === b || (a.includes(":") && whole(a) === whole(b));
}

/** An IPv6 address with all its digits; "" for what is none. */
function whole(text: string): string {
  const [head = "", tail] = text.split("::");
  const groups = (half: string) => (half === "" ? [] : half.split(":"));
  const behind = groups(tail ?? "");
  const missing = 8 - groups(head).length - behind.length;
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(missing, 0) }, () => "0");
  const all = [...groups(head), ...zeros, ...behind];
  return all.length === 8 ? all.map((group) => group.padStart(4, "0")).join(":") : "";
}
