/** The command nfct(8) of conntrack-tools 1.4.7: timeouts under a name, for CT --timeout. */
import type { Family, TimeoutPolicy } from "../extension/extension.js";
import { SetupError } from "./error.js";
import type { Word } from "./language.js";
import type { Sysctls } from "./sysctl/sysctls.js";

/** What nfct works on. */
export interface NfctHost {
  readonly sysctls: Sysctls;
  /** Policies by name, in order of being made. */
  readonly timeouts: Map<string, TimeoutPolicy>;
  print(word: Word, text: string): void;
  /** How many rules use a policy. */
  timeoutReferences(name: string): number;
  sysctlWritten(): void;
}

/** A timeout: its name, the kernel setting that it starts from, and its place in a policy. */
interface State {
  readonly name: string;
  /** Behind net/netfilter/nf_conntrack_; "": it has none, and is 120 seconds. */
  readonly setting: string;
  readonly index: number;
}

interface Tracker {
  readonly number: number;
  readonly states: readonly State[];
}

const list = (prefix: string, names: string): State[] =>
  names.split(" ").map((name, index) => ({ name, setting: `${prefix}${name}`, index }));

const stream = (prefix: string): State[] => [
  { name: "unreplied", setting: `${prefix}_timeout`, index: 0 },
  { name: "replied", setting: `${prefix}_timeout_stream`, index: 1 },
];

const single = (setting: string): State[] => [{ name: "timeout", setting, index: 0 }];

/** SYN_SENT2 has no setting, and stands last in a policy. */
const SYN_SENT2: State = { name: "syn_sent2", setting: "", index: 10 };
const SYN_SENT2_SECONDS = 120;

const tcp: readonly State[] = [
  ...list(
    "tcp_timeout_",
    "syn_sent syn_recv established fin_wait close_wait last_ack time_wait close",
  ),
  SYN_SENT2,
  { name: "retrans", setting: "tcp_timeout_max_retrans", index: 8 },
  { name: "unacknowledged", setting: "tcp_timeout_unacknowledged", index: 9 },
];

/** Of the timeouts of SCTP, nfct knows no name for that of a heartbeat. */
const sctp = list(
  "sctp_timeout_",
  "closed cookie_wait cookie_echoed established shutdown_sent shutdown_recd shutdown_ack_sent " +
    "heartbeat_sent",
);
const NAMED_BY_SCTP = 7;

/** The number that stands for every protocol without a tracker. */
export const GENERIC = 255;

const trackers: ReadonlyMap<string, Tracker> = new Map([
  ["tcp", { number: 6, states: tcp }],
  ["udp", { number: 17, states: stream("udp") }],
  ["udplite", { number: 136, states: stream("udp") }],
  ["icmp", { number: 1, states: single("icmp_timeout") }],
  ["icmpv6", { number: 58, states: single("icmpv6_timeout") }],
  ["sctp", { number: 132, states: sctp }],
  ["gre", { number: 47, states: stream("gre") }],
  ["generic", { number: GENERIC, states: single("generic_timeout") }],
]);

/** Bytes of a name; more are cut off. */
const NAME_MAX = 31;
/** Ticks of the kernel in a second: a timeout is kept as 32 bits of ticks. */
const HZ = 250;

const commands = ["add", "delete", "list", "get", "flush", "default-set", "default-get"];
const USAGE = "nfct COMMAND timeout ..., with a COMMAND of ";

/** Runs a command line; `command` is the word "nfct". */
export function runNfct(host: NfctHost, command: Word, words: readonly Word[]): void {
  // both orders are known: `add timeout`, `timeout add`
  const [first, second, ...rest] = words;
  const verb = [first, second].find((w) => commands.includes(w?.text ?? ""));
  if (verb === undefined || ![first?.text, second?.text].includes("timeout")) {
    throw new SetupError(
      (first ?? command).position,
      "nfct: not a command of a setup",
      USAGE + commands.join(", "),
    );
  }
  const run = new Nfct(host, command, verb, rest);
  const runs: Readonly<Record<string, () => void>> = {
    add: () => run.add(),
    delete: () => run.delete(),
    get: () => run.get(),
    list: () => run.list(),
    flush: () => run.flush(),
    "default-set": () => run.setDefaults(),
    "default-get": () => run.getDefaults(),
  };
  runs[verb.text]!();
}

class Nfct {
  constructor(
    private readonly host: NfctHost,
    private readonly command: Word,
    private readonly verb: Word,
    private readonly words: readonly Word[],
  ) {}

  private fail(message: string, word: Word = this.verb, hint?: string): never {
    throw new SetupError(word.position, `nfct: ${message}`, hint);
  }

  add(): void {
    const [name, ...rest] = this.words;
    if (rest.length < 2)
      this.fail("missing parameters", this.verb, "add timeout NAME FAMILY PROTOCOL");
    const { family, protocol, tracker } = this.kind(rest);
    const given = this.values(tracker, protocol, rest.slice(2));
    const known = cut(name!.text);
    if (protocol === "dccp") this.fail("netlink error: Operation not supported", rest[1]);
    if (given.size === 0) this.fail("netlink error: Invalid argument", name, "name a timeout");
    if (this.host.timeouts.has(known)) this.fail("netlink error: Device or resource busy", name);
    const seconds = this.defaults(tracker);
    for (const [{ index }, value] of given) seconds[index] = value;
    this.host.timeouts.set(known, { name: known, family, protocol: tracker.number, seconds });
  }

