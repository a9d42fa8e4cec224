// RFC 1350: the answer comes from a port of its own.
import type { Application } from "../application.js";

export const application: Application = {
  helper: "tftp",
  port: 69,
  transports: ["udp"],
  families: ["ipv4", "ipv6"],
  client: (c) => `\0${c.pick(["\u0001", "\u0001", "\u0002", "\u0003", "\u0006"])}file\0octet\0`,
  server: (c) => c.pick(["\0\u0003\0\u0001data", "\0\u0004\0\0", "\0\u0005\0\u0001no\0"]),
  announced: () => [],
  answersFrom: (c) => (c.percent(85) ? c.between(2000, 2010) : null),
};
