// RFC 3416: what agents tell unasked, and the answers to those that want one.
import type { Application } from "../application.js";
import { ANSWERS, message, TOLD } from "./snmp.js";

export const application: Application = {
  helper: "snmp_trap",
  port: 162,
  transports: ["udp"],
  families: ["ipv4"],
  client: (c, s) => message(c, s, TOLD),
  server: (c, s) => message(c, s, ANSWERS),
  announced: () => [],
};
