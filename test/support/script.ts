// Packets as lines of text, in tcpdump's manner, so that a test reads as what happened:
//
//   in  eth1 tcp client.4000 > server.80 S seq=100 mss=1460
//   in  eth0 udp server.53 > client.5353 len=100 ttl=1
//   out eth0 icmp router > server echo id=7 seq=1 uid=1000
//   in  eth0 icmp hop > router type=3/4 mtu=1400 quote=[udp router.5000 > server.53 len=900]
//   in  eth1 udp client.7 > server.7 len=2000 pieces=0-1480,1480-
//
// Then: `@1.5` in front sets the time (seconds from the start; else 1 ms after the packet before).
//   any      ttl= tos= id= df nodf frag=OFFSET[+] badipsum totlen= ipopt=HEX flow= ext=KIND:HEX,..
//            data=TEXT hex=HEX len=N badsum cut=N (bytes kept) times=N
//            mac=SOURCE to=DESTINATION uid= gid=
//   pieces=A-B,..   fragments that hold those bytes of the IP payload, in that order
//   tcp      flags (letters FSRPAUEC, or none) seq= ack= win= urg= off= res= mss= ws= ts=A:B
//            sackok sack=A-B tcpopt=HEX
//   udp      nosum ulen=        udplite  nosum cover= pseudo=
//   icmp     echo|reply [id= seq=], or type=T/C with rest=HEX or mtu= or gw=, quote=[..] keep=N
//   sctp     chunks=init:TAG,data,.. tag= cflags=      gre  key= call= proto=
//   ip       proto=N
// `icmp` is ICMPv6 between IPv6 addresses; its echo and reply have their own numbers there.
import { address, filler, fromHex, join, u16, u32, u8 } from "./bytes.js";
import * as packets from "./packets.js";
import type { CapturedPacket } from "./pcapng.js";

/** Who may be called by a name, in every scenario. */
export const HOSTS: Readonly<Record<string, string>> = {
  client: "10.0.0.5",
  client2: "10.0.0.6",
  inside: "10.0.0.1",
  dmz: "10.0.1.5",
  dmzgw: "10.0.1.1",
  server: "203.0.113.9",
  server2: "203.0.113.10",
  router: "192.0.2.1",
  hop: "192.0.2.254",
  client6: "2001:db8:1::5",
  client26: "2001:db8:1::6",
  inside6: "2001:db8:1::1",
  dmz6: "2001:db8:2::5",
  dmzgw6: "2001:db8:2::1",
  server6: "2001:db8:9::9",
  server26: "2001:db8:9::10",
  router6: "2001:db8::1",
  hop6: "2001:db8::254",
};

/** Where the first packet of every script stands in time, nanoseconds. */
export const START = 1_700_000_000_000_000_000n;
const MILLISECOND = 1_000_000n;

type Words = Map<string, string>;

const EXTENSION: Readonly<Record<string, number>> = { hbh: 0, rt: 43, dst: 60, ah: 51, mh: 135 };

/** Splits at spaces, but not inside brackets. */
function split(line: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let word = "";
  for (const c of line.trim()) {
    if (c === "[") depth++;
    if (c === "]") depth--;
    if (/\s/.test(c) && depth === 0) {
      if (word !== "") out.push(word);
      word = "";
    } else word += c;
  }
  if (word !== "") out.push(word);
  return out;
}

function endpoint(text: string, ported: boolean): { host: string; port: number } {
  const dot = ported ? text.lastIndexOf(".") : -1;
  const name = dot < 0 ? text : text.slice(0, dot);
  return { host: HOSTS[name] ?? name, port: dot < 0 ? 0 : Number(text.slice(dot + 1)) };
}

/** Reads options; each may be asked for once, and what is left at the end is an error. */
class Options {
  private readonly words: Words = new Map();
  readonly bare: string[] = [];

  constructor(words: string[]) {
    for (const w of words) {
      const at = w.indexOf("=");
      if (at < 0) this.bare.push(w);
      else this.words.set(w.slice(0, at), w.slice(at + 1));
    }
  }

  text(key: string): string | undefined {
    const value = this.words.get(key);
    this.words.delete(key);
    return value;
  }

  number(key: string): number | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const n = Number(value);
    if (Number.isNaN(n)) throw new Error(`${key}=${value}: not a number`);
    return n;
  }

  has(word: string): boolean {
    const at = this.bare.indexOf(word);
    if (at >= 0) this.bare.splice(at, 1);
    return at >= 0;
  }

  done(): void {
    const left = [...this.bare, ...this.words.keys()];
    if (left.length > 0) throw new Error(`not understood: ${left.join(" ")}`);
  }
}

function payload(o: Options): Uint8Array | undefined {
  const text = o.text("data");
  const hex = o.text("hex");
  const length = o.number("len");
  if (text !== undefined) return new TextEncoder().encode(text);
  if (hex !== undefined) return fromHex(hex);
  return length === undefined ? undefined : filler(length);
}

