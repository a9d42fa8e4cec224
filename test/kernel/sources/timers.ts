// Timeouts of every state of every tracker. Each conversation reaches a state in steps that are parts of a
// second apart; what is left of its time is compared to the second. The last packet is tracked by
// nobody and comes where no timeout is near a full second.
import type { ScenarioSource } from "../scenario.js";
import { inSteps, type Step, tcpSteps } from "./conversations.js";
import { inBoth, ROUTER } from "./router.js";

const STATES = `
${inBoth(`
-A FORWARD -m conntrack --ctstate NEW
-A FORWARD -m conntrack --ctstate ESTABLISHED
-A FORWARD -m conntrack --ctstate RELATED
-A FORWARD -m conntrack --ctstate INVALID
-A FORWARD -m conntrack --ctstatus SEEN_REPLY
-A FORWARD -m conntrack --ctstatus ASSURED
-t raw -A PREROUTING -p udp --dport 9 -j NOTRACK`)}`;

/** The packet at which the timeouts are read. */
const end = (seconds: number): string => `\n@${seconds} in eth1 udp client.9 > server.9\n`;

const OPEN: readonly Step[] = ["c S", "s SA", "c A"];

/** Ways into the states of a TCP connection. */
const TCP: readonly (readonly Step[])[] = [
  ["c S"], // SYN_SENT
  ["c S", "c again", "c again"],
  ["c S", "s SA"], // SYN_RECV
  ["c S", "s SA", "s again"],
  ["c S", "s S"], // SYN_SENT2
  ["c S", "s S", "c SA", "s SA"],
  ["c S", "s S", "c SA", "s A"],
  OPEN, // ESTABLISHED
  [...OPEN, "c PA len=10"], // not acknowledged
  [...OPEN, "c PA len=10", "s A"],
  [...OPEN, "s PA len=10"],
  [...OPEN, "s PA len=10", "c A"],
  [...OPEN, "c PA len=10", "c again"], // sent again and again
  [...OPEN, "c PA len=10", "c again", "c again", "c again"],
  [...OPEN, "c PA len=10", "c again", "c again", "c again", "s A"],
  [...OPEN, "c PA len=10", "c again", "c again", "c again", "c again", "s A", "c PA len=10"],
  [...OPEN, "s A win=0"], // no window
  [...OPEN, "s A win=0", "s A win=100"],
  [...OPEN, "c PA len=10", "s A win=0", "c again"],
  [...OPEN, "c FA"], // FIN_WAIT
  [...OPEN, "s FA"],
  [...OPEN, "c FA", "c again", "c again", "c again", "c again"],
  [...OPEN, "c FA", "s A"], // CLOSE_WAIT
  [...OPEN, "c FA", "s A", "s PA len=10"],
  [...OPEN, "c FA", "s FA"], // LAST_ACK
  [...OPEN, "c FA", "s A", "s FA"],
  [...OPEN, "c FA", "s FA", "c A"], // TIME_WAIT
  [...OPEN, "c FA", "s A", "s FA", "c A"],
  [...OPEN, "c FA", "s FA", "c A", "s again", "c A"],
  [...OPEN, "c FA", "s FA", "c A", "c S slip=100000"], // opened again
  ["c S", "s RA"], // CLOSE
  [...OPEN, "c R"],
  [...OPEN, "s R"],
  [...OPEN, "c RA"],
  [...OPEN, "c R slip=1"],
  [...OPEN, "c R slip=100000"],
  [...OPEN, "c R", "c R"],
  [...OPEN, "c R", "c PA len=10"],
  [...OPEN, "c R", ".", "c S slip=100000"],
  [...OPEN, "c R", "s A"],
  [...OPEN, "c FA", "s FA", "c R"],
  [...OPEN, "s R", "s again", "s again", "s again"],
  ["c A"], // picked up in the middle
  ["c PA len=10"],
  ["c A", "s A"],
  ["c PA len=10", "s A"],
  ["c PA len=10", "s PA len=20", "c A"],
  ["c A", "c A", "c A", "c A", "c A"],
  ["c FA"],
  ["c FA", "s A"],
  ["c R"],
  ["c A", "c R"],
  ["c A", "s R"],
  ["c SA"],
  ["c S", "s A slip=7"], // an ACK in answer to a SYN
  ["c S", "c A"],
  ["c S", "c R"],
  [...OPEN, "c S slip=5"], // a SYN in a living connection
  [...OPEN, "c S slip=5", "s A"],
  [...OPEN, "c S slip=5", "s A", "c R"],
];

