// DCC: an address as one number, and a port.
import { type Application, finds } from "../application.js";

const asNumber = (address: string): number =>
  address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

export const application: Application = {
  helper: "irc",
  port: 6667,
  transports: ["tcp"],
  families: ["ipv4"],
  client(c, { own, peer, port }) {
    const address = asNumber(c.percent(85) ? own : peer);
    const dcc = c.pick([
      `DCC SEND file.txt ${address} ${port}`,
      `DCC SEND file.txt ${address} ${port} 1000`,
      `DCC CHAT chat ${address} ${port}`,
      `DCC TSEND x ${address} ${port}`,
      `DCC SCHAT x ${address} ${port}`,
      `DCC MOVE x ${address} ${port}`,
    ]);
    return c.pick([
      `PRIVMSG bob :\u0001${dcc}\u0001\r\n`,
      `PRIVMSG bob :\u0001${dcc}\u0001\n`,
      `NICK me\r\nPRIVMSG bob :\u0001${dcc}\u0001\r\n`,
      `PRIVMSG bob :\u0001${dcc}\u0001\r\nPRIVMSG eve :\u0001${dcc}\u0001\r\n`,
      "PING x\r\n",
    ]);
  },
  server(c, s) {
    if (s.turn === 0) return ":srv 001 me :hello\r\n";
    return c.percent(40) ? this.client(c, s) : ":srv PONG x\r\n";
  },
  announced(text) {
    return finds(text, /DCC \S+ \S+ (\d+) (\d+)/g).map(([, address, port]) => {
      const n = Number(address);
      const parts = [24, 16, 8, 0].map((shift) => Math.floor(n / 2 ** shift) % 256);
      return { protocol: "tcp", address: parts.join("."), port: Number(port) };
    });
  },
};
