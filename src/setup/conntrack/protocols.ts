/** The options that conntrack(8) has for each protocol (`-p NAME`), and which command takes which. */
import { protocolNumber } from "../../extension/services.js";
import { parseInteger } from "../address.js";
import { Refused, unsignedText, wholeNumber } from "./values.js";
import type { Action, Table } from "./options.js";
import type { Request } from "./request.js";

/** A protocol's options. */
export interface Protocol {
  readonly name: string;
  readonly number: number;
  /** Name in messages, further names, and what it does. */
  readonly options: readonly ProtocolOption[];
  /** For each command, what it says of each option: 0 refused, 1 demanded, 2 taken, 3 a pair of them. */
  readonly legal: Readonly<Record<string, string>>;
  /** What is said when no pair is whole: of the original direction, of the reply. */
  readonly pairs: readonly [string, string];
}

export interface ProtocolOption {
  readonly names: readonly string[];
  take(request: Request, value: string): void;
}

const port = (value: string): number => wholeNumber(value) & 0xffff;

type Numbers = (value: string) => number;

/** Ports, or keys, of both directions, of masks and of what is expected. */
function sides(kind: "port" | "key", read: Numbers): ProtocolOption[] {
  const first = kind === "port" ? ["sport", "orig-port-src"] : ["srckey", "orig-key-src"];
  const second = kind === "port" ? ["dport", "orig-port-dst"] : ["dstkey", "orig-key-dst"];
  const set = (names: string[], take: (request: Request, number: number) => void) => ({
    names,
    take: (request: Request, value: string) => take(request, read(value)),
  });
  // the tool puts the port where the protocol belongs (libct_proto_tcp.c), so that what is expected
  // is of protocol 0, or of whatever the port's upper byte says
  const expected = (request: Request, number: number) => {
    request.expected.protocol = number >> 8;
  };
  return [
    set(first, (r, n) => (r.original.sourcePort = n)),
    set(second, (r, n) => (r.original.destinationPort = n)),
    set([`reply-${kind}-src`], (r, n) => (r.reply.sourcePort = n)),
    set([`reply-${kind}-dst`], (r, n) => (r.reply.destinationPort = n)),
    set([`mask-${kind}-src`], (r, n) => (r.mask.sourcePort = n)),
    set([`mask-${kind}-dst`], (r, n) => (r.mask.destinationPort = n)),
    set([`tuple-${kind}-src`], (r, n) => {
      r.expected.sourcePort = n;
      expected(r, n);
    }),
    set([`tuple-${kind}-dst`], (r, n) => {
      r.expected.destinationPort = n;
      expected(r, n);
    }),
  ];
}

const ports = sides("port", port);

function stateOption(what: string, names: readonly (readonly [string, number])[]): ProtocolOption {
  return {
    names: ["state"],
    take(request, value) {
      const found = names.find(([name]) => name === value);
      if (found === undefined) throw new Refused(`${what} state \`${value}'`);
      request.state = found[1];
    },
  };
}

const numbered = (names: string): [string, number][] => names.split(" ").map((n, i) => [n, i]);

const tcpState = stateOption("unknown TCP", [
  ...numbered(
    "NONE SYN_SENT SYN_RECV ESTABLISHED FIN_WAIT CLOSE_WAIT LAST_ACK TIME_WAIT CLOSE SYN_SENT2",
  ),
  ["LISTEN", 9],
]);
// DIFFERS: for other words, HEARTBEAT_SENT among them, the tool ends with a segmentation fault
const sctpState = stateOption(
  "unknown SCTP",
  numbered(
    "NONE CLOSED COOKIE_WAIT COOKIE_ECHOED ESTABLISHED SHUTDOWN_SENT SHUTDOWN_RECD SHUTDOWN_ACK_SENT",
  ),
);
const dccpState = stateOption(
  "Unknown DCCP",
  numbered("NONE REQUEST RESPOND PARTOPEN OPEN CLOSEREQ CLOSING TIMEWAIT IGNORE INVALID"),
);

const tag = (name: string, side: "original" | "reply"): ProtocolOption => ({
  names: [name],
  take(request, value) {
    request.tags = { original: 0, reply: 0, ...request.tags, [side]: wholeNumber(value) >>> 0 };
  },
});

const role: ProtocolOption = {
  names: ["role"],
  take(_, value) {
    if (value !== "client" && value !== "server")
      throw new Refused(`Unknown DCCP role \`${value}'`);
  },
};

/** Which of some options a command takes, behind one word of `base` a command. */
function table(base: Readonly<Record<string, string>>, more: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(base).map(([k, v]) => [k, v + (more[k] ?? "")]));
}

