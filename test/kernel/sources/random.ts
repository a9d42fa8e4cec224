// Scenarios drawn by lot from a seed: what nobody thought of. The draws lean towards what is nearly
// right, for that is where implementations differ.
import { Chance } from "../../support/chance.js";
import type { ScenarioSource } from "../scenario.js";
import { randomRules } from "./random-rules.js";
import { inBoth, ROUTER } from "./router.js";

const STATES = inBoth(`
-A FORWARD -m conntrack --ctstate NEW
-A FORWARD -m conntrack --ctstate ESTABLISHED --ctdir ORIGINAL
-A FORWARD -m conntrack --ctstate ESTABLISHED --ctdir REPLY
-A FORWARD -m conntrack --ctstate RELATED
-A FORWARD -m conntrack --ctstate INVALID
-A FORWARD -m conntrack --ctstatus ASSURED`);

/** One side of a TCP connection as the draws see it. */
interface Side {
  next: number;
  acked: number;
  window: number;
}

const FLAGS = ["S", "SA", "A", "A", "A", "PA", "FA", "R", "RA", "F", "SAP", "AU", "none"];

/** A TCP segment that mostly follows from what was sent before. */
function segment(c: Chance, from: Side, to: Side, flags: string): { words: string; size: number } {
  const size = flags.includes("S") || c.percent(60) ? 0 : c.pick([1, 100, 500, 1400]);
  const slip = c.percent(75) ? 0 : c.pick([-1, 1, -100, 100, -1500, 1500, 5000, -70000, 70000]);
  const seq = (from.next + slip) >>> 0;
  const late = c.percent(75) ? 0 : c.pick([-1, 1, -500, 500, 4000, -70000, 70000]);
  const ack = flags.includes("A") ? (to.next + late) >>> 0 : 0;
  const window = c.percent(60) ? from.window : c.pick([0, 1, 100, 1000, 65535]);
  let words = `${flags} seq=${seq} ack=${ack} win=${window}`;
  if (size > 0) words += ` len=${size}`;
  if (flags.includes("S") && c.percent(60)) words += ` mss=1460 sackok ws=${c.pick([0, 2, 7, 14])}`;
  if (flags === "A" && c.percent(15)) words += ` sack=${to.next + 100}-${to.next + 200}`;
  if (slip === 0) from.next = (from.next + size + (/[SF]/.test(flags) ? 1 : 0)) >>> 0;
  return { words, size };
}

function tcpWalk(seed: number, six: boolean): string {
  const c = new Chance(seed);
  const [client, server] = six ? ["client6", "server6"] : ["client", "server"];
  const lines: string[] = [];
  for (let connection = 1; connection <= 4; connection++) {
    const a: Side = { next: c.pick([100, 0xfffffff0, 5_000_000]), acked: 0, window: 2000 };
    const b: Side = { next: c.pick([900, 0xffffff00, 77]), acked: 0, window: 3000 };
    const send = (forth: boolean, flags: string) => {
      const { words } = forth ? segment(c, a, b, flags) : segment(c, b, a, flags);
      const ends = forth
        ? `in eth1 tcp ${client}.${connection} > ${server}.80`
        : `in eth0 tcp ${server}.80 > ${client}.${connection}`;
      lines.push(`${ends} ${words}`);
    };
    if (c.percent(70)) {
      send(true, "S");
      send(false, "SA");
      if (c.percent(80)) send(true, "A");
    }
    for (let i = 0; i < 12; i++) send(c.percent(50), c.pick(FLAGS));
  }
  return lines.join("\n");
}

