// SYN cookies are other numbers on each host and at each start of it, and the clock of time stamps runs
// since then. The judge gives every cookie one nominal value: what a client sends is moved from nominal
// numbers to those that the host at hand gave out, what the host sends is moved back. So a scenario's
// packets, and the kernel's answers to them, stay the same whoever is asked. sluice is told by a fact which
// cookie the kernel gave (docs/cli.md), so that both work with the same numbers, wherever they lead to.
import { type Segment, segmentOf } from "./tcp-bytes.js";
import type { CapturedPacket } from "../support/pcapng.js";
import type { PacketAnswer } from "./kernel.js";

/** The sequence number of every SYN+ACK of SYNPROXY, and the clock's part of its time stamp. */
export const COOKIE = 0x1000_0000;
export const STAMP = 0x4000_0000;
/** How many sizes of segments a cookie can hold. */
const SIZES = 4;
/** Low bits of such a time stamp that hold the options of the SYN. */
const STAMP_BITS = 0x3f;

/** By how much a client's numbers on the host at hand lie above the nominal ones. */
interface Shift {
  /** The SYN's number and the cookie that answered it. */
  readonly syn: number;
  readonly cookie: number;
  seq: number;
  stamp: number;
  /** Once the server has answered: whether the client's numbers follow the cookie. A SYN that comes
   * again while the server is asked makes the kernel take another number for it. */
  follows: boolean | null;
}

/** What the packet at hand was, with the host's numbers and with the nominal ones. */
interface Sent {
  readonly actual: Segment | null;
  readonly nominal: Segment | null;
  readonly shift: Shift | null;
}

const u32 = (n: number): number => n >>> 0;

/** Whether a number is one of those that follow the start: a cookie's, or a time stamp's. */
const near = (n: number, start: number): boolean => Math.abs((n - start) | 0) < 1 << 22;

/** Moves what a client's segment acknowledges, and the time stamp that it echoes. */
function move(segment: Segment, [ack, echo]: readonly [number, number]): void {
  segment.move("ack", ack);
  segment.moveSacks(ack);
  if (segment.stamped) segment.move("echo", echo);
}

/** The segment that an ICMP error quotes. */
function quoteOf(bytes: Buffer): Segment | null {
  const six = bytes.length > 0 && bytes[0]! >> 4 === 6;
  const at = (six ? 40 : ((bytes[0] ?? 0) & 15) * 4) + 8;
  return bytes.length > at ? segmentOf(bytes.subarray(at)) : null;
}

/** Whether a packet is the SYN that a SYN+ACK answers, with other ends by now: its cookie is another one, too. */
function isTranslated(packet: string, answer: Segment): boolean {
  const syn = segmentOf(Buffer.from(packet, "hex"));
  if (!syn || (syn.flags & 0x17) !== 2 || syn.client === answer.server) return false;
  return u32(syn.get("seq") + 1) === answer.get("ack");
}

/** Whether a setup gives out cookies at all. */
export const givesCookies = (setup: string): boolean => setup.includes("SYNPROXY");

/** The cookies of one host. */
export class Cookies {
  /** By the client's address and port, and the server's. */
  private readonly shifts = new Map<string, Shift>();
  /** By how much the acknowledgement and the echo of the packet at hand were moved. */
  private moved: [number, number] = [0, 0];
  /** Sequence numbers of the servers' SYN+ACKs. */
  private readonly served = new Set<number>();
  private sent: Sent = { actual: null, nominal: null, shift: null };

  /** A frame (its IP packet starts at `start`) with the host's numbers in place of the nominal ones. */
  input(frame: Uint8Array, start: number): Uint8Array {
    const out = Uint8Array.from(frame);
    const nominal = segmentOf(frame.subarray(start));
    const segment = segmentOf(out.subarray(start));
    if (nominal && (nominal.flags & 0x17) === 0x12) this.served.add(nominal.get("seq"));
    const shift = (segment && this.shifts.get(segment.client)) ?? null;
    this.moved = [0, 0];
    if (segment && shift) {
      if (shift.follows || near(segment.get("ack"), COOKIE)) this.moved[0] = shift.seq;
      if (segment.stamped && near(segment.get("echo"), STAMP)) this.moved[1] = shift.stamp;
      move(segment, this.moved);
    }
    this.sent = { actual: segment, nominal, shift };
    return out;
  }