const sidesLegal = {
  list: "22220000",
  create: "33330000",
  add: "33330000",
  update: "22220000",
  delete: "22220000",
  get: "33330000",
  event: "22220000",
  "create expect": "11001111",
  "delete expect": "11110000",
  "get expect": "11110000",
};
const allSidesLegal = { ...sidesLegal, "create expect": "11111111" };
const stateLegal = {
  list: "2",
  create: "1",
  add: "1",
  update: "2",
  delete: "2",
  get: "2",
  event: "2",
};
const withStates = { ...stateLegal, "create expect": "0", "delete expect": "0", "get expect": "0" };
const tagsLegal = {
  list: "00",
  create: "11",
  add: "11",
  update: "22",
  delete: "00",
  get: "22",
  event: "00",
  "create expect": "11",
  "delete expect": "00",
  "get expect": "00",
};
const roleLegal = { create: "1", add: "1", "create expect": "1" };
const roleAll = Object.fromEntries(
  Object.keys(sidesLegal).map((k) => [k, (roleLegal as Record<string, string>)[k] ?? "0"]),
);

const portPairs: [string, string] = [
  "you have to specify `--sport' and `--dport'",
  "you have to specify `--reply-src-port' and `--reply-dst-port'",
];
const keyPairs: [string, string] = [
  "you have to specify `--srckey' and `--dstkey'",
  "you have to specify `--reply-src-key' and `--reply-dst-key'",
];

function icmp(name: string, number: number): Protocol {
  const set = (part: "type" | "code" | "id", most: number): ProtocolOption => ({
    names: [`${name}-${part}`],
    take(request, value) {
      request.icmp = { ...request.icmp, [part]: wholeNumber(value) & most };
    },
  });
  const legal = {
    list: "222",
    create: "112",
    add: "112",
    update: "222",
    delete: "222",
    get: "112",
    event: "222",
  };
  const options = [set("type", 255), set("code", 255), set("id", 65535)];
  return { name, number, options, legal, pairs: portPairs };
}

const protocols: readonly Protocol[] = [
  {
    name: "tcp",
    number: 6,
    options: [...ports, tcpState],
    legal: table(sidesLegal, withStates),
    pairs: portPairs,
  },
  { name: "udp", number: 17, options: ports, legal: allSidesLegal, pairs: portPairs },
  { name: "udplite", number: 136, options: ports, legal: sidesLegal, pairs: portPairs },
  {
    name: "sctp",
    number: 132,
    options: [...ports, sctpState, tag("orig-vtag", "original"), tag("reply-vtag", "reply")],
    legal: table(table(sidesLegal, withStates), tagsLegal),
    pairs: portPairs,
  },
  {
    name: "dccp",
    number: 33,
    options: [...ports, dccpState, role],
    legal: table(table(sidesLegal, withStates), roleAll),
    pairs: portPairs,
  },
  icmp("icmp", 1),
  icmp("icmpv6", 58),
  {
    name: "gre",
    number: 47,
    options: sides("key", (v) => unsignedText(v) & 0xffff),
    legal: allSidesLegal,
    pairs: keyPairs,
  },
];

/** The protocol of `-p`: one with options of its own, or any by name or number. Throws Refused. */
export function findProtocol(text: string): Protocol {
  const named = protocols.find((p) => p.name === text.toLowerCase());
  if (named !== undefined) return named;
  const number = protocolNumber(text) ?? parseInteger(text);
  if (number === null || number === undefined || number > 255) {
    throw new Refused(`\`${text}' unsupported protocol`);
  }
  const known = /^\d/.test(text) ? protocols.find((p) => p.number === number) : undefined;
  return known ?? { name: text, number, options: [], legal: {}, pairs: portPairs };
}

/** Complains of options of the protocol that the command refuses or lacks (final_check). */
export function checkProtocol(
  protocol: Protocol,
  given: ReadonlySet<number>,
  action: Action,
  on: Table,
): void {
  const legal = protocol.legal[on === "expect" ? `${action} expect` : action];
  const rules = legal ?? "0".repeat(protocol.options.length);
  protocol.options.forEach(({ names }, i) => {
    if (!given.has(i) && rules[i] === "1") {
      throw new Refused(`You need to supply the \`--${names[0]}' option for this command`);
    }
    if (given.has(i) && rules[i] === "0") {
      throw new Refused(`Illegal option \`--${names[0]}' with this command`);
    }
  });
  if (!rules.startsWith("3333")) return;
  if ((given.has(0) && given.has(1)) || (given.has(2) && given.has(3))) return;
  const original = given.has(0) || given.has(1);
  throw new Refused(protocol.pairs[!original && (given.has(2) || given.has(3)) ? 1 : 0]);
}
