// The far ends, and the local processes: they answer what the kernel lets through, so that connections
// live on behind whatever the setup makes of addresses, ports and marks. They lose, repeat,
// reorder and misunderstand.
import type { Chance } from "../../support/chance.js";
import { type Reading, readPacket } from "../../support/reading.js";
import type { Seen } from "../probe.js";
import { Talk } from "./talk.js";

/** One end of a TCP connection, as it sees itself. */
interface End {
  /** Sequence number of what it sends next, and what it expects next. */
  next: number;
  expected: number;
  /** Segments that it will still send by itself. */
  appetite: number;
  closing: boolean;
  /** What it said last, for retransmission. */
  last: string | null;
  stamps: boolean;
}

const u32 = (n: number): number => n >>> 0;

/** Whom an address is no single host's. */
const isGroup = (address: string): boolean =>
  address.startsWith("ff") || /^(22[4-9]|23\d|255)\./.test(address) || address.endsWith(".255");

/** All ends of a conversation. */
export class Peers {
  private readonly ends = new Map<string, End>();

  private readonly talk: Talk;

  constructor(private readonly c: Chance) {
    this.talk = new Talk(c);
  }

  /** Takes note of what an end sent (hex from the IP header on). */
  sent(packet: string): void {
    const r = readPacket(packet);
    if (r?.protocol !== 6 || r.fragment) return;
    const end = this.end(r.source, r.sport, r.destination, r.dport);
    const next = u32(r.seq + r.size + (/[SF]/.test(r.flags) ? 1 : 0));
    // a repeated segment does not move it
    if (end.last === null || ((next - end.next) | 0) > 0) end.next = next;
    if (r.flags.includes("A") && end.expected === 0) end.expected = r.ack;
  }

  /** What comes back because this packet left, as script lines. */
  hear(emit: Seen): string[] {
    const { c } = this;
    const r = readPacket(emit.packet);
    if (!r || r.fragment || isGroup(r.destination) || (emit.at === "wire" && emit.out === "lo")) {
      return [];
    }
    const way = emit.at === "wire" ? `in ${emit.out}` : "out eth0";
    if (emit.at === "local" && c.percent(30)) return [];
    const echo = (r.protocol === 1 && r.type === 8) || (r.protocol === 58 && r.type === 128);
    if ([6, 17].includes(r.protocol) || echo) {
      if (emit.at === "wire" && c.percent(6)) return [`${way} ${this.complaint(r)}`];
    }
    const comes = this.talk.isOf(r)
      ? this.talk
          .connections(r, emit.packet.slice(-2 * r.size || undefined))
          .map((s) => `${way} ${s}`)
      : [];
    if (r.protocol === 6) return [...this.segment(r).map((s) => `${way} ${s}`), ...comes];
    if (r.protocol === 17 && this.talk.isOf(r)) return [...this.datagram(r, way), ...comes];
    if (r.protocol === 17) {
      if (c.percent(25)) return [];
      const answer = `${way} udp ${this.back(r)} len=${c.pick([0, 1, 30, 200])}`;
      return c.percent(25) ? [answer, answer] : [answer];
    }
    if (!echo || c.percent(20)) return [];
    return [`${way} icmp ${r.destination} > ${r.source} reply id=${r.sport} seq=${r.dport}`];
  }

  /** What comes back over UDP where a protocol is spoken. */
  private datagram(r: Reading, way: string): string[] {
    const { c, talk } = this;
    const from = talk.answersFrom(r);
    if (c.percent(talk.isOf({ ...r, sport: 0 }) ? 10 : 50)) return [];
    const words = `${r.destination}.${from} > ${r.source}.${r.sport} hex=${talk.says(r)}`;
    return [`${way} udp ${words}`];
  }

  private end(source: string, sport: number, destination: string, dport: number): End {
    const key = `${source} ${sport} ${destination} ${dport}`;
    let end = this.ends.get(key);
    if (!end) {
      const talks = this.talk.isOf({ sport, dport } as Reading);
      end = {
        next: 0,
        expected: 0,
        appetite: talks ? this.c.between(3, 6) : this.c.between(0, 3),
        closing: false,
        last: null,
        stamps: false,
      };
      this.ends.set(key, end);
    }
    return end;
  }

  private back(r: Reading): string {
    return `${r.destination}.${r.dport} > ${r.source}.${r.sport}`;
  }