const tcpOf = (client: string, server: string): (string | null)[][] =>
  TCP.map((steps, i) => tcpSteps(4000 + i, steps, [client, server]));

/** A line and its answer. */
interface Pair {
  readonly asks: string;
  readonly answers: string;
}

const udpPair =
  (protocol: string, six: string) =>
  (port: number): Pair => ({
    asks: `in eth1 ${protocol} client${six}.${port} > server${six}.53`,
    answers: `in eth0 ${protocol} server${six}.53 > client${six}.${port}`,
  });

/** Asked; asked twice; answered; answered late; a stream; a stream that is asked again. Each half a second. */
function datagrams(words: (port: number) => Pair, port: number): (string | null)[][] {
  const plans = [
    "c",
    "cc",
    "cs",
    "c.s",
    "c....s",
    "cs...c",
    "cs....s",
    "cs....sc",
    "c.....c",
    "cs....c.s",
  ];
  return plans.map((plan, i) => {
    const { asks, answers } = words(port + i);
    return [...plan].map((who) => (who === "c" ? asks : who === "s" ? answers : null));
  });
}

const UDP = [
  ...datagrams(udpPair("udp", ""), 4000),
  ...datagrams(udpPair("udp", "6"), 4000),
  ...datagrams(udpPair("udplite", ""), 4000),
  ...datagrams(udpPair("udplite", "6"), 4000),
];

const icmpPair =
  (asked: string, answered: string, six: string) =>
  (id: number): Pair => ({
    asks: `in eth1 icmp client${six} > server${six} ${asked} id=${id} seq=1`,
    answers: `in eth0 icmp server${six} > client${six} ${answered} id=${id} seq=1`,
  });

const OTHERS = [
  ...datagrams(icmpPair("echo", "reply", ""), 4000),
  ...datagrams(icmpPair("type=13", "type=14", ""), 4020),
  ...datagrams(icmpPair("type=15", "type=16", ""), 4040),
  ...datagrams(icmpPair("type=17", "type=18", ""), 4060),
  ...datagrams(icmpPair("echo", "reply", "6"), 4000),
  ...datagrams((port) => {
    const proto = port - 4000 + 100;
    return {
      asks: `in eth1 ip client > server proto=${proto}`,
      answers: `in eth0 ip server > client proto=${proto}`,
    };
  }, 4000),
  ...datagrams((port) => {
    const proto = port - 4000 + 100;
    return {
      asks: `in eth1 ip client6 > server6 proto=${proto}`,
      answers: `in eth0 ip server6 > client6 proto=${proto}`,
    };
  }, 4000),
  // GRE without ports: one connection a pair of hosts
  ...datagrams((port) => {
    const host = `10.0.0.${port - 4000 + 20}`;
    return { asks: `in eth1 gre ${host} > server`, answers: `in eth0 gre server > ${host}` };
  }, 4000),
  ...datagrams((port) => {
    const host = `10.0.0.${port - 4000 + 40}`;
    const call = "call=7";
    return {
      asks: `in eth1 gre ${host} > server ${call}`,
      answers: `in eth0 gre server > ${host} ${call}`,
    };
  }, 4000),
  // DCCP has no tracker of its own any more
  ...datagrams((port) => {
    const host = `10.0.0.${port - 4000 + 60}`;
    return {
      asks: `in eth1 ip ${host} > server proto=33`,
      answers: `in eth0 ip server > ${host} proto=33`,
    };
  }, 4000),
  // ESP and AH: the tracker of what has none
  ...datagrams((port) => {
    const host = `10.0.0.${port - 4000 + 80}`;
    return {
      asks: `in eth1 ip ${host} > server proto=50`,
      answers: `in eth0 ip server > ${host} proto=50`,
    };
  }, 4000),
];

