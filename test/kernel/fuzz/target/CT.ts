import type { Row } from "../row.js";

const TCP = ["ftp", "sane", "sip", "Q.931"];
const UDP = ["tftp", "amanda", "sip", "RAS", "H.245"];
const TCP4 = [...TCP, "irc", "pptp"];
const UDP4 = [...UDP, "snmp", "snmp_trap", "netbios-ns"];
/** Trackers, and some of their timeouts. */
const POLICIES = [
  ["tcp", "syn_sent", "established", "close"],
  ["tcp", "syn_recv", "time_wait", "unacknowledged", "fin_wait"],
  ["udp", "unreplied", "replied"],
  ["udplite", "unreplied"],
  ["sctp", "cookie_wait", "established"],
  ["gre", "unreplied"],
  ["generic", "timeout"],
] as const;
const EVENTS = ["new", "related", "destroy", "reply", "assured", "mark", "helper"];

export const row: Row = {
  weight: 2,
  use(c, s) {
    const four = s.family === "ipv4";
    const zone = c.pick(["1", "7", "65535", "mark"]);
    switch (c.between(0, 7)) {
      case 0:
        return { words: "--notrack" };
      case 1:
        return { words: `--zone ${zone}` };
      case 2:
        return { words: `--zone-orig ${zone}` };
      case 3:
        return { words: `--zone-reply ${zone}` };
      case 4: {
        const events = c.percent(50) ? ` --ctevents ${c.pick(EVENTS)}` : "";
        return { words: `--expevents new${events}` };
      }
      case 5: {
        const [protocol, ...timeouts] = c.pick(POLICIES);
        const name = `${protocol}${four ? 4 : 6}`;
        const seconds = timeouts.map((t) => `${t} ${c.pick([3, 70, 4000])}`).join(" ");
        return {
          words: `--timeout ${name}`,
          protocol: protocol === "generic" ? "99" : protocol,
          setup: [`nfct add timeout ${name} ${four ? "inet" : "inet6"} ${protocol} ${seconds}`],
        };
      }
      case 6:
        return { words: `--helper ${c.pick(four ? TCP4 : TCP)}`, protocol: "tcp" };
    }
    return { words: `--helper ${c.pick(four ? UDP4 : UDP)}`, protocol: "udp" };
  },
};