/** UDP, ICMP, errors and others between few hosts, through NAT. */
function mixedTraffic(seed: number): string {
  const c = new Chance(seed);
  const inner = () => c.pick(["client", "client2"]);
  const outer = () => c.pick(["server", "server2", "hop"]);
  // a port belongs to one client, so that no draw of NAT's is needed
  const portOf = (host: string) => (host === "client" ? 0 : 10) + c.between(1, 3);
  const flow = (host: string, peer: string, port: number) =>
    `${c.pick(["udp", "udp", "tcp"])} ${host}.${port} > ${peer}.${c.pick([53, 80])}`;
  // an answer to nothing would take the port from the client that asks later
  const asked = new Set<string>();
  const ask = (client: string, server: string, port: number) => {
    const words = flow(client, server, port);
    if (words.startsWith("udp")) asked.add(`${words.split(" > ")[1]} ${port}`);
    return `in eth1 ${words} len=${c.between(0, 40)}`;
  };
  const answer = (server: string, port: number) => {
    const from = `${server}.${c.pick([53, 80])}`;
    return `in eth0 udp ${from} > router.${asked.has(`${from} ${port}`) ? port : 30 + port}`;
  };
  return c
    .times(60, () => {
      const client = inner();
      const server = outer();
      const port = portOf(client);
      switch (c.between(0, 9)) {
        case 0:
        case 1:
        case 2:
          return ask(client, server, port);
        case 3:
        case 4:
          return answer(server, port);
        case 5:
          return `in eth1 icmp ${client} > ${server} echo id=${port} seq=${c.between(1, 3)}`;
        case 6:
          return `in eth0 icmp ${server} > router reply id=${port} seq=1`;
        case 7: {
          const [type, rest] = c.pick([
            ["3/3", ""],
            ["3/4", "mtu=1400"],
            ["11/0", ""],
            ["3/1", ""],
          ]);
          const inside = `${flow("router", server, port)} len=20`;
          const keep = c.pick(["", "keep=28", "keep=40"]);
          return `in eth0 icmp ${outer()} > router type=${type} ${rest} quote=[${inside}] ${keep}`;
        }
        case 8:
          return `out eth0 udp router.${c.between(20, 22)} > ${server}.53 len=9`;
        default:
          return `in eth0 ${flow(server, "router", 8000)} len=3 ttl=${c.pick([1, 2, 64])}`;
      }
    })
    .join("\n");
}

/** Pieces of a few datagrams, in disorder, some twice, some over each other. */
function pieces(seed: number, six: boolean): string {
  const c = new Chance(seed);
  const [client, server, inside] = six
    ? ["client6", "server6", "inside6"]
    : ["client", "server", "inside"];
  const lines: string[] = [];
  for (let id = 1; id <= 14; id++) {
    const size = c.pick([24, 100, 1000, 2000, 3001]);
    const total = size + 8;
    const cuts = new Set([0]);
    for (let i = c.between(1, 4); i > 0; i--) cuts.add(c.between(0, total >> 3) * 8);
    const edges = [...cuts].filter((e) => e < total).sort((x, y) => x - y);
    const whole = edges.map((e, i) => [e, edges[i + 1] ?? total] as const);
    const parts = whole.map(([from, to]) => `${from}-${to < total ? to : ""}`);
    if (c.percent(30)) parts.push(c.pick(parts));
    if (c.percent(20)) parts.push(`${8 * c.between(0, 3)}-${8 * c.between(4, 12)}`);
    for (let i = parts.length - 1; i > 0; i--) {
      const j = c.between(0, i);
      [parts[i], parts[j]] = [parts[j]!, parts[i]!];
    }
    if (c.percent(15)) parts.pop();
    const to = c.percent(80) ? server : inside;
    const ttl = c.percent(20) ? " ttl=1" : "";
    const order = parts.join(",");
    lines.push(`in eth1 udp ${client}.${id} > ${to}.53 len=${size} id=${id} pieces=${order}${ttl}`);
  }
  return lines.join("\n");
}

/** Kinds of scenarios that follow from a seed alone. */
export const drawn: Readonly<Record<string, (seed: number) => ScenarioSource>> = {
  tcp: (seed) => ({
    name: `random-tcp-${seed}`,
    about: `TCP segments that are nearly right, drawn by lot (${seed})`,
    setup: `${ROUTER}${STATES}${seed % 5 === 0 ? "\nsysctl -qw net.netfilter.nf_conntrack_tcp_loose=0" : ""}`,
    packets: tcpWalk(seed, seed % 3 === 0),
  }),
  nat: (seed) => ({
    name: `random-nat-${seed}`,
    about: `Queries, answers and errors through NAT, drawn by lot (${seed})`,
    setup: `${ROUTER}${STATES}
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
iptables -t nat -A PREROUTING -i eth0 -p udp --dport 8000 -j DNAT --to-destination 10.0.0.6:9000
iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8000 -j DNAT --to-destination 10.0.0.5:9000`,
    packets: mixedTraffic(seed),
  }),
  fragments: (seed) => ({
    name: `random-fragments-${seed}`,
    about: `Fragments in disorder, drawn by lot (${seed})`,
    setup: `${ROUTER}
iptables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate NEW
${seed > 2 ? "ip link set eth0 mtu 1300" : ""}`,
    packets: pieces(seed, seed % 2 === 0),
  }),
  rules: randomRules,
};

const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** Scenarios by lot. */
export const random: ScenarioSource[] = [
  ...seeds(6).map(drawn.tcp!),
  ...seeds(4).map(drawn.nat!),
  ...seeds(4).map(drawn.fragments!),
  ...seeds(8).map(drawn.rules!),
];