  /** The host's answer to that frame with nominal numbers, the cookie that it gave, and how it got the frame:
   * changes `answer`. */
  output(answer: Pick<PacketAnswer, "emits" | "frames" | "cookie" | "moved">): void {
    if (this.moved.some((by) => by !== 0)) answer.moved = this.moved;
    for (const e of answer.emits) {
      const given = this.learn(e, answer.emits);
      if (given) answer.cookie ??= given;
    }
    if (answer.cookie === undefined) {
      const given = answer.emits.map((e) => this.infer(e)).find((cookie) => cookie !== null);
      if (given) answer.cookie = given;
    }
    const towards = answer.emits.map((e) => this.shiftTo(e.packet)).find((s) => s !== null) ?? null;
    for (const e of answer.emits)
      e.packet = this.restored(e.packet, e.in === null || e.in === "lo", towards);
    for (const f of answer.frames ?? []) f[1] = this.restored(f[1], false, towards);
  }

  private shiftTo(packet: string): Shift | null {
    const segment = segmentOf(Buffer.from(packet, "hex"));
    return (segment && this.shifts.get(segment.server)) ?? null;
  }

  /** Notes the cookie of a SYN+ACK that the packet at hand led to; one that got lost may stand in an error
   * about it. */
  private learn(
    e: { in: string | null; packet: string },
    emits: readonly { packet: string }[],
  ): string | null {
    if (e.in !== null) return null;
    const bytes = Buffer.from(e.packet, "hex");
    const answer = segmentOf(bytes) ?? quoteOf(bytes);
    if (!answer || (answer.flags & 0x17) !== 0x12 || answer.window !== 0) return null;
    const syn = this.sent.nominal;
    // of a SYN in fragments only the last is at hand
    if (syn) {
      // an ACK opens the connection to the server, where SYNPROXY may meet its SYN again
      const first = u32(syn.get("seq") + ((syn.flags & 0x17) === 2 ? 1 : 0));
      // the ends may be others by now
      if (answer.get("ack") !== first) return null;
    }
    const seq = answer.get("seq");
    const start = answer.get("ack");
    const before = this.shifts.get(answer.server);
    // the same SYN's cookie is the same, but for the size in its low bits: what is added to it then
    // is the sequence adjustment of a connection that is there already
    const again =
      before?.syn === start &&
      Math.abs((seq - before.cookie) | 0) >= SIZES &&
      !emits.some((other) => isTranslated(other.packet, answer));
    const stamp = !answer.stamped ? STAMP : u32(answer.get("value") & ~STAMP_BITS);
    const cookie = again ? before.cookie : seq;
    this.shifts.set(answer.server, {
      syn: start,
      cookie,
      seq: u32(seq - COOKIE),
      stamp: u32(stamp - STAMP),
      follows: null,
    });
    return again ? null : `${cookie}/${stamp}`;
  }

  /** Notes the cookie of a SYN+ACK that nobody saw: a server's SYN that opens the connection from its side
   * is answered as one of the same connection, so that SYNPROXY takes that for the server's SYN+ACK and
   * acknowledges it. */
  private infer(e: { in: string | null; packet: string }): string | null {
    const syn = this.sent.nominal;
    if (e.in !== null || !syn || (syn.flags & 0x17) !== 2) return null;
    const answer = segmentOf(Buffer.from(e.packet, "hex"));
    // its ends may be others by now
    if (answer === null || (answer.flags & 0x17) !== 0x10) return null;
    if (answer.get("seq") !== u32(syn.get("seq") + 1)) return null;
    const cookie = u32(answer.get("ack") - 1);
    // where the server has a number already, the sequence adjustment makes that of the cookie
    if (this.served.has(cookie)) return null;
    const stamp = !answer.stamped ? STAMP : u32(answer.get("echo") & ~STAMP_BITS);
    this.shifts.set(answer.client, {
      syn: answer.get("seq"),
      cookie,
      seq: u32(cookie - COOKIE),
      stamp: u32(stamp - STAMP),
      follows: null,
    });
    return `${cookie}/${stamp}`;
  }