function tcpOptions(o: Options): Uint8Array {
  const parts: Uint8Array[] = [];
  const mss = o.number("mss");
  const scale = o.number("ws");
  const stamps = o.text("ts");
  const sack = o.text("sack");
  const raw = o.text("tcpopt");
  if (mss !== undefined) parts.push(u8(2, 4), u16(mss));
  if (o.has("sackok")) parts.push(u8(4, 2));
  if (scale !== undefined) parts.push(u8(3, 3, scale));
  if (stamps !== undefined) parts.push(u8(8, 10), u32(...stamps.split(":").map(Number)));
  if (sack !== undefined) parts.push(u8(5, 10), u32(...sack.split("-").map(Number)));
  if (raw !== undefined) parts.push(fromHex(raw));
  return join(...parts);
}

/** Only the fields that are there: exactOptionalPropertyTypes tells them from undefined. */
function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as T;
}

type Built = [protocol: number, segment: Uint8Array];
type Builder = (s: string, sp: number, d: string, dp: number, o: Options) => Built;

const tcp: Builder = (s, sp, d, dp, o) => {
  const data = payload(o);
  const options = tcpOptions(o);
  const badChecksum = o.has("badsum");
  const fields = present<packets.TcpOptions>({
    data,
    options,
    badChecksum,
    seq: o.number("seq"),
    ack: o.number("ack"),
    window: o.number("win"),
    urgent: o.number("urg"),
    offset: o.number("off"),
    reserved: o.number("res"),
    flags: undefined,
  });
  const at = o.bare.findIndex((w) => /^([FSRPAUEC]+|none)$/.test(w));
  const [flags = "none"] = at < 0 ? [] : o.bare.splice(at, 1);
  return [6, packets.tcp(s, d, sp, dp, { ...fields, flags: flags === "none" ? "" : flags })];
};

const udp: Builder = (s, sp, d, dp, o) => [
  17,
  packets.udp(
    s,
    d,
    sp,
    dp,
    present<packets.UdpOptions>({
      data: payload(o),
      badChecksum: o.has("badsum"),
      noChecksum: o.has("nosum"),
      length: o.number("ulen"),
    }),
  ),
];

const udplite: Builder = (s, sp, d, dp, o) => [
  136,
  packets.udplite(
    s,
    d,
    sp,
    dp,
    present<packets.UdpOptions>({
      data: payload(o),
      badChecksum: o.has("badsum"),
      noChecksum: o.has("nosum"),
      length: o.number("cover"),
      pseudo: o.number("pseudo"),
    }),
  ),
];

/** The four bytes after the ICMP checksum. */
function icmpRest(o: Options, s: string): Uint8Array {
  const rest = o.text("rest");
  const mtu = o.number("mtu");
  const gateway = o.text("gw");
  const id = o.number("id") ?? 0;
  const seq = o.number("seq") ?? 0;
  if (rest !== undefined) return fromHex(rest);
  if (mtu !== undefined) return s.includes(":") ? u32(mtu) : u16(0, mtu);
  if (gateway !== undefined) return address(HOSTS[gateway] ?? gateway);
  return u16(id, seq);
}

const icmp: Builder = (s, _sp, d, _dp, o) => {
  const six = s.includes(":");
  let [type = 8, code = 0] = (o.text("type") ?? "8/0").split("/").map(Number);
  if (o.has("echo")) type = six ? 128 : 8;
  if (o.has("reply")) type = six ? 129 : 0;
  if (Number.isNaN(code)) code = 0;
  const quote = o.text("quote");
  const keep = o.number("keep");
  const rest = icmpRest(o, s);
  let data = payload(o) ?? new Uint8Array();
  if (quote !== undefined) data = packetOf(quote.slice(1, -1)).subarray(0, keep ?? 1200);
  const body = packets.icmp(s, d, type, code, rest, { data, badChecksum: o.has("badsum") });
  return [six ? 58 : 1, body];
};

const sctp: Builder = (_s, sp, _d, dp, o) => {
  const flags = o.number("cflags") ?? 0;
  const chunks = (o.text("chunks") ?? "data").split(",").map((c) => {
    const [name = "", tag] = c.split(":");
    const type = packets.CHUNK[name] ?? Number(name);
    return packets.chunk(type, { flags, ...(tag === undefined ? {} : { tag: Number(tag) }) });
  });
  return [132, packets.sctp(sp, dp, o.number("tag") ?? 0, chunks, o.has("badsum"))];
};

const gre: Builder = (_s, _sp, _d, _dp, o) => {
  const data = payload(o);
  return [
    47,
    packets.gre(
      present({
        data,
        key: o.number("key"),
        call: o.number("call"),
        protocol: o.number("proto"),
      }),
    ),
  ];
};

const plain: Builder = (_s, _sp, _d, _dp, o) => [o.number("proto") ?? 0, payload(o) ?? filler(8)];

