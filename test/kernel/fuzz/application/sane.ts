// The scanner's server names a port in its answer to START.
import { type Application, word } from "../application.js";

export const application: Application = {
  helper: "sane",
  port: 6566,
  transports: ["tcp"],
  families: ["ipv4", "ipv6"],
  client: (c) => word(c.pick([7, 7, 7, 6, 8]), 4) + word(0, 4),
  server: (c, { port }) => word(c.pick([0, 0, 0, 1]), 4) + word(port, 4),
  announced: (text) =>
    text.length === 8 && text.startsWith("\0\0\0\0")
      ? [
          {
            protocol: "tcp",
            address: null,
            port: text.charCodeAt(6) * 256 + text.charCodeAt(7),
          },
        ]
      : [],
};