  /** A packet that left. What passed as it came is as it came; what is in the client's numbers is moved
   * back; the rest is in the server's. */
  private restored(packet: string, generated: boolean, towards: Shift | null): string {
    const bytes = Buffer.from(packet, "hex");
    const s = segmentOf(bytes);
    if (!s) return this.quoted(bytes);
    const { actual, nominal, shift } = this.sent;
    const mine = this.shifts.get(s.server);
    const same = (field: "seq" | "ack" | "value" | "echo"): boolean =>
      actual?.client === s.client && actual.get(field) === s.get(field);
    if (mine) {
      const cookie = near(s.get("seq"), COOKIE + mine.seq);
      if (generated && (s.flags & 0x17) === 0x10 && (actual?.flags ?? 0) & 2) mine.follows = cookie;
      if ((cookie || (mine.follows && !generated)) && !same("seq")) s.move("seq", -mine.seq);
      const stamp = s.stamped && near(s.get("value"), STAMP + mine.stamp);
      if (stamp && !same("value")) s.move("value", -mine.stamp);
      const other = this.shifts.get(s.client);
      if (other && generated) {
        if (near(s.get("ack"), COOKIE + other.seq)) s.move("ack", -other.seq);
        else if (cookie) s.move("ack", other.seq - mine.seq);
      }
    } else if (shift && actual && nominal) {
      const opening = generated && (s.flags & 0x12) === 2;
      if (opening && near(s.get("ack"), COOKIE + shift.seq)) s.move("ack", -shift.seq);
      else if (s.get("ack") === actual.get("ack")) s.set("ack", nominal.get("ack"));
      else if (shift.follows === false) s.move("ack", nominal.get("ack") - actual.get("ack"));
      s.restoreSacks(actual, nominal);
      if (s.stamped && actual.stamped && s.get("echo") === actual.get("echo"))
        s.set("echo", nominal.get("echo"));
    } else if (generated && towards && actual && actual.client !== s.client) {
      // an answer once more, which the adjustment for the first one moved
      if (s.get("ack") !== u32(actual.get("seq") + 1)) s.move("ack", towards.seq);
      // the server's own stamp, moved by how far it lies from the client's
      const stamp = s.stamped && near(-s.get("echo"), STAMP + towards.stamp);
      if (stamp) s.move("echo", towards.stamp);
    }
    return bytes.toString("hex");
  }

  /** An error about the packet at hand quotes it. */
  private quoted(bytes: Buffer): string {
    const { actual, nominal } = this.sent;
    if (!actual || !nominal) return bytes.toString("hex");
    const inner = quoteOf(bytes);
    if (inner && inner.get("ack") === actual.get("ack")) {
      inner.set("ack", nominal.get("ack"));
      inner.restoreSacks(actual, nominal);
      if (inner.stamped && actual.stamped) inner.set("echo", nominal.get("echo"));
    }
    return bytes.toString("hex");
  }
}

/** Packets as the kernel got them, each with the fact of the cookie that it gave. */
export function told(
  packets: readonly CapturedPacket[],
  answers: readonly Pick<PacketAnswer, "cookie" | "moved">[],
): CapturedPacket[] {
  return packets.map((p, i) => {
    const { cookie, moved } = answers[i] ?? {};
    const frame = Uint8Array.from(p.frame);
    const segment = segmentOf(frame.subarray(14));
    if (segment && moved) move(segment, moved);
    const comment = [p.comment, cookie && `cookie=${cookie}`].filter(Boolean).join(" ");
    return comment === "" ? { ...p, frame } : { ...p, frame, comment };
  });
}

/** Lines of LOG without the numbers. */
export const withoutNumbers = (line: string): string =>
  line.replace(/ SEQ=\d+ ACK=\d+/, "").replace(/ OPT \([0-9A-F]*\)/, "");
