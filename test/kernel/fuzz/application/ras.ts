// ITU-T H.225.0, RAS: ends register with a gatekeeper, which admits calls.
import { latin, ras } from "../../../support/h323.js";
import { type Application, ends, SIGNALS } from "../application.js";
import { drawn } from "../../../support/h323-random.js";
import { bytesOf, endOf } from "./q931.js";

const SECONDS = [undefined, 1, 60, 70000, 0xffffffff];

export const application: Application = {
  helper: "RAS",
  port: 1719,
  transports: ["udp"],
  families: ["ipv4", "ipv6"],
  client(c, s) {
    const own = endOf(c, s, 1719);
    const calls = endOf(c, s, s.port + SIGNALS);
    const signals = c.percent(80) ? [calls] : [endOf(c, s, 1720), "127.0.0.1.1720", calls];
    const register = () => ras.register({ signals, ras: [own], seconds: c.pick(SECONDS) });
    return latin(
      c.pick([
        register,
        register,
        register,
        () => ras.gatekeeperRequest(own),
        () => ras.admit(c.percent(60) ? calls : undefined, c.percent(60) ? calls : undefined),
        () => ras.admit(`${s.peer}.1720`, endOf(c, s, 1720)),
        () => ras.locate(own),
        () => ras.inform(own, signals),
        () => ras.unregister(signals),
        () => drawn(c, "RasMessage", bytesOf(s), s.port + SIGNALS),
      ])(),
    );
  },
  server(c, s) {
    const own = endOf(c, s, s.port + SIGNALS);
    const theirs = `${s.peer}.${c.pick([1720, s.port + SIGNALS - 2, s.port + SIGNALS])}`;
    const confirm = () => ras.confirm({ signals: [theirs], seconds: c.pick(SECONDS) });
    return latin(
      c.pick([
        confirm,
        confirm,
        confirm,
        () => ras.gatekeeperConfirm(endOf(c, s, c.pick([1719, s.port]))),
        () => ras.admitted(c.pick([own, theirs])),
        () => ras.located(own, endOf(c, s, 1719)),
        ras.reject,
        () => drawn(c, "RasMessage", bytesOf(s), s.port + SIGNALS),
      ])(),
    );
  },
  announced: (text) => ends(text, "Q.931"),
};
