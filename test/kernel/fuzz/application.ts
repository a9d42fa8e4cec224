// Protocols that announce connections: what both ends say, and who then connects where. A file of
// application/ exports an `application`, found by listing; its port decides where it is spoken.
import type { Chance } from "../../support/chance.js";
import { namesIn } from "./rows.js";

/** Who speaks: addresses as the speaker sees them. */
export interface Speaker {
  readonly own: string;
  readonly peer: string;
  /** A port that nobody else has. */
  readonly port: number;
  /** What it said so far. */
  readonly turn: number;
}

/** What a message announces: who may be met where. Null fields: the sender's address, any source port. */
export interface Announced {
  readonly protocol: "tcp" | "udp" | "gre";
  readonly address: string | null;
  readonly port: number;
  /** Where the connection comes from, where that matters. */
  readonly from?: number;
  /** The helper of what is spoken there. */
  readonly speaks?: string | undefined;
}

/** A protocol with a helper. */
export interface Application {
  /** The helper's name. */
  readonly helper: string;
  /** Null: it is spoken where another protocol announced it. */
  readonly port: number | null;
  readonly transports: readonly ("tcp" | "udp")[];
  readonly families: readonly ("ipv4" | "ipv6")[];
  /** What an end says, as text of bytes (latin1). */
  client(c: Chance, s: Speaker): string;
  server(c: Chance, s: Speaker): string;
  /** What the receiver of a message learns. */
  announced(message: string): Announced[];
  /** An answer over UDP comes from this port; null: from where it was asked. */
  answersFrom?(c: Chance): number | null;
}

/** All of them. */
export async function applications(): Promise<readonly Application[]> {
  const found: Application[] = [];
  for (const name of namesIn("application")) {
    const module = (await import(`./application/${name}.ts`)) as { application: Application };
    found.push(module.application);
  }
  return found;
}

/** How far above the ports for media those for signals are. */
export const SIGNALS = 5000;
const FIRST_SIGNAL = 25000;

/** What the addresses with ports that bytes hold announce: media, or a protocol over TCP. */
export function ends(text: string, speaks: string | undefined): Announced[] {
  const hex = Buffer.from(text, "latin1").toString("hex");
  const whole = finds(hex, /((?:0a000[01]|c00002|cb0071)..|20010db8.{24})(....)/g);
  const all = whole.map(([, bytes = "", port = ""]) => ({
    address: bytes.length === 8 ? dotted(bytes) : bytes.match(/.{4}/g)!.join(":"),
    port: Number.parseInt(port, 16),
  }));
  return all.flatMap(({ address, port }): Announced[] => {
    if (port >= FIRST_SIGNAL) return [{ protocol: "tcp", address, port, speaks }];
    return port > 2000 ? [{ protocol: "udp", address, port }] : [];
  });
}

const dotted = (hex: string): string => [...Buffer.from(hex, "hex")].join(".");

/** Bytes of a number, most significant first. */
export const word = (n: number, bytes = 2): string =>
  Array.from({ length: bytes }, (_, i) =>
    String.fromCharCode((n / 256 ** (bytes - 1 - i)) & 255),
  ).join("");

/** Whether the address is an IPv6 one. */
export const isSix = (address: string): boolean => address.includes(":");

/** All finds of a pattern in a text. */
export const finds = (text: string, pattern: RegExp): string[][] => [...text.matchAll(pattern)];

/** A message with something wrong in it: bytes changed, cut, doubled; numbers that are huge; other line
 * ends. Most are left as they are. */
export function disturbedMessage(c: Chance, text: string): string {
  if (text.length === 0 || c.percent(82)) return text;
  const at = c.between(0, text.length - 1);
  const size = c.between(1, 6);
  switch (c.between(0, 7)) {
    case 0:
      return text.slice(0, at) + String.fromCharCode(c.between(0, 255)) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.slice(at + size);
    case 2:
      return text.slice(0, at + size) + text.slice(at);
    case 3:
      return text.slice(0, at);
    case 4:
      return text.replace(/\d+/g, (n) => (c.percent(30) ? c.pick(HUGE) : n));
    case 5:
      return text.replaceAll("\r\n", c.pick(["\n", "\r", " \r\n", "\r\n\r\n"]));
    case 6:
      return c.percent(50) ? text.toUpperCase() : text.toLowerCase();
    default:
      return c.pick([" ", "\r\n", "\0", "x"]) + text;
  }
}

const HUGE = [
  "0",
  "256",
  "65535",
  "65536",
  "99999",
  "4294967295",
  "4294967296",
  "99999999999999",
  "-1",
  "007",
];
