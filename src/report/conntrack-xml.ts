/** Connections and expectations in the XML of conntrack(8) (`-o xml`), and what goes around them. */
import type { ConnectionCounters, ConnectionTuple } from "../engine/conntrack.js";
import type { ExpectationEntry } from "../engine/expect.js";
import type { Family } from "../extension/extension.js";
import type { LineForm, ShownConnection } from "./conntrack-text.js";

/** The kinds of an event, and when the tool heard of it. */
export interface XmlEvent {
  readonly type: "new" | "update" | "destroy";
  /** Nanoseconds since the epoch, null = not shown. */
  readonly when: bigint | null;
}

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';

/** What stands before and behind flows; nothing around none. */
export function xmlDocument(root: "conntrack" | "expect", flows: readonly string[]): string {
  if (flows.length === 0) return "";
  return `${xmlStart(root)}${flows.join("\n")}\n</${root}>\n`;
}

/** What stands before the first flow. */
export function xmlStart(root: "conntrack" | "expect"): string {
  return `${DECLARATION}<${root}>\n`;
}

const tag = (name: string, value: string | number | bigint): string =>
  `<${name}>${value}</${name}>`;

// the library takes every protocol's state for TCP's
const TCP_STATES =
  "NONE SYN_SENT SYN_RECV ESTABLISHED FIN_WAIT CLOSE_WAIT LAST_ACK TIME_WAIT CLOSE SYN_SENT2";
const SCTP_STATES =
  "NONE CLOSED COOKIE_WAIT COOKIE_ECHOED ESTABLISHED SHUTDOWN_SENT SHUTDOWN_RECD SHUTDOWN_ACK_SENT HEARTBEAT_SENT";

function stateName(e: ShownConnection): string {
  if (e.protocol !== 132) return e.state!;
  return TCP_STATES.split(" ")[SCTP_STATES.split(" ").indexOf(e.state!)]!;
}

/** One connection as a <flow>. */
export function connectionXml(e: ShownConnection, form: LineForm, event?: XmlEvent): string {
  const has = new Set(e.status);
  const { original, reply } = e.zones;
  const own = [
    e.state === null ? "" : tag("state", stateName(e)),
    e.timeout === null ? "" : tag("timeout", e.timeout),
    e.mark === null ? "" : tag("mark", e.mark),
    form.labels === true ? labelsXml(e, form) : "",
    e.secctx === null ? "" : tag("secctx", e.secctx),
    original === reply && original !== 0 ? tag("zone", original) : "",
    form.use === 0 ? "" : tag("use", form.use ?? 1),
    tag("id", e.id),
    has.has("ASSURED") ? "<assured/>" : "",
    has.has("SEEN_REPLY") ? "" : "<unreplied/>",
    form.ktimestamp === true ? timestampXml(e) : "",
    e.started === null ? "" : tag("deltatime", e.started.secondsAgo),
  ];
  return [
    flowStart(event),
    direction("original", e, e.original, e.counters?.original, original === reply ? 0 : original),
    direction("reply", e, e.reply, e.counters?.reply, original === reply ? 0 : reply),
    `<meta direction="independent">${own.join("")}</meta>`,
    whenXml(event),
    e.helper === null ? "" : tag("helper", e.helper),
    "</flow>",
  ].join("");
}

function flowStart(event: XmlEvent | undefined): string {
  return event === undefined ? "<flow>" : `<flow type="${event.type}">`;
}

function direction(
  name: string,
  e: ShownConnection,
  t: ConnectionTuple,
  counters: ConnectionCounters | undefined,
  zone: number,
): string {
  const addresses = tag("src", t.source) + tag("dst", t.destination);
  const counted =
    counters === undefined
      ? ""
      : `<counters>${tag("packets", counters.packets)}${tag("bytes", counters.bytes)}</counters>`;
  return [
    `<meta direction="${name}">`,
    `<layer3 ${family(e.family)}>${addresses}</layer3>`,
    `<layer4 protonum="${e.protocol}" protoname="${e.protocolName}">${ports(t)}</layer4>`,
    zone === 0 ? "" : tag("zone", zone),
    counted,
    "</meta>",
  ].join("");
}

function family(name: Family): string {
  return `protonum="${name === "ipv4" ? 2 : 10}" protoname="${name}"`;
}

function ports(t: ConnectionTuple): string {
  if (t.gre !== null) {
    const { sourceKey, destinationKey } = t.gre;
    const hex = (n: number) => `0x${n.toString(16)}`;
    return tag("srckey", hex(sourceKey)) + tag("dstkey", hex(destinationKey));
  }
  if (t.sourcePort === null) return "";
  return tag("sport", t.sourcePort) + tag("dport", t.destinationPort!);
}

function labelsXml({ labels }: ShownConnection, form: LineForm): string {
  if (labels === null || labels.length === 0) return "";
  const name = form.label ?? String;
  return `<labels>${labels.map((n) => tag("label", name(n))).join("")}</labels>`;
}

function timestampXml({ started, stopped }: ShownConnection): string {
  if (started === null) return "";
  const stop = stopped === undefined || stopped === null ? "" : tag("stop", stopped);
  return `<timestamp>${tag("start", started.time)}${stop}</timestamp>`;
}

/** When the tool heard of it, in UTC. */
function whenXml(event: XmlEvent | undefined): string {
  if (event === undefined || event.when === null) return "";
  const date = new Date(Number(event.when / 1_000_000n));
  const two = (n: number) => String(n).padStart(2, "0");
  const parts = [
    tag("hour", date.getUTCHours()),
    tag("min", two(date.getUTCMinutes())),
    tag("sec", two(date.getUTCSeconds())),
    tag("wday", date.getUTCDay() + 1),
    tag("day", date.getUTCDate()),
    tag("month", date.getUTCMonth() + 1),
    tag("year", date.getUTCFullYear()),
  ];
  return `<when>${parts.join("")}</when>`;
}

/** One expectation as a <flow>. */
export function expectationXml(e: ExpectationEntry, event?: XmlEvent): string {
  const whole = e.family === "ipv4" ? "255.255.255.255" : "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
  const pair = (name: string, from: string | number, to: string | number, words = "src dst") => {
    const [first, second] = words.split(" ");
    return `<${name}>${tag(first!, from)}${tag(second!, to)}</${name}>`;
  };
  const addresses = [
    pair("expected", e.tuple.source, e.tuple.destination),
    pair("mask", e.mask.source, whole),
    pair("master", e.master.source, e.master.destination),
  ];
  const hasPorts = e.tuple.sourcePort !== null;
  const four = [
    hasPorts
      ? pair("expected", e.ports.source, e.ports.destination, "sport dport")
      : "<expected></expected>",
    hasPorts ? pair("mask", e.mask.sourcePort, 65535, "sport dport") : "<mask></mask>",
    `<master>${ports(e.master)}</master>`,
  ];
  const own = [
    e.helper === null ? "" : tag("helper-name", e.helper),
    tag("timeout", e.timeout),
    tag("class", e.class),
    whenXml(event),
  ];
  return [
    flowStart(event),
    `<layer3 ${family(e.family)}>${addresses.join("")}</layer3>`,
    `<layer4 protonum="${e.protocol}" protoname="${e.protocolName}">${four.join("")}</layer4>`,
    `<meta>${own.join("")}</meta></flow>`,
  ].join("");
}
