/** The commands of sluice: what each is called, does and takes. */
import type { Option } from "./arguments.js";
import { bench, benchOptions } from "./bench.js";
import { check, checkOptions } from "./check.js";
import { conntrack, conntrackOptions } from "./conntrack.js";
import { replay, replayOptions } from "./replay.js";
import { save, saveOptions } from "./save.js";

/** A command. */
export interface Command {
  readonly name: string;
  /** What stands behind the name: "--setup FILE CAPTURE..." */
  readonly usage: string;
  /** One line. */
  readonly help: string;
  readonly options: readonly Option[];
  /** Examples, one a line. */
  readonly examples: readonly string[];
  run(words: readonly string[]): Promise<void>;
}

export const commands: readonly Command[] = [
  {
    name: "replay",
    usage: "--setup FILE [options] CAPTURE...",
    help: "send captures through a setup; see what became of every packet",
    options: replayOptions,
    examples: [
      "sluice replay --setup router.sh in.pcapng -v",
      "sluice replay --setup router.sh in.pcapng -w out.pcapng",
      "sluice replay --setup rules.v4 --in eth0 a.pcap --jsonl results.jsonl --bytes",
      "tcpdump -i eth0 -U -w - | sluice replay --setup router.sh -v -",
    ],
    run: replay,
  },
  {
    name: "save",
    usage: "--setup FILE [options] [CAPTURE...]",
    help: "print sets and rules as the save commands do, also after captures",
    options: saveOptions,
    examples: ["sluice save --setup router.sh", "sluice save -c --setup router.sh in.pcapng"],
    run: save,
  },
  {
    name: "conntrack",
    usage: "--setup FILE [options] CAPTURE...",
    help: "commands of conntrack(8) over the connections after captures",
    options: conntrackOptions,
    examples: [
      "sluice conntrack --setup router.sh in.pcapng",
      "sluice conntrack --setup router.sh in.pcapng -L -p tcp --dport 443 -o id",
    ],
    run: conntrack,
  },
  {
    name: "bench",
    usage: "[options] SETUP CAPTURE...",
    help: "what the rules cost on captures, by chain and by rule",
    options: benchOptions,
    examples: ["sluice bench router.sh in.pcapng"],
    run: bench,
  },
  {
    name: "check",
    usage: "FILE...",
    help: "read setups and tell every mistake",
    options: checkOptions,
    examples: ["sluice check router.sh"],
    run: check,
  },
];
