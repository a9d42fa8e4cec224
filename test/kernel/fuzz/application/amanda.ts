import { type Application, finds } from "../application.js";

export const application: Application = {
  helper: "amanda",
  port: 10080,
  transports: ["udp"],
  families: ["ipv4", "ipv6"],
  client: (c) => c.pick(["Amanda 2.4 REQ HANDLE 1\n", "Amanda 2.4 ACK HANDLE 1\n"]),
  server(c, { port }) {
    const streams = c.pick([
      `DATA ${port} MESG ${port + 1} INDEX ${port + 2}`,
      `DATA ${port} MESG ${port + 1}`,
      `STATE ${port} DATA ${port + 1}`,
      `DATA ${port} MESG 0 INDEX ${port + 1}`,
      `INDEX ${port}`,
    ]);
    return `Amanda 2.4 REP HANDLE 1\n${c.pick(["CONNECT ", "CONNECT ", "connect "])}${streams}\nOPTIONS x;\n`;
  },
  announced: (text) =>
    finds(text, /(?:DATA|MESG|INDEX|STATE) (\d+)/g).map(([, port]) => ({
      protocol: "tcp",
      address: null,
      port: Number(port),
    })),
};
