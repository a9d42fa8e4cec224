// The helper H.245 as rules can give it, which is for UDP: a datagram is read as a TCP segment that begins
// where its own header does, and what NAT changes is where a message over UDP would stand.
import type { Chance } from "../../../support/chance.js";
import { type Application, type Speaker, word } from "../application.js";
import { application as overTcp } from "./h245.js";

/** Messages where they stand behind a header of TCP of so many words; the 13th byte tells how many. */
function says(c: Chance, s: Speaker): string {
  const words = c.pick([0, 2, 3, 5, 5, 5, 8, 15]);
  const text = "\0".repeat(Math.max(0, words * 4 - 8)) + overTcp.client(c, s);
  return c.percent(90) ? text.slice(0, 4) + word(words << 4, 1) + text.slice(5) : text;
}

export const application: Application = {
  helper: "H.245",
  port: 1800,
  transports: ["udp"],
  families: ["ipv4", "ipv6"],
  client: says,
  server: says,
  announced: overTcp.announced,
};
