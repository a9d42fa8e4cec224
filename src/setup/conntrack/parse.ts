/** Reads the words of a command of conntrack(8) as the tool does, with its messages. */
import { Status } from "../../generated/abi.js";
import { maskOf } from "../address.js";
import { Getopt } from "../getopt.js";
import {
  type Action,
  actions,
  checkedOptions,
  generalOptions,
  legalOptions,
  optionName,
  type Table,
} from "./options.js";
import { checkProtocol, findProtocol, type Protocol } from "./protocols.js";
import { emptyRequest, type Request, type Side, type Translation } from "./request.js";
import {
  looseAddress,
  Refused,
  splitPort,
  unsignedStart,
  unsignedText,
  wholeNumber,
} from "./values.js";

/** How words are read. */
export interface Reading {
  /** Words that are no table and no address are arguments, even where the tool would take them for
   * one: names of captures stand there. */
  readonly loose?: boolean;
  /** What is done when no command was given. */
  readonly assume?: Action;
  /** Labels by name, as /etc/xtables/connlabel.conf gives them; numbers are names of their own. */
  readonly labels?: ReadonlyMap<string, number>;
}

const tables: readonly Table[] = ["expect", "conntrack", "dying", "unconfirmed"];
const STATUS: readonly (readonly [string, number])[] = [
  ["ASSURED", Status.ASSURED],
  ["SEEN_REPLY", Status.SEEN_REPLY],
  ["UNSET", 0],
  ["FIXED_TIMEOUT", Status.FIXED_TIMEOUT],
  ["EXPECTED", Status.EXPECTED],
  ["OFFLOAD", 1 << 14],
  ["HW_OFFLOAD", 1 << 15],
];
const OUTPUTS = "xml extended timestamp id ktimestamp labels userspace save".split(" ");
const EVENTS = "ALL NEW UPDATES DESTROY".split(" ");
const PREFIX = "conntrack v1.4.7 (conntrack-tools): ";

/** What the tool prints before its own messages. */
export function toolMessage(message: string): string {
  return `${PREFIX}${message}\n`;
}

/** All that the tool prints when it refuses. */
export function refusalText(refused: Refused): string {
  const hint = "Try `conntrack -h' or 'conntrack --help' for more information.\n";
  return toolMessage(refused.message) + (refused.usage ? hint : "");
}

/** Reads a command line behind the program's name. Throws Refused. */
export function parseConntrack(words: readonly string[], reading: Reading = {}): Request {
  return new Parser(words, reading).read();
}

// DIFFERS: the tool knows the names of /etc/xtables/connlabel.conf alone
function numberLabel(name: string): number | undefined {
  return /^\d{1,3}$/.test(name) && Number(name) < 128 ? Number(name) : undefined;
}

class Parser {
  private readonly request = emptyRequest();
  private readonly getopt: Getopt;
  private protocol: Protocol | null = null;
  private readonly protocolGiven = new Set<number>();

  constructor(
    words: readonly string[],
    private readonly reading: Reading,
  ) {
    this.getopt = new Getopt(["conntrack", ...words], generalOptions);
  }

  read(): Request {
    const { request } = this;
    for (let found = this.getopt.next(); found !== null; found = this.getopt.next()) {
      this.take(found.letter, found.value);
    }
    request.others = this.getopt.others;
    request.implied = request.action === null;
    request.action ??= this.reading.assume ?? null;
    this.check();
    return request;
  }

  private take(letter: string, value: string | null): void {
    const { request } = this;
    if (letter === "?") throw new Refused(`unknown option \`${value}'`);
    if (letter === ":") throw new Refused(`option \`${value}' requires an argument`);
    if (letter.startsWith("protocol ")) {
      const index = Number(letter.slice(9));
      this.protocol!.options[index]!.take(request, value!);
      this.protocolGiven.add(index);
      return;
    }
    const action = actions[letter];
    if (action !== undefined) {
      this.command(letter, value);
      return;
    }
    this.option(letter, value ?? "", value !== null);
  }

  private command(letter: string, attached: string | null): void {
    const { request } = this;
    const action = actions[letter]!;
    const table = action === "load" ? "conntrack" : this.table(attached);
    if (action === "load") request.file = attached!;
    if ((table === "dying" || table === "unconfirmed") && action !== "list") {
      throw new Refused("Can't do that command with tables `dying' and `unconfirmed'");
    }
    if (table === "expect" && (action === "update" || action === "add")) {
      throw new Refused(`Can't do --${action} on expectations`);
    }
    if (request.action !== null) throw new Refused("Invalid commands combination");
    request.action = action;
    request.table = table;
  }

