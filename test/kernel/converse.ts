// Conversations: the far ends answer what the kernel lets through, so that connections live on
// behind whatever the setup makes of addresses, ports and marks. The outcome is a script like any
// other; sluice gets the same packets later.
import type { Chance } from "../support/chance.js";
import { type Reading, readPacket } from "../support/reading.js";
import { script } from "../support/script.js";
import { Kernel } from "./kernel.js";
import type { Seen } from "./probe.js";

/** What a conversation starts from. */
export interface Opening {
  interfaces: string[];
  /** Lines of a script, one packet each. */
  packets: string[];
  /** No more packets than this. */
  limit: number;
}

const NEXT: Readonly<Record<string, string[]>> = {
  S: ["SA", "SA", "SA", "RA", "S"],
  SA: ["A", "A", "A", "R"],
  A: ["A", "PA", "FA", "A", "R"],
  PA: ["A", "PA", "FA"],
  FA: ["FA", "A", "FA"],
};

/** A TCP answer to what was read, mostly right. */
function tcpAnswer(c: Chance, r: Reading, ends: string): string | null {
  const flags =
    NEXT[
      [..."SFRPA"]
        .filter((f) => r.flags.includes(f))
        .join("")
        .replace("FA", "FA")
    ];
  if (!flags) return null;
  const sent = r.size + (/[SF]/.test(r.flags) ? 1 : 0);
  const slip = c.percent(90) ? 0 : c.pick([-1, 1, 100, 70000]);
  const seq = r.flags === "S" ? c.between(1, 9000) : r.ack;
  const answer = c.pick(flags);
  const size = answer.includes("P") ? c.pick([1, 100, 1000]) : 0;
  const ack = (r.seq + sent + slip) >>> 0;
  return `tcp ${ends} ${answer} seq=${seq} ack=${ack}${size > 0 ? ` len=${size}` : ""}`;
}

/** An ICMP error about what was read, quoting it as its receiver saw it. */
function complaint(c: Chance, r: Reading, from: string): string {
  const six = r.source.includes(":");
  const type = c.pick(six ? ["1/4", "3/0", "1/0"] : ["3/3", "11/0", "3/1"]);
  const ports = r.protocol === 6 || r.protocol === 17;
  const [a, b] = ports ? [`.${r.sport}`, `.${r.dport}`] : ["", ""];
  const kind = r.protocol === 6 ? "tcp" : r.protocol === 17 ? "udp" : "icmp";
  const rest =
    kind === "tcp" ? `A seq=${r.seq}` : kind === "icmp" ? `echo id=${r.sport} seq=${r.dport}` : "";
  return `icmp ${from} > ${r.source} type=${type} quote=[${kind} ${r.source}${a} > ${r.destination}${b} ${rest}]`;
}

/** What the far end of `emit` sends back; null when it keeps silent. */
function answerTo(c: Chance, emit: Seen): string | null {
  const r = readPacket(emit.packet);
  if (emit.at !== "wire" || emit.out === "lo" || !r || r.fragment || c.percent(30)) return null;
  if (r.destination.startsWith("ff") || /^(22[4-9]|23\d|255)\./.test(r.destination)) return null;
  const echo = (r.protocol === 1 && r.type === 8) || (r.protocol === 58 && r.type === 128);
  if (![6, 17].includes(r.protocol) && !echo) return null;
  const hop = r.source.includes(":") ? "hop6" : "hop";
  if (c.percent(10)) return `in ${emit.out} ${complaint(c, r, c.pick([r.destination, hop]))}`;
  if (echo) {
    const ids = `reply id=${r.sport} seq=${r.dport}`;
    return `in ${emit.out} icmp ${r.destination} > ${r.source} ${ids}`;
  }
  const ends = `${r.destination}.${r.dport} > ${r.source}.${r.sport}`;
  if (r.protocol === 17) return `in ${emit.out} udp ${ends} len=${c.pick([0, 1, 30, 200])}`;
  const words = tcpAnswer(c, r, ends);
  return words === null ? null : `in ${emit.out} ${words}`;
}

/** Plays the conversation on the kernel; returns its packets as script lines. */
export async function converse(
  root: string,
  directory: string,
  opening: Opening,
  c: Chance,
): Promise<string[]> {
  const { interfaces } = opening;
  const kernel = await Kernel.open(root, interfaces, directory);
  const waiting = [...opening.packets];
  const said: string[] = [];
  try {
    while (waiting.length > 0 && said.length < opening.limit) {
      const line = waiting.splice(c.percent(70) ? 0 : c.between(0, waiting.length - 1), 1)[0]!;
      said.push(line);
      for (const p of script(line, interfaces)) {
        const { answer } = await kernel.packet(p);
        for (const e of answer.emits) {
          const reply = answerTo(c, e);
          if (reply !== null) waiting.unshift(reply);
        }
      }
    }
    return said;
  } finally {
    await kernel.close();
  }
}
