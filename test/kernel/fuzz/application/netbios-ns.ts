import type { Application } from "../application.js";

export const application: Application = {
  helper: "netbios-ns",
  port: 137,
  transports: ["udp"],
  families: ["ipv4"],
  client: () => "name?",
  server: () => "name!",
  announced: () => [],
};