  private table(attached: string | null): Table {
    if (attached !== null) return "conntrack";
    const isTable = (w: string) => w !== "" && tables.some((t) => t.startsWith(w));
    const word = this.getopt.optionalWord((w) => this.reading.loose !== true || isTable(w));
    if (word === null) return "conntrack";
    const table = tables.find((t) => t.startsWith(word));
    if (table === undefined) throw new Refused(`unknown type \`${word}'`);
    return table;
  }

  private option(letter: string, value: string, hasValue: boolean): void {
    const { request } = this;
    if (letter !== "a") request.given.add(letter);
    switch (letter) {
      case "s":
      case "d":
        this.address(letter, value, request.original, letter === "s", request.mask);
        break;
      case "[":
      case "]":
        this.address(letter, value, request.expected, letter === "[", request.mask);
        break;
      case "r":
      case "q":
        this.address(letter, value, request.reply, letter === "r", null);
        break;
      case "{":
      case "}":
        this.address(letter, value, request.mask, letter === "{", null);
        break;
      case "n":
      case "g":
      case "j":
        this.translation(letter, hasValue);
        break;
      case "p":
        this.takeProtocol(value);
        break;
      case "l":
      case "<":
      case ">":
        this.labels(letter, value, hasValue);
        break;
      default:
        this.simple(letter, value);
    }
  }

  private simple(letter: string, value: string): void {
    const { request } = this;
    switch (letter) {
      case "t":
        request.timeout = wholeNumber(value) >>> 0;
        break;
      case "u":
        this.words(value, (word) => this.status(word));
        break;
      case "e":
        this.words(value, (word) => this.oneOf(word, EVENTS, request.events));
        break;
      case "o":
        this.words(value, (word) => this.oneOf(word, OUTPUTS, request.output));
        break;
      case "m": {
        const [mark, rest] = unsignedStart(value);
        const mask = rest.startsWith("/") ? unsignedText(rest.slice(1)) : 0xffffffff;
        request.mark = { value: mark, mask };
        break;
      }
      case "i":
        request.id = unsignedText(value);
        break;
      case "w":
        request.zone = unsignedText(value) & 0xffff;
        break;
      case "(":
        request.originalZone = unsignedText(value) & 0xffff;
        break;
      case ")":
        request.replyZone = unsignedText(value) & 0xffff;
        break;
      case "f":
        if (value.startsWith("ipv4")) this.family("ipv4");
        else if (value.startsWith("ipv6")) this.family("ipv6");
        else throw new Refused(`\`${value}' unsupported protocol`);
        break;
      case "a":
        request.warnings.push("WARNING: ignoring -a, deprecated option.\n");
        break;
    }
  }

  private family(family: "ipv4" | "ipv6"): void {
    this.request.family ??= family;
    if (this.request.family !== family) throw new Refused("mismatched address family");
  }

  private address(
    letter: string,
    value: string,
    into: Side,
    isSource: boolean,
    masks: Side | null,
  ): void {
    const [, text, length] = /^([^/]*)(?:\/(.*))?$/s.exec(value)!;
    const bytes = looseAddress(text!);
    if (bytes === null) throw new Refused(`Invalid IP address \`${value}'`);
    this.family(bytes.length === 4 ? "ipv4" : "ipv6");
    if (length !== undefined && masks === null) {
      throw new Refused(`CIDR notation unavailable for \`--${optionName(letter)}'`);
    }
    const most = bytes.length * 8;
    if (length !== undefined && (!/^\s*\+?\d*$/.test(length) || Number(length) > most)) {
      throw new Refused("Invalid netmask");
    }
    if (isSource) into.source = bytes;
    else into.destination = bytes;
    if (length === undefined || Number(length) === most || masks === null) return;
    this.request.given.add(isSource ? "{" : "}");
    const mask = maskOf(Number(length), bytes.length);
    if (isSource) masks.source = mask;
    else masks.destination = mask;
  }

  private translation(letter: string, attached: boolean): void {
    const { request } = this;
    const fits = (w: string) => this.reading.loose !== true || /^[[\]\d.:a-fA-F]*$/.test(w);
    const word = attached ? null : this.getopt.optionalWord(fits);
    if (word === null) return;
    const [address, port] = splitPort(word);
    const bytes = looseAddress(address);
    if (bytes === null) throw new Refused(`Invalid IP address \`${address}'`);
    this.family(bytes.length === 4 ? "ipv4" : "ipv6");
    const to: Translation = port === null ? { address: bytes } : { address: bytes, port };
    if (letter !== "g") request.source = to;
    if (letter !== "n") request.destination = to;
  }

