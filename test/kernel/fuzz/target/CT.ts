import type { Row } from "../row.js";

const TCP = ["ftp", "sane", "sip"];
const UDP = ["tftp", "amanda", "sip"];
const TCP4 = [...TCP, "irc", "pptp"];
const UDP4 = [...UDP, "snmp", "snmp_trap", "netbios-ns"];
const EVENTS = ["new", "related", "destroy", "reply", "assured", "mark", "helper"];

export const row: Row = {
  weight: 2,
  use(c, s) {
    const four = s.family === "ipv4";
    const zone = c.pick(["1", "7", "65535", "mark"]);
    switch (c.between(0, 6)) {
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
      case 5:
        return { words: `--helper ${c.pick(four ? TCP4 : TCP)}`, protocol: "tcp" };
    }
    return { words: `--helper ${c.pick(four ? UDP4 : UDP)}`, protocol: "udp" };
  },
  never: { timeout: "the machine has no nfct to make a policy with" },
};