/** Ways into the states of an SCTP association, as chunks of the client and of the server. */
const SCTP_OPEN: readonly Step[] = ["c init", "s initack", "c cookieecho", "s cookieack"];
const SCTP: readonly (readonly Step[])[] = [
  ["c init"],
  ["c init", "c init"],
  ["c init", "s init"],
  ["c init", "s initack"],
  ["c init", "s initack", "c cookieecho"],
  SCTP_OPEN,
  [...SCTP_OPEN, "c data"],
  [...SCTP_OPEN, "s data"],
  [...SCTP_OPEN, "c heartbeat"],
  [...SCTP_OPEN, "c heartbeat", "s heartbeatack"],
  [...SCTP_OPEN, "c shutdown"],
  [...SCTP_OPEN, "s shutdown"],
  [...SCTP_OPEN, "c shutdown", "s shutdownack"],
  [...SCTP_OPEN, "s shutdown", "c shutdownack"],
  [...SCTP_OPEN, "c shutdown", "s shutdownack", "c shutdowncomplete"],
  [...SCTP_OPEN, "s shutdown", "c shutdownack", "s shutdowncomplete"],
  [...SCTP_OPEN, "c shutdown", "s shutdown", "c shutdownack"],
  [...SCTP_OPEN, "c abort"],
  [...SCTP_OPEN, "s abort"],
  [...SCTP_OPEN, "c error"],
  [...SCTP_OPEN, "c init"],
  ["c init", "s abort"],
  ["c init", "s initack", "c abort"],
  ["c init", "s error"],
  ["c init", "s initack", "c cookieecho", "s error"],
  ["c heartbeat"],
  ["c heartbeat", "c heartbeat"],
  ["c heartbeat", "s heartbeatack"],
  ["c heartbeat", "s heartbeatack", "c data"],
  ["c data"],
  ["c data", "s data"],
  ["c cookieecho"],
  ["c shutdown"],
  ["c abort"],
  ["c shutdownack"],
];

/** Tags: the client's packets carry 222, the server's 111, an INIT none. */
const sctpOf = (six: string): (string | null)[][] =>
  SCTP.map((steps, i) =>
    steps.map((step) => {
      const [who, chunk = ""] = step.split(" ");
      const [client, server] = [`client${six}.${5000 + i}`, `server${six}.80`];
      const ends =
        who === "c" ? `in eth1 sctp ${client} > ${server}` : `in eth0 sctp ${server} > ${client}`;
      const own = who === "c" ? 111 : 222;
      const tag = chunk === "init" ? 0 : who === "c" ? 222 : 111;
      const initiates = chunk === "init" || chunk === "initack";
      return `${ends} chunks=${chunk}${initiates ? `:${own}` : ""} tag=${tag}`;
    }),
  );

/** Sysctls of timeouts, each with a value of its own that no other state has. */
const ODD = [
  ["tcp_timeout_syn_sent", 51],
  ["tcp_timeout_syn_recv", 53],
  ["tcp_timeout_established", 1007],
  ["tcp_timeout_fin_wait", 57],
  ["tcp_timeout_close_wait", 61],
  ["tcp_timeout_last_ack", 63],
  ["tcp_timeout_time_wait", 67],
  ["tcp_timeout_close", 71],
  ["tcp_timeout_unacknowledged", 503],
  ["tcp_timeout_max_retrans", 401],
  ["udp_timeout", 73],
  ["udp_timeout_stream", 77],
  ["icmp_timeout", 81],
  ["icmpv6_timeout", 83],
  ["generic_timeout", 87],
  ["gre_timeout", 91],
  ["gre_timeout_stream", 93],
  ["sctp_timeout_closed", 21],
  ["sctp_timeout_cookie_wait", 23],
  ["sctp_timeout_cookie_echoed", 27],
  ["sctp_timeout_established", 97],
  ["sctp_timeout_shutdown_sent", 31],
  ["sctp_timeout_shutdown_recd", 33],
  ["sctp_timeout_shutdown_ack_sent", 37],
  ["sctp_timeout_heartbeat_sent", 41],
] as const;

const sysctls = (value: (name: string, odd: number) => number): string =>
  ODD.map(
    ([name, odd]) => `\nsysctl -qw net.netfilter.nf_conntrack_${name}=${value(name, odd)}`,
  ).join("");

/** Seconds from one step to the next; the timeouts are read a fifth of a second behind a full one, so that
 * none is near a full second then. */
