// RFC 959, RFC 2428: both ends may announce where data goes.
import { type Announced, type Application, finds, isSix } from "../application.js";

const commas = (address: string, port: number): string =>
  [...address.split("."), port >> 8, port & 255].join(",");

export const application: Application = {
  helper: "ftp",
  port: 21,
  transports: ["tcp"],
  families: ["ipv4", "ipv6"],
  client(c, { own, port, turn }) {
    if (turn === 0 && c.percent(60)) return "USER me\r\n";
    const active = isSix(own)
      ? [`EPRT |2|${own}|${port}|\r\n`, `EPRT |2|${own}|${port}|\r\n`, "EPSV\r\n"]
      : [
          `PORT ${commas(own, port)}\r\n`,
          `PORT ${commas(own, port)}\r\n`,
          `EPRT |1|${own}|${port}|\r\n`,
          `eprt !1!${own}!${port}!\r\n`,
          `NOOP\r\nPORT ${commas(own, port)}\r\n`,
        ];
    return c.pick([...active, "PASV\r\n", "EPSV\r\n", "LIST\r\n", "NOOP\r\n"]);
  },
  server(c, { own, port, turn }) {
    if (turn === 0) return "220 ready\r\n";
    const passive = isSix(own)
      ? [`229 Extended (|||${port}|)\r\n`]
      : [
          `227 Entering Passive Mode (${commas(own, port)}).\r\n`,
          `227 Entering Passive Mode (${commas(own, port)}).\r\n`,
          `227 =${commas(own, port)}\r\n`,
          `229 Extended (|||${port}|)\r\n`,
        ];
    return c.pick([...passive, ...passive, "200 fine\r\n", "150 here it comes\r\n226 there\r\n"]);
  },
  announced(text) {
    const found: Announced[] = [];
    for (const [, a, b, c, d, p, q] of finds(text, /(\d+),(\d+),(\d+),(\d+),(\d+),(\d+)/g)) {
      const address = [a, b, c, d].join(".");
      found.push({ protocol: "tcp", address, port: Number(p) * 256 + Number(q) });
    }
    for (const [, port] of finds(text, /\(\|\|\|(\d+)\|/g)) {
      found.push({ protocol: "tcp", address: null, port: Number(port) });
    }
    for (const [, address, port] of finds(text, /[|!][12][|!]([^|!]+)[|!](\d+)[|!]/g)) {
      found.push({ protocol: "tcp", address: address!, port: Number(port), from: 20 });
    }
    return found;
  },
};
