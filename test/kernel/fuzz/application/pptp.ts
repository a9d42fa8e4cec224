// RFC 2637: control messages; GRE between the calls that they name.
import { type Application, word } from "../application.js";

/** A control message: its number, its fields, filled with zeros to its size in bytes. */
const control = (message: number, fields: string, size: number): string =>
  word(12 + size) +
  word(1) +
  word(0x1a2b3c4d, 4) +
  word(message) +
  word(0) +
  fields.padEnd(size, "\0");

export const application: Application = {
  helper: "pptp",
  port: 1723,
  transports: ["tcp"],
  families: ["ipv4"],
  client(c, { turn }) {
    if (turn === 0 && c.percent(90)) return control(1, "\u0001\0\0\0", 144);
    const call = c.pick([0x1111, 0x1111, 0x1112]);
    return c.pick([
      control(7, word(call) + word(1), 156),
      control(7, word(call) + word(1), 156),
      control(15, word(0x2222), 12),
      control(12, word(call), 4),
      control(5, word(1, 4), 4),
      control(11, word(0x2222) + word(0), 16),
      control(3, "\u0001\0\0\0", 4),
    ]);
  },
  server(c, { turn }) {
    if (turn === 0 && c.percent(90)) return control(2, "\u0001\0\u0001\0", 144);
    const peer = c.pick([0x1111, 0x1111, 0x1111, 0x1112]);
    return c.pick([
      control(8, word(0x2222) + word(peer) + c.pick(["\u0001", "\u0001", "\u0002"]), 20),
      control(8, word(0x2222) + word(peer) + "\u0001", 20),
      control(9, word(0x2223), 208),
      control(10, word(0x2223) + word(peer), 12),
      control(13, word(0x2222) + "\u0001", 136),
      control(14, word(peer), 24),
      control(6, word(1, 4), 8),
      control(4, "\u0001", 4),
    ]);
  },
  announced(text) {
    if (text.length < 14) return [];
    const type = text.charCodeAt(9);
    if (type !== 7 && type !== 8) return [];
    const call = text.charCodeAt(12) * 256 + text.charCodeAt(13);
    return [{ protocol: "gre", address: null, port: call }];
  },
};
