/**
 * One command line of iptables or ip6tables, as read: which command, its chain and numbers, and the
 * rule that its options describe. The order of checks is that of iptables 1.8.9 (do_parse), so
 * that of several mistakes the same one is named.
 */
import type { TableName } from "../../extension/extension.js";
import { protocolNumber } from "../names.js";
import { parseInteger } from "../address.js";
import { scanCounter } from "./counters.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import type { Counters } from "../model.js";
import { Getopt, reworded } from "./getopt.js";
import { anyHost, type Host, parseHosts } from "./hosts.js";
import { checkChainLength, checkNewChain, interfacePattern } from "./names.js";
import { checkOptions, checkUnique, GivenOptions } from "./options.js";
import { type Loaded, RuleOptions } from "./rule_options.js";
import type {
  Command,
  CommandLetter,
  Information,
  ParseEnvironment,
  RuleTemplate,
} from "./template.js";

const tableNames = new Set<string>(["raw", "mangle", "nat", "filter", "security"]);

/** Commands that may stand together with a command. */
const companions: Readonly<Record<string, string>> = { L: "Z", S: "Z", Z: "LS", z: "LS" };

/** Commands in order of their bits in iptables: of several it names the last in messages. */
const commandOrder = "IDdRALFZNXPESzC";

/** Reads a command line. `words` are those behind the command's name. Null: nothing to do (-4, -6). Whatever
 * stands behind -V or -h is not read. */
export function parseCommand(
  command: Word,
  words: readonly Word[],
  environment: ParseEnvironment,
): Command | Information | null {
  return new CommandParser(command, words, environment).parse();
}

/** Most headers turn nothing around, and share this. */
const notInverted: RuleTemplate["header"]["inverted"] = {
  source: false,
  destination: false,
  inInterface: false,
  outInterface: false,
  protocol: false,
  fragment: false,
};

class CommandParser {
  private readonly getopt: Getopt<Loaded>;
  private readonly rule: RuleOptions;
  private readonly commands: CommandLetter[] = [];
  private readonly given = new GivenOptions();
  private table: TableName;
  private tableWord: Word | null = null;
  private chain: Word | null = null;
  private name: Word | null = null;
  private ruleNumber = 0;
  private verbose = 0;
  private inverted: Word | null = null;
  private sources: Word | null = null;
  private destinations: Word | null = null;
  private counters: Counters | null = null;
  /** Letters of options that a "!" turned around. */
  private invertedOptions = "";
  private inInterface = "";
  private outInterface = "";
  private protocol = 0;
  private skip = false;
  private information: Information | null = null;

  constructor(
    private readonly commandWord: Word,
    words: readonly Word[],
    private readonly environment: ParseEnvironment,
  ) {
    const without = environment.family === "ipv4" ? "" : "f";
    this.getopt = new Getopt<Loaded>(words, commandWord, without);
    this.table = environment.restoreTable ?? "filter";
    this.rule = new RuleOptions(this.getopt, environment);
  }

  parse(): Command | Information | null {
    for (;;) {
      const found = this.getopt.next();
      if (found === null) break;
      if (found.kind === "global") this.global(found.letter, found.value);
      else if (found.kind === "argument") this.argument(found.word);
      else if (found.kind === "extension") this.rule.option(found, this.inverted !== null);
      else if (this.rule.loadProtocolMatch(this.protocolMatch())) {
        this.getopt.again();
        continue;
      } else if (found.kind === "missing") {
        throw this.error(found.word, `option "${found.word.text}" requires an argument`);
      } else this.unknown(found.word);
      if (this.skip) return null;
      if (this.information !== null) return this.information;
      if (found.kind !== "argument") this.inverted = null;
    }
    return this.finish();
  }

  private error(word: Word, message: string, hint?: string): SetupError {
    return new SetupError(word.position, message, hint);
  }

  private unknown(word: Word): never {
    if (/^(-f|--frag(ments?)?)$/.test(word.text)) {
      throw this.error(word, "`-f' is not supported in IPv6, use -m frag instead");
    }
    throw this.error(
      word,
      `unknown option "${word.text}"`,
      this.rule.optionHint(word.text) ?? undefined,
    );
  }

  private argument(word: Word): void {
    if (word.text !== "!") throw this.error(word, `Bad argument \`${word.text}'`);
    if (this.inverted !== null) throw this.error(word, "multiple consecutive ! not allowed");
    this.inverted = word;
  }

  /** Notes an option of iptables itself, refuses a second one and a "!" where none may stand. */
  private set(letter: string, invertible = false): void {
    const word = this.getopt.current;
    if (this.given.has(letter)) throw this.error(word, `multiple -${letter} flags not allowed`);
    this.given.add(letter, word);
    if (this.inverted === null) return;
    if (!invertible) throw this.error(this.inverted, `cannot have ! before -${letter}`);
    this.invertedOptions += letter;
  }

  private global(letter: string, value: Word | null): void {
    if (letter === "V") this.information = this.inverted === null ? "version" : "no version";
    else if ("ACDRILSFZNXEP".includes(letter)) this.command(letter as CommandLetter, value);
    else if ("spdjgiofcvnx0".includes(letter)) this.option(letter, value!);
    else this.other(letter, value);
  }