  delete(): void {
    const policy = this.named();
    if (this.host.timeoutReferences(policy.name) > 0) {
      this.fail("netlink error: Device or resource busy", this.words[0], "a rule uses it");
    }
    this.host.timeouts.delete(policy.name);
  }

  get(): void {
    const policy = this.named();
    this.host.print(this.command, text(`.${policy.name} = {`, policy));
  }

  list(): void {
    this.noMore(0);
    const all = [...this.host.timeouts.values()];
    this.host.print(this.command, all.map((p) => text(`.${p.name} = {`, p)).join(""));
  }

  /** Those that no rule uses. */
  flush(): void {
    this.noMore(0);
    for (const name of [...this.host.timeouts.keys()]) {
      if (this.host.timeoutReferences(name) === 0) this.host.timeouts.delete(name);
    }
  }

  setDefaults(): void {
    if (this.words.length < 2) this.fail("missing parameters");
    const { protocol, tracker } = this.kind(this.words);
    for (const [{ name, setting }, value] of this.values(tracker, protocol, this.words.slice(2))) {
      if (setting === "") this.fail(`${name} has no kernel setting, and stays 120`, this.words[2]);
      this.host.sysctls.set(`net/netfilter/nf_conntrack_${setting}`, String(value));
    }
    this.host.sysctlWritten();
  }

  getDefaults(): void {
    if (this.words.length < 2) this.fail("missing parameters");
    const { family, tracker } = this.kind(this.words);
    this.noMore(2);
    const seconds = this.defaults(tracker);
    const policy = { name: "", family, protocol: tracker.number, seconds };
    this.host.print(this.command, text("", policy).slice(1));
  }

  private noMore(count: number): void {
    if (this.words.length > count) this.fail("too many arguments", this.words[count]);
  }

  private named(): TimeoutPolicy {
    const word = this.words[0];
    if (word === undefined) this.fail("missing timeout policy name");
    this.noMore(1);
    const policy = this.host.timeouts.get(cut(word.text));
    if (policy === undefined) this.fail("netlink error: No such file or directory", word);
    return policy;
  }

  private kind(words: readonly Word[]): { family: Family; protocol: string; tracker: Tracker } {
    const [family, protocol] = words;
    if (family!.text !== "inet" && family!.text !== "inet6") {
      this.fail("unknown layer 3 protocol", family, "inet or inet6");
    }
    const name = protocol!.text;
    const tracker = trackers.get(name === "dccp" ? "generic" : name);
    if (tracker === undefined) {
      this.fail("unknown layer 4 protocol", protocol, [...trackers.keys()].join(", "));
    }
    return { family: family!.text === "inet" ? "ipv4" : "ipv6", protocol: name, tracker };
  }

  private values(tracker: Tracker, protocol: string, words: readonly Word[]): Map<State, number> {
    const given = new Map<State, number>();
    if (protocol === "dccp") return given;
    const states = protocol === "sctp" ? tracker.states.slice(0, NAMED_BY_SCTP) : tracker.states;
    for (let i = 0; i < words.length; i += 2) {
      const word = words[i]!;
      const state = states.find((s) => s.name === word.text.toLowerCase());
      if (state === undefined) {
        const names = states.map((s) => s.name).join(", ");
        this.fail(`Wrong state name: \`${word.text}' for protocol \`${protocol}'`, word, names);
      }
      const value = words[i + 1];
      if (value === undefined) this.fail("missing value for this timeout", word);
      given.set(state, secondsOf(value.text));
    }
    return given;
  }

  /** The timeouts of the host, in a policy's order. */
  private defaults(tracker: Tracker): number[] {
    const seconds: number[] = [];
    for (const { setting, index } of tracker.states) {
      seconds[index] =
        setting === ""
          ? SYN_SENT2_SECONDS
          : this.host.sysctls.number(`net/netfilter/nf_conntrack_${setting}`);
    }
    return seconds;
  }
}

const cut = (name: string): string =>
  new TextDecoder().decode(new TextEncoder().encode(name).subarray(0, NAME_MAX));

/** A number as strtoul(3) reads it, 0 where there is none; the kernel counts it in 32 bits of ticks. */
function secondsOf(word: string): number {
  const found = /^\s*([-+]?)(\d+)/.exec(word);
  if (found === null) return 0;
  const value = BigInt.asUintN(32, BigInt(`${found[1] === "-" ? "-" : ""}${found[2]}`));
  return Number(BigInt.asUintN(32, value * BigInt(HZ)) / BigInt(HZ));
}

/** A policy as nfct prints it. */
function text(head: string, { family, protocol, seconds }: TimeoutPolicy): string {
  const tracker = [...trackers.values()].find((t) => t.number === protocol)!;
  const shown = protocol === 132 ? tracker.states.slice(0, NAMED_BY_SCTP) : tracker.states;
  const rows = shown.map(({ name, index }) => `\t\t.${name.toUpperCase()} = ${seconds[index]},`);
  const l3 = family === "ipv4" ? 2 : 10;
  return [
    head,
    `\t.l3proto = ${l3},`,
    `\t.l4proto = ${protocol},`,
    "\t.policy = {",
    ...rows,
    "\t},",
    "};",
    "",
  ].join("\n");
}
