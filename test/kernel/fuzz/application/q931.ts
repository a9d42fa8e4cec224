// ITU-T H.323: calls (Q.931), which open control connections and channels.
import type { Chance } from "../../../support/chance.js";
import { address } from "../../../support/bytes.js";
import {
  call,
  control,
  latin,
  type Media,
  signal,
  type SignalName,
  tpkt,
} from "../../../support/h323.js";
import { drawn } from "../../../support/h323-random.js";
import { type Application, ends, SIGNALS, type Speaker } from "../application.js";

/** An end of the speaker's, or now and then of somebody else. */
export function endOf(c: Chance, s: Speaker, port: number): string {
  return `${c.percent(92) ? s.own : s.peer}.${c.percent(97) ? port : 0}`;
}

/** What a channel announces. */
export function mediaOf(c: Chance, s: Speaker): Media {
  return {
    rtp: c.percent(60) ? endOf(c, s, s.port) : undefined,
    rtcp: c.percent(60) ? endOf(c, s, s.port + 1) : undefined,
  };
}

/** A message that opens a channel, or answers that. */
export function controlOf(c: Chance, s: Speaker): number[] {
  const data = c.percent(15) ? endOf(c, s, s.port + SIGNALS) : undefined;
  const channel = { ...mediaOf(c, s), back: c.percent(20) ? mediaOf(c, s) : undefined, data };
  if (c.percent(12)) return c.pick([control.master, control.end])();
  return c.percent(55) ? control.open(channel) : control.acknowledge(channel);
}

const NAMES: readonly SignalName[] = [
  ...(["setup", "setup", "proceeding", "connect", "connect", "alerting"] as const),
  ...(["facility", "facility", "forward", "progress", "release"] as const),
];

/** The bytes of the speaker's address. */
export const bytesOf = (s: Speaker): number[] => [...address(s.own)];

function says(c: Chance, s: Speaker): string {
  const one = () =>
    tpkt(c.percent(15) ? call(drawn(c, "UserInformation", bytesOf(s), s.port)) : message());
  const message = () =>
    signal(c.pick(NAMES), {
      h245: c.percent(55) ? endOf(c, s, s.port + SIGNALS) : undefined,
      fast: c.percent(40) ? c.times(c.between(0, 2), () => mediaOf(c, s)) : undefined,
      to: c.percent(70) ? `${s.peer}.1720` : endOf(c, s, s.port + SIGNALS),
      from: c.percent(60) ? endOf(c, s, c.pick([1720, s.port])) : undefined,
      tunnel: c.percent(25) ? c.times(c.between(0, 2), () => controlOf(c, s)) : undefined,
    });
  return latin(c.times(c.percent(85) ? 1 : 2, one).flat());
}

export const application: Application = {
  helper: "Q.931",
  port: 1720,
  transports: ["tcp"],
  families: ["ipv4", "ipv6"],
  client: says,
  server: says,
  announced: (text) => ends(text, "H.245"),
};