  private other(letter: string, value: Word | null): void {
    const word = this.getopt.current;
    if (letter === "m") {
      if (this.inverted !== null) {
        throw this.error(this.inverted, 'unexpected "!" flag before --match');
      }
      this.rule.load(value!);
    } else if (letter === "t") this.setTable(value!);
    else if (letter === "w" || letter === "W") {
      if (this.environment.restoreTable !== undefined) {
        throw this.error(word, `You cannot use \`-${letter}' from iptables-restore`);
      }
      const behind = value ?? this.getopt.takeArgument();
      if (letter === "w") this.wait(behind);
    } else if (letter === "4" || letter === "6") this.familyOption(letter);
    else if (letter === "h") this.information = "help";
  }

  private familyOption(letter: string): void {
    if ((letter === "4") === (this.environment.family === "ipv4")) return;
    if (this.environment.restoreTable !== undefined) {
      this.skip = true;
      return;
    }
    const tool = this.environment.family === "ipv4" ? "iptables" : "ip6tables";
    throw this.error(
      this.getopt.current,
      `-${letter} asks for the other family, and this is ${tool}`,
      "use ip6tables for IPv6 and iptables for IPv4",
    );
  }

  private setTable(value: Word): void {
    if (this.environment.restoreTable !== undefined) {
      throw this.error(value, "The -t option cannot be used in iptables-restore");
    }
    if (this.inverted !== null) {
      throw this.error(this.inverted, 'unexpected "!" flag before --table');
    }
    this.tableWord = value;
  }

  /** The table: looked for when the whole line is read, so that of several -t the last one counts. */
  private findTable(): void {
    const value = this.tableWord;
    if (value === null) return;
    if (!tableNames.has(value.text)) {
      throw this.error(
        value,
        `can't initialize iptables table \`${value.text}': Table does not exist`,
        "the tables are raw, mangle, nat, filter and security",
      );
    }
    this.table = value.text as TableName;
  }

  private wait(value: Word | null): void {
    if (value !== null && parseInteger(value.text) === null) {
      throw this.error(value, "wait seconds not numeric");
    }
  }

  private command(letter: CommandLetter, value: Word | null): void {
    const word = this.getopt.current;
    if (this.inverted !== null) throw this.error(this.inverted, "unexpected '!' flag");
    if (this.commands.length > 0) this.together(letter, word);
    const chain = value ?? ("LSFZX".includes(letter) ? this.getopt.takeArgument() : null);
    if (chain !== null) this.chain = chain;
    if (letter === "N") checkNewChain(this.environment.extensions, chain!);
    if ("DILSZR".includes(letter) && chain !== null) this.takeRuleNumber(letter, word);
    if (letter === "I" && this.ruleNumber === 0) this.ruleNumber = 1;
    if (letter === "E" || letter === "P") {
      this.name = this.getopt.takeArgument();
      const wanted = letter === "E" ? "old-chain-name and new-chain-name" : "a chain and a policy";
      if (this.name === null) throw this.error(word, `-${letter} requires ${wanted}`);
    }
    const numbered = this.ruleNumber > 0;
    if (letter === "D" && numbered) this.commands.push("d");
    else if (letter === "Z" && numbered && !this.lists()) this.commands.push("z");
    else this.commands.push(letter);
  }

  /** Refuses a command beside others that it may not stand with. */
  private together(letter: CommandLetter, word: Word): void {
    const others = this.commands.filter((c) => !(companions[letter] ?? "").includes(c));
    const other = [...commandOrder].findLast((c) => others.includes(c as CommandLetter));
    if (other === undefined) return;
    throw this.error(word, `Cannot use -${letter} with -${other.toUpperCase()}`);
  }

  private lists(): boolean {
    return this.commands.includes("L") || this.commands.includes("S");
  }

  private takeRuleNumber(letter: string, word: Word): void {
    const number = this.getopt.takeArgument();
    if (number === null) {
      if (letter === "R") throw this.error(word, "-R requires a rule number");
      return;
    }
    const value = parseInteger(number.text);
    if (value === null || value === 0 || value > 0x7fffffff) {
      throw this.error(number, `Invalid rule number \`${number.text}'`);
    }
    this.ruleNumber = value;
  }

  private option(letter: string, value: Word): void {
    const invertible = "spdiof".includes(letter);
    if (letter === "v") {
      // DIFFERS: a second `-v` does nothing, where iptables shows what it hands to the kernel
      if (this.verbose === 0) this.set("v");
      this.verbose++;
      return;
    }
    this.set(letter === "g" ? "j" : letter, invertible);
    // iptables takes the word before the next option, not an attached value ("-s=1.2.3.4").
    const whole = this.getopt.lastWord();
    if (letter === "s") this.sources = whole;
    else if (letter === "d") this.destinations = whole;
    else if (letter === "i") this.inInterface = this.interface(whole);
    else if (letter === "o") this.outInterface = this.interface(whole);
    else if (letter === "p") this.setProtocol(whole);
    else if (letter === "j") this.rule.jump(whole);
    else if (letter === "g") this.rule.goto(value);
    else if (letter === "c") this.setCounters(value);
  }

