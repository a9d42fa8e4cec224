// ITU-T H.245: channels for media and data, on a connection that a call announced.
import { latin, tpkt } from "../../../support/h323.js";
import type { Chance } from "../../../support/chance.js";
import { type Application, ends, type Speaker } from "../application.js";
import { controlOf } from "./q931.js";

const says = (c: Chance, s: Speaker): string =>
  latin(c.times(c.percent(80) ? 1 : 3, () => tpkt(controlOf(c, s))).flat());

export const application: Application = {
  helper: "H.245",
  port: null,
  transports: ["tcp"],
  families: ["ipv4", "ipv6"],
  client: says,
  server: says,
  announced: (text) => ends(text, undefined),
};
