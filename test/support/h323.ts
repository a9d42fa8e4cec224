// Messages of H.323 (ITU-T H.225.0, H.245), as ends and gatekeepers send them. Texts of bytes (latin1).
import { address as addressBytes } from "./bytes.js";
import { Per } from "./per.js";

/** An address with its port: "10.0.0.5.1720", "2001:db8::5.1720". */
export type End = string;

/** What a channel announces: media (RTP), its control (RTCP). */
export interface Media {
  readonly rtp?: End | undefined;
  readonly rtcp?: End | undefined;
}

/** A channel that is opened. */
export interface Channel extends Media {
  /** What comes back in the same channel. */
  readonly back?: Media | undefined;
  /** T.120 instead of audio, and where it is spoken. */
  readonly data?: End | undefined;
}

const OID = (version: number): number[] => [0, 8, 0x91, 0x4a, 0, version];
const H225 = OID(4);
const GUID = Array.from({ length: 16 }, (_, i) => i + 1);

function split(end: End): { bytes: number[]; port: number } {
  const at = end.lastIndexOf(".");
  return { bytes: [...addressBytes(end.slice(0, at))], port: Number(end.slice(at + 1)) };
}

/** TransportAddress of H.225.0. */
function address(per: Per, end: End): Per {
  const { bytes, port } = split(end);
  if (bytes.length === 4) per.choose(0, 3);
  else per.choose(3, 3).put(0, 1);
  return per.bytes(bytes).word(port);
}

/** TransportAddress of H.245. */
function mediaAddress(per: Per, end: End): Per {
  const { bytes, port } = split(end);
  per.choose(0, 1).choose(bytes.length === 4 ? 0 : 2, 3);
  return per.put(0, 1).bytes(bytes).word(port);
}

const inside = (write: (per: Per) => Per): Per => write(new Per());
const addresses = (per: Per, ends: readonly End[]): Per => per.list(ends, address);
const yes = (there: unknown): string => (there === undefined ? "0" : "1");

/** What a terminal says of itself, and its maker. */
const vendor = (per: Per): Per => per.flags("0 00 0").bytes([181, 0]).word(18);
const endpoint = (per: Per): Per => vendor(per.flags("0 010001")).flags("0 0").flags("0 0");

function digits(per: Per, number: string): Per {
  per.choose(0, 1).put(number.length - 1, 7);
  per.align();
  for (const digit of number) per.put(Number(digit), 4);
  return per;
}

// -- H.245

function parameters(session: number, { rtp, rtcp }: Media): Per {
  const per = new Per().flags(`0 00${yes(rtp)}0${yes(rtcp)} 00000`).bytes([session]);
  if (rtp !== undefined) mediaAddress(per, rtp);
  if (rtcp !== undefined) mediaAddress(per, rtcp);
  return per;
}

const separate = (end: End): Per =>
  inside((per) => mediaAddress(per.flags("0 00").choose(2, 2), end).put(0, 1));

/** OpenLogicalChannel. */
function open(per: Per, number: number, channel: Channel): Per {
  const { back, data } = channel;
  per
    .flags(`${yes(data)}${yes(back)}`)
    .word(number)
    .flags("0 0");
  if (data === undefined) per.choose(3, 3).choose(3, 4).bytes([19]);
  else {
    per.choose(4, 3).put(0, 1).choose(1, 4);
    per.chooseLater(3, new Per().bytes([0])).wide(640);
  }
  per.chooseLater(0, parameters(1, channel));
  if (back !== undefined) {
    per.flags("0 1").choose(3, 3).choose(3, 4).bytes([19]);
    per.chooseLater(0, parameters(1, back));
  }
  if (data !== undefined) per.extensions([separate(data)]);
  return per;
}

/** OpenLogicalChannelAck. */
function acknowledge(per: Per, number: number, channel: Channel): Per {
  const { back, data, rtp, rtcp } = channel;
  const media = rtp !== undefined || rtcp !== undefined;
  const more = data !== undefined || media;
  per.flags(`${more ? 1 : 0}${yes(back)}`).word(number);
  if (back !== undefined) {
    per.flags("0 01").word(number + 1);
    per.chooseLater(0, parameters(1, back));
  }
  if (!more) return per;
  return per.extensions([
    data === undefined ? undefined : separate(data),
    media ? inside((p) => acknowledged(p, rtp, rtcp)) : undefined,
  ]);
}