  /** An ICMP error about what was read, quoting it as its receiver saw it. */
  private complaint(r: Reading): string {
    const { c } = this;
    const six = r.source.includes(":");
    const type = c.pick(six ? ["1/4", "3/0", "1/0", "2"] : ["3/3", "11/0", "3/1", "3/4"]);
    const mtu = type === "2" || type === "3/4" ? ` mtu=${c.pick([1280, 1400])}` : "";
    const from = c.pick([r.destination, six ? "hop6" : "hop"]);
    const [a, b] =
      r.protocol === 6 || r.protocol === 17 ? [`.${r.sport}`, `.${r.dport}`] : ["", ""];
    const kind = r.protocol === 6 ? "tcp" : r.protocol === 17 ? "udp" : "icmp";
    const rest =
      kind === "tcp"
        ? `A seq=${r.seq}`
        : kind === "icmp"
          ? `echo id=${r.sport} seq=${r.dport}`
          : "";
    const inner = `${kind} ${r.source}${a} > ${r.destination}${b} ${rest}`;
    const keep = c.percent(20) ? " keep=28" : "";
    return `icmp ${from} > ${r.source} type=${type}${mtu} quote=[${inner}]${keep}`;
  }

  /** What the receiving end of a segment sends. */
  private segment(r: Reading): string[] {
    const { c } = this;
    const end = this.end(r.destination, r.dport, r.source, r.sport);
    const consumed = r.size + (/[SF]/.test(r.flags) ? 1 : 0);
    const fresh = end.expected === 0 || r.flags.includes("S") || r.seq === end.expected;
    if (fresh) end.expected = u32(r.seq + consumed);
    if (r.flags.includes("A") && end.next === 0) end.next = r.ack;
    if (r.flags.includes("R")) return [];
    // lost on its way, answered as before, or out of its mind
    if (c.percent(7)) return [];
    if (end.last !== null && c.percent(7)) return [end.last];
    if (c.percent(3)) return [this.say(r, end, "R", 0, c.pick([0, 1, 70000, -5000]))];
    return this.answer(r, end).filter(() => c.percent(96));
  }

  private answer(r: Reading, end: End): string[] {
    const { c } = this;
    const syn = r.flags.includes("S");
    if (syn && !r.flags.includes("A")) {
      if (c.percent(8)) return [this.say(r, end, "RA", 0)];
      end.next = c.pick([1, 5000, 0xffffff00, c.between(1, 1 << 30)]);
      // both start at once: its own SYN crosses the other's
      if (c.percent(6)) return [this.say(r, end, "S", 0), this.say(r, end, "SA", 0)];
      return [this.say(r, end, "SA", 0)];
    }
    const out: string[] = [];
    if (r.size > 0 || r.flags.includes("F") || syn) out.push(this.say(r, end, "A", 0));
    if (end.closing) return out;
    const more = end.appetite > 0 && c.percent(75);
    if (more) {
      end.appetite--;
      const said = this.talk.says(r);
      if (said !== null) out.push(this.say(r, end, "PA", said));
      else {
        const size = c.pick([1, 100, 536, 1400]);
        out.push(this.say(r, end, c.pick(["PA", "PA", "A", "PAU"]), size));
        if (c.percent(20)) out.push(this.say(r, end, "PA", 100));
      }
    } else if (r.flags.includes("F") ? c.percent(85) : c.percent(30)) {
      end.closing = true;
      out.push(c.percent(85) ? this.say(r, end, "FA", 0) : this.say(r, end, "RA", 0));
    }
    // segments overtake each other
    return c.percent(12) ? out.reverse() : out;
  }

  /** A segment of this end, with so many bytes or with those of a hex string; moves its sequence number
   * unless it slips. */
  private say(r: Reading, end: End, flags: string, data: number | string, slip?: number): string {
    const { c } = this;
    const size = typeof data === "number" ? data : data.length / 2;
    const off = slip ?? (c.percent(94) ? 0 : c.pick([-1, 1, 100, -100, 70000, -70000]));
    const late = c.percent(96) ? 0 : c.pick([-1, 1, 5000, 70000, -70000]);
    const words = [`tcp ${this.back(r)} ${flags} seq=${u32(end.next + off)}`];
    if (flags.includes("A")) words.push(`ack=${u32(end.expected + late)}`);
    if (size > 0) words.push(typeof data === "number" ? `len=${size}` : `hex=${data}`);
    if (flags.includes("U")) words.push("urg=1");
    words.push(`win=${c.percent(80) ? 20000 : c.pick([0, 1, 100, 65535])}`);
    if (flags.includes("S")) words.push(c.pick(["", "mss=1460", "mss=1460 sackok ws=7", "ws=14"]));
    if (flags === "A" && c.percent(8)) {
      words.push(`sack=${u32(end.expected + 100)}-${u32(end.expected + 200)}`);
    }
    if (c.percent(5)) words.push(`ts=${c.between(1, 99)}:7`);
    if (off === 0) end.next = u32(end.next + size + (/[SF]/.test(flags) ? 1 : 0));
    const line = words.filter((w) => w !== "").join(" ");
    end.last = line;
    return line;
  }
}