  private takeProtocol(value: string): void {
    this.protocol = findProtocol(value);
    this.request.protocol = this.protocol.number;
    this.protocol.options.forEach(({ names }, i) => {
      this.getopt.add([`protocol ${i}`, "required", ...names]);
    });
  }

  private words(value: string, take: (word: string) => boolean): void {
    let rest = value;
    for (;;) {
      const comma = rest.indexOf(",");
      const word = comma < 0 ? rest : rest.slice(0, comma);
      if (word === "" || !take(word)) throw new Refused(`Bad parameter \`${rest}'`);
      if (comma < 0) return;
      rest = rest.slice(comma + 1);
    }
  }

  /** The first of the words that begins so. */
  private oneOf(word: string, all: readonly string[], into: Set<string>): boolean {
    if (this.ignored(word)) return true;
    const found = all.find((w) => w.toLowerCase().startsWith(word.toLowerCase()));
    if (found !== undefined) into.add(found);
    return found !== undefined;
  }

  private ignored(word: string): boolean {
    for (const name of ["SRC_NAT", "DST_NAT"]) {
      if (!name.startsWith(word.toUpperCase())) continue;
      const option = name === "SRC_NAT" ? "--src-nat" : "--dst-nat";
      this.request.warnings.push(`WARNING: ignoring ${name}, use ${option} instead\n`);
      return true;
    }
    return false;
  }

  private status(word: string): boolean {
    const { request } = this;
    if (this.ignored(word)) return true;
    if (word === "UNREPLIED") {
      request.statusMask |= Status.SEEN_REPLY;
      return true;
    }
    const found = STATUS.find(([name]) => name.startsWith(word.toUpperCase()));
    if (found === undefined) return false;
    request.status |= found[1];
    request.statusMask |= found[1];
    return true;
  }

  private labels(letter: string, value: string, attached: boolean): void {
    const { request } = this;
    if (request.given.has("<") && request.given.has(">")) {
      throw new Refused("cannot use --label-add and --label-del at the same time", false);
    }
    let names = value;
    if (letter === ">") {
      const word = attached ? null : this.getopt.optionalWord(() => this.reading.loose !== true);
      if (word === null && !attached) return;
      names = word ?? value;
    }
    const numbers = names.split(",").map((name) => {
      const number = this.reading.labels?.get(name) ?? numberLabel(name);
      if (number === undefined) throw new Refused(`unknown label '${name}'`);
      return number;
    });
    if (letter === "l") request.labels = [...request.labels, ...numbers];
    else request.labelsChanged = [...(request.labelsChanged ?? []), ...numbers];
  }

  /** Which options go with the command, and with each other. */
  private check(): void {
    const { request } = this;
    const { given, output, action } = request;
    if (given.has("j") && (given.has("n") || given.has("g"))) {
      throw new Refused("cannot specify `--src-nat' or `--dst-nat' with `--any-nat'");
    }
    const legal = legalOptions(action, request.table);
    [...checkedOptions].forEach((letter, i) => {
      if (!given.has(letter) && legal[i] === "1") {
        throw new Refused(
          `You need to supply the \`--${optionName(letter)}' option for this command`,
        );
      }
      if (given.has(letter) && legal[i] === "0") {
        throw new Refused(`Illegal option \`--${optionName(letter)}' with this command`);
      }
    });
    if (legal.includes("3")) this.pairs();
    if (output.has("save") && output.size > 1) {
      const message = "cannot combine save output with any other output type, use -o save only";
      throw new Refused(message, false);
    }
    if (this.protocol !== null && action !== null && action !== "help") {
      checkProtocol(this.protocol, this.protocolGiven, action, request.table);
    }
    this.checkFilters();
  }

  private pairs(): void {
    const { given } = this.request;
    if ((given.has("s") && given.has("d")) || (given.has("r") && given.has("q"))) return;
    const original = given.has("s") || given.has("d");
    const reply = given.has("r") || given.has("q");
    const [source, destination] = reply && !original ? ["reply-src", "reply-dst"] : ["src", "dst"];
    throw new Refused(`you have to specify \`--${source}' and \`--${destination}'`);
  }

  private checkFilters(): void {
    const { given, action } = this.request;
    if (!["list", "update", "delete", "event"].includes(action ?? "")) return;
    const comparing = [..."sdrqpmcuiwl()"].some((letter) => given.has(letter));
    if (action === "list" && given.has("z") && comparing) {
      throw new Refused("Can't use -z with filtering parameters");
    }
    if (given.has("{") && !given.has("s")) {
      throw new Refused("Can't use --mask-src without --src");
    }
    if (given.has("}") && !given.has("d")) {
      throw new Refused("Can't use --mask-dst without --dst");
    }
  }
}