  private interface(word: Word): string {
    const name = interfacePattern(word);
    if (/[/\s]/.test(name)) {
      this.environment.warn(
        word,
        `weird character in interface \`${name}' ('/' and ' ' are not allowed by the kernel)`,
      );
    }
    return name;
  }

  private setProtocol(word: Word): void {
    const name = word.text.toLowerCase();
    let number = parseInteger(name) ?? undefined;
    if (number === undefined) number = protocolNumber(name);
    if (number === undefined || number > 255) {
      throw this.error(word, `unknown protocol "${name}" specified`);
    }
    this.protocol = number;
    const inverted = this.invertedOptions.includes("p");
    if (number === 0 && inverted) throw this.error(word, "rule would never match protocol");
    this.rule.protocol = inverted || number === 0 ? null : number;
    this.rule.namedProtocol = number === 0 ? null : number;
  }

  private setCounters(packets: Word): void {
    const comma = packets.text.indexOf(",", 1);
    const bytes =
      comma >= 0 ? reworded(packets, packets.text.slice(comma + 1)) : this.getopt.takeArgument();
    if (bytes === null) throw this.error(packets, "-c requires packet and byte counter");
    const number = (word: Word, what: string): bigint => {
      const value = scanCounter(word.text);
      if (value === null) throw this.error(word, `-c ${what} counter not numeric`);
      return value.value;
    };
    this.counters = { packets: number(packets, "packet"), bytes: number(bytes, "byte") };
  }

  /** The protocol whose match an unknown option may belong to. */
  private protocolMatch(): number | null {
    return this.given.has("p") ? this.protocol : null;
  }

  private finish(): Command {
    this.rule.checkExcluded();
    const rest = this.getopt.rest;
    if (rest !== undefined) throw this.error(rest, "unknown arguments found on commandline");
    if (this.commands.length === 0) throw this.error(this.commandWord, "no command specified");
    if (this.inverted !== null) {
      throw this.error(this.inverted, "nothing appropriate following !");
    }
    this.rule.dropInNat(
      this.tableWord?.text ?? this.table,
      this.commands.includes("P") ? this.name : null,
    );
    const hosts = this.hosts();
    checkOptions(this.commands, this.given);
    if (this.chain !== null) checkChainLength(this.chain);
    this.findTable();
    if (this.commands.some((c) => "ACDIR".includes(c))) {
      this.checkInterfaces();
      this.rule.findChain(this.table);
    }
    // field by field: a spread is slow, and this runs for every rule
    const { matches, target, given, words } = this.rule.finish();
    const { sources, destinations } = hosts;
    const { counters } = this;
    const header = this.header();
    return {
      family: this.environment.family,
      table: this.table,
      commands: this.commands,
      chain: this.chain,
      ruleNumber: this.ruleNumber,
      name: this.name,
      numeric: this.given.has("n"),
      verbose: this.verbose,
      exact: this.given.has("x"),
      lineNumbers: this.given.has("0"),
      rule: { sources, destinations, header, matches, target, counters, given, words },
    };
  }

  private hosts(): { sources: Host[]; destinations: Host[] } {
    const sources = this.hostsOf(this.sources);
    const destinations = this.hostsOf(this.destinations);
    const { invertedOptions } = this;
    const several = sources.length > 1 || destinations.length > 1;
    if (several && /[sd]/.test(invertedOptions)) {
      throw this.error(
        (invertedOptions.includes("s") ? this.sources : this.destinations)!,
        "! not allowed with multiple source or destination IP addresses",
      );
    }
    checkUnique(this.commands, several, this.sources ?? this.destinations ?? this.commandWord);
    return { sources, destinations };
  }

  private hostsOf(word: Word | null): Host[] {
    const { family } = this.environment;
    return word === null ? [anyHost(family)] : parseHosts(family, word);
  }

  /** A built-in chain knows only one of the interfaces at some hooks. */
  private checkInterfaces(): void {
    const chain = this.chain?.text;
    if (chain === "PREROUTING" || chain === "INPUT") this.cannot("o", chain);
    if (chain === "POSTROUTING" || chain === "OUTPUT") this.cannot("i", chain);
  }

  private cannot(letter: string, chain: string): void {
    const word = this.given.get(letter);
    if (word === undefined) return;
    const reason =
      letter === "o" ? "is not routed yet, or stays on this host" : "has no incoming interface";
    throw this.error(word, `Can't use -${letter} with ${chain}`, `a packet in ${chain} ${reason}`);
  }

  private header(): RuleTemplate["header"] {
    const inverted = this.invertedOptions;
    return {
      inInterface: this.inInterface,
      outInterface: this.outInterface,
      protocol: this.protocol,
      fragment: this.given.has("f"),
      inverted:
        inverted === ""
          ? notInverted
          : {
              source: inverted.includes("s"),
              destination: inverted.includes("d"),
              inInterface: inverted.includes("i"),
              outInterface: inverted.includes("o"),
              protocol: inverted.includes("p"),
              fragment: inverted.includes("f"),
            },
    };
  }
}