const GAP = 0.5;

/** A scenario that reads the timeouts of conversations once they stand where they are led. */
function standing(
  name: string,
  about: string,
  setup: string,
  lines: readonly (readonly (string | null)[])[],
): ScenarioSource {
  const last = (Math.max(...lines.map((l) => l.length)) - 1) * GAP;
  return {
    name: `timer-${name}`,
    about,
    realTime: true,
    exactTimeouts: true,
    setup: `${ROUTER}${STATES}${setup}`,
    packets: inSteps(lines, GAP) + end(Math.ceil(last) + 1.2),
  };
}

/** Timeouts of a second, all of them. */
const SHORT = sysctls(() => 1);
/** Steps that keep entries alive, and lie away from the moments at which these end. */
const SHORT_GAP = 0.4;

/** A scenario in which every entry ends; then each conversation goes on with a packet of the server's and
 * one of the client's. */
function ending(
  name: string,
  about: string,
  lines: readonly (readonly (string | null)[])[],
  answers: (i: number) => (string | null)[],
): ScenarioSource {
  const most = Math.max(...lines.map((l) => l.length));
  const silence = [null, null, null];
  const whole = lines.map((l, i) => [
    ...l,
    ...new Array<null>(most - l.length).fill(null),
    ...silence,
    ...answers(i),
  ]);
  return {
    name: `timer-end-${name}`,
    about,
    realTime: true,
    exactTimeouts: true,
    setup: `${ROUTER}${STATES}${SHORT}`,
    packets: inSteps(whole, SHORT_GAP) + end((most + 3 + 1) * SHORT_GAP + 0.4),
  };
}

const late = (i: number): string[] => [
  `in eth0 tcp server.80 > client.${4000 + i} A seq=5001 ack=1001 win=8000`,
  `in eth1 tcp client.${4000 + i} > server.80 A seq=1001 ack=5001 win=8000`,
];
const lateOf =
  (lines: readonly (readonly (string | null)[])[]) =>
  (i: number): (string | null)[] => {
    const said = lines[i]!.filter((l) => l !== null);
    const back = said.find((l) => l.startsWith("in eth0")) ?? null;
    return [back, said[0] ?? null];
  };