function acknowledged(per: Per, rtp: End | undefined, rtcp: End | undefined): Per {
  per
    .put(0, 1)
    .flags(`0 01${yes(rtp)}${yes(rtcp)}0`)
    .put(0, 8);
  if (rtp !== undefined) mediaAddress(per, rtp);
  if (rtcp !== undefined) mediaAddress(per, rtcp);
  return per;
}

/** Messages of H.245, as bytes. */
export const control = {
  open: (channel: Channel, number = 1): number[] =>
    open(new Per().choose(0, 2).choose(3, 4), number, channel).result(),
  acknowledge: (channel: Channel, number = 1): number[] =>
    acknowledge(new Per().choose(1, 2).choose(5, 5), number, channel).result(),
  /** MasterSlaveDetermination. */
  master: (): number[] =>
    new Per().choose(0, 2).choose(1, 4).put(0, 1).bytes([50]).put(77, 24).result(),
  /** EndSessionCommand. */
  end: (): number[] => new Per().choose(2, 2).choose(5, 3).choose(1, 2).result(),
};

// -- Q.931 with H.225.0

export interface Signal {
  readonly h245?: End | undefined;
  readonly fast?: readonly Channel[] | undefined;
  readonly to?: End | undefined;
  readonly from?: End | undefined;
  /** Control messages within the call. */
  readonly tunnel?: readonly number[][] | undefined;
}

const fastStart = (channels: readonly Channel[] | undefined): Per | undefined =>
  channels && inside((per) => per.list(channels, (p, c) => p.open(inside((o) => open(o, 1, c)))));
const callIdentifier = (): Per => new Per().put(0, 1).bytes(GUID);
const no = (): Per => new Per().put(0, 1);

/** What a message opens, with what follows the root of its fields. */
function opening(
  per: Per,
  fast: readonly Channel[] | undefined,
  before: readonly undefined[],
): Per {
  return per.extensions([callIdentifier(), ...before, fastStart(fast), no(), no()]);
}

const bodies = {
  setup(per: Per, s: Signal): Per {
    per.flags(`1 ${yes(s.h245)}00${yes(s.to)}000`).oid(H225);
    if (s.h245) address(per, s.h245);
    endpoint(per);
    if (s.to) address(per, s.to);
    per.put(0, 1).bytes(GUID).choose(0, 2).choose(0, 2);
    return per.extensions([
      s.from ? inside((p) => address(p, s.from!)) : undefined,
      undefined,
      callIdentifier(),
      undefined,
      undefined,
      undefined,
      fastStart(s.fast),
      no(),
      no(),
    ]);
  },
  proceeding(per: Per, s: Signal): Per {
    endpoint(per.flags(`1 ${yes(s.h245)}`).oid(H225));
    if (s.h245) address(per, s.h245);
    return opening(per, s.fast, [undefined, undefined, undefined]);
  },
  connect(per: Per, s: Signal): Per {
    per.flags(`1 ${yes(s.h245)}`).oid(H225);
    if (s.h245) address(per, s.h245);
    return opening(endpoint(per).bytes(GUID), s.fast, [undefined, undefined, undefined]);
  },
  facility(per: Per, s: Signal): Per {
    per.flags("1 001").oid(H225).bytes(GUID).choose(3, 2);
    const h245 = s.h245 ? inside((p) => address(p, s.h245!)) : undefined;
    return per.extensions([
      callIdentifier(),
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      h245,
      fastStart(s.fast),
    ]);
  },
  /** The call is forwarded to `to`. */
  forward(per: Per, s: Signal): Per {
    per.flags(`0 ${yes(s.to)}01`).oid(H225);
    if (s.to) address(per, s.to);
    return per.bytes(GUID).choose(1, 2);
  },
  progress(per: Per, s: Signal): Per {
    endpoint(per.flags(`0 ${yes(s.h245)}000${yes(s.fast)}`).oid(H225));
    if (s.h245) address(per, s.h245);
    per.put(0, 1).bytes(GUID);
    if (s.fast) per.list(s.fast, (p, c) => p.open(inside((o) => open(o, 1, c))));
    return per;
  },
  release(per: Per, _s: Signal): Per {
    return per.flags("0 0").oid(H225);
  },
};

/** Message type of Q.931, and the alternative of the body. */
const types = {
  setup: [0x05, 0],
  proceeding: [0x02, 1],
  connect: [0x07, 2],
  alerting: [0x01, 3],
  release: [0x5a, 5],
  facility: [0x62, 6],
  forward: [0x62, 6],
  progress: [0x03, 7],
} as const;

