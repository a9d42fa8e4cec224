// What the ends of a conversation say where a protocol with a helper is spoken, and the connections that
// come of it.
import type { Chance } from "../../support/chance.js";
import type { Reading } from "../../support/reading.js";
import {
  type Announced,
  type Application,
  applications,
  disturbedMessage,
  isSix,
} from "./application.js";

const ALL = await applications();
const BY_PORT = new Map(ALL.flatMap((a) => (a.port === null ? [] : [[a.port, a] as const])));
/** Ports that are announced, and from which announced connections come. */
const ANNOUNCED = 20000;
const COMING = 30000;

const hex = (text: string): string => Buffer.from(text, "latin1").toString("hex");

/** Talk of all ends. */
export class Talk {
  private turns = new Map<string, number>();
  /** The rest of a message that was cut. */
  private unsaid = new Map<string, string>();
  private ports = 0;
  /** What is spoken at ports that were announced. */
  private readonly announced = new Map<number, Application>();

  constructor(private readonly c: Chance) {}

  /** What is spoken at a port. */
  private at(port: number): Application | undefined {
    return BY_PORT.get(port) ?? this.announced.get(port);
  }

  /** Whether the ports are those of a protocol that is spoken here. */
  isOf(r: Reading): boolean {
    return this.at(r.dport) !== undefined || this.at(r.sport) !== undefined;
  }

  /** What the receiver of `r` says next, as hex; null: no such protocol. */
  says(r: Reading): string | null {
    const { c } = this;
    const server = this.at(r.dport);
    const application = server ?? this.at(r.sport);
    if (application === undefined) return null;
    const key = `${r.destination} ${r.dport} ${r.source} ${r.sport}`;
    const rest = this.unsaid.get(key);
    if (rest !== undefined) {
      this.unsaid.delete(key);
      return hex(rest);
    }
    const turn = this.turns.get(key) ?? 0;
    this.turns.set(key, turn + 1);
    // some announce the same port again
    this.ports += c.pick([0, 2, 2, 2]);
    const speaker = { own: r.destination, peer: r.source, port: ANNOUNCED + this.ports, turn };
    const text = disturbedMessage(
      c,
      server ? application.server(c, speaker) : application.client(c, speaker),
    );
    if (r.protocol === 6 && text.length > 3 && c.percent(8)) {
      const cut = c.between(1, text.length - 1);
      this.unsaid.set(key, text.slice(cut));
      return hex(text.slice(0, cut));
    }
    return hex(text);
  }

  /** The first line of a client over UDP: its payload. */
  opens(port: number, own: string, peer: string): string {
    const speaker = { own, peer, port: ANNOUNCED + this.ports++, turn: 0 };
    return hex(disturbedMessage(this.c, this.at(port)!.client(this.c, speaker)));
  }

  /** Where a UDP answer comes from. */
  answersFrom(r: Reading): number {
    return this.at(r.dport)?.answersFrom?.(this.c) ?? r.dport;
  }

  /** Packets of who got the message: it connects where it was told to. */
  connections(r: Reading, payload: string): string[] {
    const { c } = this;
    const application = this.at(r.dport) ?? this.at(r.sport);
    if (application === undefined || payload === "") return [];
    const all = application.announced(Buffer.from(payload, "hex").toString("latin1"));
    return all
      .filter((a) => this.good(r, a) && c.percent(75))
      .map((a) => {
        const to = a.address ?? r.source;
        const speaks = ALL.find((other) => other.helper === a.speaks);
        if (speaks !== undefined) this.announced.set(a.port, speaks);
        if (a.protocol === "gre") return `gre ${r.destination} > ${to} call=${a.port} len=8`;
        const from = a.from !== undefined && c.percent(50) ? a.from : COMING + this.ports++;
        const end = a.protocol === "tcp" ? `S seq=${c.between(1, 1 << 30)} win=20000` : "len=12";
        return `${a.protocol} ${r.destination}.${from} > ${to}.${a.port} ${end}`;
      });
  }

  private good(r: Reading, { address, port }: Announced): boolean {
    if (port > 65535) return false;
    if (address === null) return true;
    if (isSix(address) !== isSix(r.source)) return false;
    return isSix(address)
      ? /^[0-9a-f:]{3,39}$/.test(address) && !address.includes(":::")
      : address.split(".").length === 4 &&
          address.split(".").every((n) => /^\d+$/.test(n) && Number(n) < 256);
  }
}