/** Scenarios of timeouts. */
export const timers: ScenarioSource[] = [
  standing("tcp", "Every state of TCP and what is left of its time", "", tcpOf("client", "server")),
  standing("tcp6", "The same over IPv6", "", tcpOf("client6", "server6")),
  standing(
    "tcp-set",
    "TCP with timeouts that sysctls set",
    sysctls((_, odd) => odd),
    tcpOf("client", "server"),
  ),
  standing(
    "tcp-retrans",
    "TCP with other limits of retransmission",
    `${sysctls((_, odd) => odd)}
sysctl -qw net.netfilter.nf_conntrack_tcp_max_retrans=1`,
    tcpOf("client", "server"),
  ),
  standing(
    "tcp-small-established",
    "An established connection whose timeout is below those of what is not acknowledged or sent again",
    `
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_established=200
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_fin_wait=400`,
    tcpOf("client", "server"),
  ),
  standing(
    "tcp-nat",
    "The states of TCP behind NAT",
    "\niptables -t nat -A POSTROUTING -o eth0 -s 10.0.0.99 -j MASQUERADE",
    tcpOf("client", "server"),
  ),
  standing("udp", "UDP and UDP-Lite: asked, answered, streams", "", UDP),
  standing(
    "udp-set",
    "UDP with timeouts that sysctls set",
    sysctls((_, odd) => odd),
    UDP,
  ),
  standing("others", "ICMP, ICMPv6, GRE, and protocols without a tracker", "", OTHERS),
  standing(
    "others-set",
    "The same with timeouts that sysctls set",
    sysctls((_, odd) => odd),
    OTHERS,
  ),
  standing("sctp", "Every state of SCTP", "", [...sctpOf(""), ...sctpOf("6")]),
  standing(
    "sctp-set",
    "SCTP with timeouts that sysctls set",
    sysctls((_, odd) => odd),
    sctpOf(""),
  ),
  ending("tcp", "No state of TCP outlives its timeout", tcpOf("client", "server"), late),
  ending("udp", "Nor do UDP and UDP-Lite", UDP, lateOf(UDP)),
  ending("others", "Nor does what has no ports", OTHERS, lateOf(OTHERS)),
  ending("sctp", "Nor does any state of SCTP", sctpOf(""), lateOf(sctpOf(""))),
  {
    name: "timer-none",
    about: "Timeouts of no seconds: an entry ends as it begins",
    realTime: true,
    exactTimeouts: true,
    setup: `${ROUTER}${STATES}${sysctls(() => 0)}`,
    packets: inSteps(
      [...tcpOf("client", "server"), ...UDP, ...OTHERS, ...sctpOf("")].map((l) => l.slice(0, 3)),
      0.3,
    ),
  },
  {
    name: "timer-huge",
    about: "Timeouts of many years, and of less than no time",
    realTime: true,
    exactTimeouts: true,
    setup: `${ROUTER}${STATES}
sysctl -qw net.netfilter.nf_conntrack_udp_timeout=8589934
sysctl -qw net.netfilter.nf_conntrack_icmp_timeout=-1
sysctl -qw net.netfilter.nf_conntrack_generic_timeout=-1000
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_syn_sent=8589934`,
    packets: `
@0 in eth1 udp client.1 > server.53
@0 in eth1 icmp client > server echo id=1 seq=1
@0 in eth1 ip client > server proto=99
@0 in eth1 tcp client.1 > server.80 S seq=1
@0.5 in eth0 icmp server > client reply id=1 seq=1
@0.5 in eth0 ip server > client proto=99
@0.5 in eth1 udp client.1 > server.53${end(1.2)}`,
  },
  {
    name: "timer-fragments",
    about: "Fragments of both families wait as long as they are to, and no longer",
    realTime: true,
    setup: `${ROUTER}${STATES}
sysctl -qw net.ipv4.ipfrag_time=1
sysctl -qw net.netfilter.nf_conntrack_frag6_timeout=2`,
    packets: `
@0 in eth1 udp client.1 > server.53 len=2000 id=1 pieces=0-1480
@0 in eth1 udp client.2 > server.53 len=2000 id=2 pieces=1480-
@0 in eth1 udp client6.1 > server6.53 len=2000 id=1 pieces=0-1232
@0 in eth1 udp client6.2 > server6.53 len=2000 id=2 pieces=1232-
@0 in eth1 udp client.3 > inside.53 len=2000 id=3 pieces=0-1480
@0 in eth1 udp client6.3 > inside6.53 len=2000 id=3 pieces=0-1232
@0.7 in eth1 udp client.1 > server.53 len=3000 id=1 pieces=1480-2000
@0.7 in eth1 udp client.2 > server.53 len=2000 id=2 pieces=0-1480
@1.4 in eth1 udp client.1 > server.53 len=2000 id=1 pieces=1480-
@1.4 in eth1 udp client6.1 > server6.53 len=2000 id=1 pieces=1232-
@1.7 in eth1 udp client.4 > server.53 len=2000 id=4 pieces=0-1480
@2.5 in eth1 udp client6.2 > server6.53 len=2000 id=2 pieces=0-1232
@2.5 in eth1 udp client.4 > server.53 len=2000 id=4 pieces=1480-
@3.4 in eth1 udp client6.5 > server6.53
`,
  },
  {
    name: "timer-defaults",
    about:
      "Half a minute with the timeouts that a host has: what ends, and what is left of the others",
    realTime: true,
    setup: `${ROUTER}${STATES}`,
    packets:
      [
        inSteps(
          [
            ...tcpOf("client", "server"),
            ...UDP,
            ...OTHERS,
            ...sctpOf(""),
            ["in eth1 udp client.1 > server.53 len=2000 id=1 pieces=0-1480"],
            ["in eth1 udp client6.1 > server6.53 len=2000 id=1 pieces=0-1232"],
          ],
          GAP,
        ),
        "@29.2 in eth1 udp client.2 > server.53",
        "@36.2 in eth1 udp client.1 > server.53 len=2000 id=1 pieces=1480-",
        "@36.2 in eth1 udp client6.1 > server6.53 len=2000 id=1 pieces=1232-",
      ].join("\n") + end(36.7),
  },
];
