// Setups in which connections have helpers: CT rules that give them, NAT on either side, and conversations
// in the protocols that the helpers read (application/).
import { Chance } from "../../support/chance.js";
import { HOSTS } from "../../support/script.js";
import type { ScenarioSource } from "../scenario.js";
import { THREE, THREE_LEGS } from "../sources/router.js";
import { applications } from "./application.js";
import type { Opening } from "./opening.js";
import type { Family } from "./row.js";
import { Stock } from "./stock.js";
import { Talk } from "./talk.js";

/** Those that begin conversations. */
const APPLICATIONS = (await applications()).flatMap((a) =>
  a.port === null ? [] : [{ ...a, port: a.port }],
);
const CONVERSATIONS = 7;
/** Where all of them are over UDP: a question and an answer each. */
const EXCHANGES = 30;
const PACKETS = 70;

const NAT = {
  ipv4: [
    "-A POSTROUTING -o eth0 -j MASQUERADE",
    "-A POSTROUTING -o eth0 -j SNAT --to-source 192.0.2.7",
    "-A POSTROUTING -o eth0 -s 10.0.0.0/24 -j NETMAP --to 192.0.2.0/24",
    "-A PREROUTING -i eth0 -d 192.0.2.1 -j DNAT --to-destination 10.0.0.5",
    "-A PREROUTING -i eth1 -d 203.0.113.9 -j DNAT --to-destination 10.0.1.5",
    "-A OUTPUT -d 203.0.113.9 -j DNAT --to-destination 10.0.1.5",
    "-A POSTROUTING -o eth1 -s 203.0.113.0/24 -j SNAT --to-source 10.0.0.1",
  ],
  ipv6: [
    "-A POSTROUTING -o eth0 -j MASQUERADE",
    "-A POSTROUTING -o eth0 -j SNAT --to-source 2001:db8::7",
    "-A PREROUTING -i eth0 -d 2001:db8::1 -j DNAT --to-destination 2001:db8:1::5",
    "-A PREROUTING -i eth1 -d 2001:db8:9::9 -j DNAT --to-destination 2001:db8:2::5",
    "-A POSTROUTING -o eth1 -s 2001:db8:9::/64 -j SNAT --to-source 2001:db8:1::1",
  ],
} as const;

const FILTER = [
  "-A FORWARD -m conntrack --ctstate RELATED",
  "-A FORWARD -m conntrack --ctstate INVALID",
  "-A FORWARD -m conntrack --ctstatus EXPECTED -m conntrack --ctstate NEW",
  "-A FORWARD -m conntrack --ctstate INVALID -j DROP",
  "-A FORWARD -i eth0 -m conntrack --ctstate NEW -j REJECT",
  "-A INPUT -m conntrack --ctstate RELATED",
  "-A FORWARD -m connmark --mark 3",
];

function setupOf(c: Chance, s: Stock, spoken: typeof APPLICATIONS): string {
  const command = s.six ? "ip6tables" : "iptables";
  const given = spoken
    .filter((a) => a.families.includes(s.family))
    .flatMap((a) =>
      a.transports.flatMap((transport) =>
        ["PREROUTING", "OUTPUT"]
          .filter(() => c.percent(88))
          .map(
            (chain) =>
              `-t raw -A ${chain} -p ${transport} --dport ${a.port} -j CT --helper ${a.helper}`,
          ),
      ),
    );
  const nat = NAT[s.family].filter(() => c.percent(30)).map((rule) => `-t nat ${rule}`);
  const filter = FILTER.filter(() => c.percent(35));
  if (c.percent(20)) nat.push("-t mangle -A PREROUTING -p tcp --dport 21 -j CONNMARK --set-mark 3");
  return [
    THREE_LEGS.trim(),
    SILENT,
    ...[...given, ...nat, ...filter].map((r) => `${command} ${r}`),
  ].join("\n");
}

// redirects go by the clock, to within a tick of the kernel's
const SILENT = ["all", ...THREE]
  .map((name) => `sysctl -qw net.ipv4.conf.${name}.send_redirects=0`)
  .join("\n");

/** The first packet of a conversation. */
function first(c: Chance, s: Stock, talk: Talk, spoken: typeof APPLICATIONS, port: number): string {
  const application = c.pick(spoken.filter((a) => a.families.includes(s.family)));
  const { way, from, to } = s.ends(c);
  const head = `${from}.${port} > ${to}.${application.port}`;
  if (c.pick(application.transports) === "tcp") {
    return `${way} tcp ${head} S seq=${c.pick([1, 1000, 0xffffffd0])} win=20000 ${c.pick(["", "mss=1460", "sackok"])}`;
  }
  const payload = talk.opens(application.port, HOSTS[from]!, HOSTS[to]!);
  return `${way} udp ${head} hex=${payload}`;
}

/** Which helpers conversations are to have, by name (none: all), and in which family (null: either). */
export interface Helped {
  readonly only: readonly string[];
  readonly family: Family | null;
}

/** Those of the helpers asked for; throws where there is none. */
function spokenOf({ only, family }: Helped): typeof APPLICATIONS {
  const all = APPLICATIONS.filter((a) => only.length === 0 || only.includes(a.helper));
  const spoken = all.filter((a) => family === null || a.families.includes(family));
  if (spoken.length > 0) return spoken;
  throw new Error(`no conversations of ${only.join(" ")}${family ? ` in ${family}` : ""}`);
}

/** The setup of a seed, and what its conversations start from. */
export function helpedOf(
  seed: number,
  helped: Helped = { only: [], family: null },
): { source: ScenarioSource; opening: Opening } {
  const c = new Chance(seed);
  const spoken = spokenOf(helped);
  const lot = c.percent(30) ? "ipv6" : "ipv4";
  const some = spoken.some((a) => a.families.includes(lot)) ? lot : spoken[0]!.families[0]!;
  const s = new Stock(helped.family ?? some);
  const source = {
    name: `helped-${seed}`,
    about: `Connections with helpers, drawn by lot (${seed})`,
    interfaces: THREE,
    realTime: true,
    setup: setupOf(c, s, spoken),
    packets: "",
  };
  const talk = new Talk(c);
  const many = spoken.every((a) => !a.transports.includes("tcp")) ? EXCHANGES : CONVERSATIONS;
  const packets = c.times(many, (i) => first(c, s, talk, spoken, 4000 + i));
  return { source, opening: { interfaces: THREE, packets, limit: PACKETS } };
}