export type SignalName = keyof typeof types;

/** A Q.931 message, as bytes. */
export function signal(name: SignalName, s: Signal = {}): number[] {
  const [type, which] = types[name];
  const write = name === "alerting" ? bodies.proceeding : bodies[name];
  const per = new Per().flags(`0 0 ${yes(s.tunnel)}0`);
  if (which === 7)
    per.chooseLater(
      0,
      inside((p) => write(p, s)),
    );
  else write(per.choose(which, 3), s);
  if (s.tunnel) {
    const messages = s.tunnel;
    const all = inside((p) => p.list(messages, (l, m) => l.size(m.length).bytes(m)));
    per.extensions([undefined, new Per().put(1, 1), all]);
  }
  return call(per.result(), type);
}

/** User information in a Q.931 message, behind a bearer capability. */
export function call(user: readonly number[], type = 0x62): number[] {
  return [
    ...[0x08, 2, 0x12, 0x34, type, 0x04, 3, 0x88, 0x93, 0xa5],
    ...[0x7e, (user.length + 1) >> 8, (user.length + 1) & 255, 5],
    ...user,
  ];
}

/** A message in a TPKT (RFC 1006). */
export const tpkt = (message: readonly number[]): number[] => [
  ...[3, 0, (message.length + 4) >> 8, (message.length + 4) & 255],
  ...message,
];

// -- RAS

export interface Registration {
  readonly signals: readonly End[];
  readonly ras?: readonly End[];
  readonly seconds?: number | undefined;
}

/** `timeToLive`, and fields that come behind it. */
const life = (seconds: number | undefined): (Per | undefined)[] => [
  undefined,
  seconds === undefined ? undefined : new Per().wide(seconds, 1),
];

/** Messages of RAS, as bytes. */
export const ras = {
  gatekeeperRequest: (end: End): number[] =>
    endpoint(address(new Per().choose(0, 5).flags("0 0000").word(6).oid(H225), end)).result(),
  gatekeeperConfirm: (end: End): number[] =>
    address(new Per().choose(1, 5).flags("0 00").word(6).oid(H225), end).result(),
  register({ signals, ras: own = [], seconds }: Registration): number[] {
    const per = new Per().choose(3, 5).flags("1 010").word(7).oid(H225).put(1, 1);
    endpoint(addresses(addresses(per, signals), own)).list(["4711"], digits);
    // ..., then what versions above 1 always tell: no longer read
    return vendor(per)
      .extensions([...life(seconds), undefined, undefined, undefined, no(), undefined, no(), no()])
      .result();
  },
  confirm({ signals, seconds }: Registration): number[] {
    const per = new Per().choose(4, 5).flags("1 000").word(7).oid(H225);
    addresses(per, signals).text("E1");
    return per.extensions([...life(seconds), undefined, undefined, undefined, no()]).result();
  },
  unregister: (ends: readonly End[]): number[] =>
    addresses(new Per().choose(6, 5).flags("0 000").word(8), ends).result(),
  /** AdmissionRequest: `to` and `from` are who is called, and who calls. */
  admit(to: End | undefined, from: End | undefined): number[] {
    const per = new Per().choose(9, 5).flags(`0 00${yes(to)}0${yes(from)}00`);
    per.word(9).choose(0, 2).text("E1");
    if (to) address(per, to);
    per.list(["4711"], digits);
    if (from) address(per, from);
    return per.wide(640).word(5).bytes(GUID).flags("0 0").result();
  },
  admitted: (to: End): number[] =>
    address(new Per().choose(10, 5).flags("0 00").word(9).wide(640).choose(0, 1), to).result(),
  locate: (reply: End): number[] =>
    address(new Per().choose(18, 5).flags("0 00").word(10).list(["4711"], digits), reply).result(),
  located: (to: End, own: End): number[] =>
    address(address(new Per().choose(19, 5).flags("0 0").word(10), to), own).result(),
  inform: (own: End, signals: readonly End[]): number[] =>
    addresses(
      address(endpoint(new Per().choose(22, 5).flags("0 000").word(11)).text("E1"), own),
      signals,
    ).result(),
  /** RegistrationReject: nothing that is read. */
  reject: (): number[] => new Per().choose(5, 5).flags("0 00").word(7).oid(H225).result(),
};

export const latin = (bytes: readonly number[]): string => String.fromCharCode(...bytes);
export const hex = (bytes: readonly number[]): string => Buffer.from(bytes).toString("hex");