const BUILDERS: Readonly<Record<string, [builder: Builder, ported: boolean]>> = {
  tcp: [tcp, true],
  udp: [udp, true],
  udplite: [udplite, true],
  sctp: [sctp, true],
  icmp: [icmp, false],
  gre: [gre, false],
  ip: [plain, false],
};

function ipOptions(o: Options, kind: string): packets.IpOptions {
  const [offset, more] = /^(\d+)(\+?)$/.exec(o.text("frag") ?? "")?.slice(1) ?? [];
  const df = o.has("nodf") ? false : o.has("df") ? true : undefined;
  const options = o.text("ipopt");
  const extensions = o
    .text("ext")
    ?.split(",")
    .map((e): [number, Uint8Array] => {
      const [name = "", body] = e.split(":");
      return [EXTENSION[name] ?? Number(name), fromHex(body ?? "00010400000000")];
    });
  return present<packets.IpOptions>({
    ttl: o.number("ttl"),
    tos: o.number("tos"),
    flow: o.number("flow"),
    length: o.number("totlen"),
    // ICMP's own id has the key `id`
    id: kind === "icmp" ? o.number("ipid") : o.number("id"),
    df,
    offset: offset === undefined ? undefined : Number(offset),
    more: more === "+" ? true : undefined,
    options: options === undefined ? undefined : fromHex(options),
    extensions,
    badIpChecksum: o.has("badipsum") || undefined,
  });
}

/** The packets of one line without direction and device: usually one, several with `pieces`. */
function packetsOf(words: string[], o: Options): Uint8Array[] {
  const [kind = "", source = "", arrow, destination = ""] = words;
  const [builder, ported] = BUILDERS[kind] ?? [];
  if (!builder || arrow !== ">") throw new Error(`expected KIND SOURCE > DESTINATION`);
  const s = endpoint(source, ported!);
  const d = endpoint(destination, ported!);
  const header = ipOptions(o, kind);
  const pieces = o.text("pieces");
  const [protocol, segment] = builder(s.host, s.port, d.host, d.port, o);
  if (pieces === undefined) return [packets.ip(s.host, d.host, protocol, segment, header)];
  return pieces.split(",").map((piece) => {
    const [from = 0, to] = piece.split("-").map((n) => (n === "" ? undefined : Number(n)));
    const more = to !== undefined && to < segment.length;
    const fields = { ...header, offset: from, more };
    return packets.ip(s.host, d.host, protocol, segment.subarray(from, to), fields);
  });
}

function packetOf(text: string): Uint8Array {
  const words = split(text);
  const o = new Options(words.slice(4));
  const [packet] = packetsOf(words.slice(0, 4), o);
  o.done();
  return packet!;
}

/** One line as captured packets at `time` on the host's interfaces. */
function lineOf(text: string, interfaces: string[], time: bigint): CapturedPacket[] {
  const words = split(text);
  const [dir, iface = ""] = words;
  if (dir !== "in" && dir !== "out") throw new Error(`expected in or out`);
  if (!interfaces.includes(iface)) throw new Error(`no interface ${iface}`);
  const o = new Options(words.slice(6));
  const mac = (key: string) => o.text(key);
  const source = mac("mac") ?? "0200000000fe";
  const destination =
    mac("to") ?? "02000000" + (interfaces.indexOf(iface) + 1).toString(16).padStart(4, "0");
  const facts = ["uid", "gid"].flatMap((key) => {
    const value = o.text(key);
    return value === undefined ? [] : [`${key}=${value}`];
  });
  const cut = o.number("cut");
  const times = o.number("times") ?? 1;
  const made = packetsOf(words.slice(2, 6), o);
  o.done();
  const out: CapturedPacket[] = [];
  for (let i = 0; i < times; i++) {
    for (const packet of made) {
      const frame = packets.ethernet(
        packet.subarray(0, cut),
        fromHex(destination),
        fromHex(source),
      );
      const comment = facts.length > 0 ? { comment: facts.join(" ") } : {};
      out.push({ time: time + BigInt(out.length) * MILLISECOND, iface, dir, frame, ...comment });
    }
  }
  return out;
}

/** The packets of a script: blank lines and `#` comments say nothing, a backslash continues. */
export function script(text: string, interfaces: string[]): CapturedPacket[] {
  const out: CapturedPacket[] = [];
  text
    .replace(/\\\n/g, " ")
    .split("\n")
    .forEach((raw, index) => {
      let line = raw.replace(/#.*$/, "").trim();
      if (line === "") return;
      const last = out.at(-1);
      let time = last ? last.time + MILLISECOND : START;
      const stamp = /^@([\d.]+)\s+/.exec(line);
      if (stamp) {
        time = START + BigInt(Math.round(Number(stamp[1]) * 1000)) * MILLISECOND;
        line = line.slice(stamp[0].length);
      }
      try {
        out.push(...lineOf(line, interfaces, time));
      } catch (e) {
        throw new Error(`line ${index + 1}: ${(e as Error).message}: ${line}`);
      }
    });
  return out;
}
