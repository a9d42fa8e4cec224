// One setup on the kernel of this machine, with lines that are known before or that the far ends make up
// as they go; then the same packets, stamped by the kernel's clock, through sluice.
import { mkdirSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { join } from "node:path";
import { HZ } from "../../../src/generated/abi.js";
import type { Chance } from "../../support/chance.js";
import { type CapturedPacket, type TestCapture, writePcapng } from "../../support/pcapng.js";
import { script, START } from "../../support/script.js";
import { compareAnswers } from "../compare.js";
import { Cookies, givesCookies, withoutNumbers } from "../cookies.js";
import { Kernel, type KernelAnswer, type PacketAnswer } from "../kernel.js";
import { planOf, prints } from "../plan.js";
import type { Scenario, ScenarioFacts } from "../scenario.js";
import { askSluice } from "../sluice.js";
import { Peers } from "./peers.js";

/** What is put to the kernel. */
export interface Question extends ScenarioFacts {
  name: string;
  interfaces: string[];
  setup: string;
  /** Lines of a script, one packet each; `@SECONDS` in front makes the kernel's packet wait. */
  lines: readonly string[];
}

/** How lines go on by themselves. */
export interface Going {
  /** Answers come from this chance; null: the lines are all. */
  chance: Chance | null;
  /** No more lines than this. */
  limit: number;
  /** How often some tenths of a second pass before a line. */
  pauses?: number;
}

/** What was asked, and the kernel's answer. */
export interface Asked {
  lines: string[];
  capture: TestCapture;
  answer: KernelAnswer;
  idle: { before: number; behind: number };
}

const TICK = BigInt(1_000_000_000 / HZ);

/** Stamps packets with the tick at which the kernel got them. */
class Clock {
  private first: number | null = null;

  at(tick: number): bigint {
    this.first ??= tick;
    return START + BigInt(Math.round((tick - this.first) / Number(TICK))) * TICK;
  }
}

function openKernel(root: string, question: Question): Promise<Kernel> {
  const { interfaces, setup } = question;
  const steps = planOf(setup);
  return Kernel.open(root, {
    interfaces,
    setup: steps ? { steps } : { directory: written(root, question, []) },
    messages: prints(setup) ? "packets" : "none",
  });
}

/** What is asked from now on, of a kernel that began to be `opened` then. */
function askedNow(interfaces: string[], opened: number): Asked {
  const idle = { before: (performance.now() - opened) / 1000, behind: 0 };
  return { lines: [], capture: { interfaces, packets: [] }, answer: null!, idle };
}

/** Plays the lines, and what answers them, on the kernel. Throws SetupRefused. */
export async function askLive(root: string, question: Question, going: Going): Promise<Asked> {
  const { interfaces } = question;
  const opened = performance.now();
  const kernel = await openKernel(root, question);
  const clock = new Clock();
  const { chance: c, limit } = going;
  let pauses = going.pauses ?? 0;
  const peers = c && new Peers(c);
  const waiting = [...question.lines];
  const asked = askedNow(interfaces, opened);
  const cookies = givesCookies(question.setup) ? new Cookies() : null;
  const answers: PacketAnswer[] = [];
  const log: string[] = [];
  const start = performance.now();
  try {
    while (waiting.length > 0 && asked.lines.length < limit) {
      const at = c?.percent(25) ? c.between(0, Math.min(waiting.length - 1, 6)) : 0;
      let line = waiting.splice(at, 1)[0]!;
      if (pauses > 0 && c?.percent(12)) {
        pauses--;
        const passed = (performance.now() - start) / 1000 + c.between(2, 7) / 10;
        line = `@${passed.toFixed(2)} ${line}`;
      }
      asked.lines.push(line);
      const due = /^@([\d.]+)/.exec(line);
      if (due) await sleep(Math.max(0, Number(due[1]) * 1000 - (performance.now() - start)));
      for (const p of script(line, interfaces)) {
        const frame = cookies?.input(p.frame, 14) ?? p.frame;
        const { answer, log: printed, tick } = await kernel.packet({ ...p, frame });
        cookies?.output(answer);
        answers.push({ n: answers.length + 1, ...answer });
        log.push(...(cookies ? printed.map(withoutNumbers) : printed));
        asked.capture.packets.push({ ...p, time: clock.at(tick) });
        if (!peers) continue;
        peers.sent(Buffer.from(p.frame.subarray(14)).toString("hex"));
        waiting.unshift(...answer.emits.flatMap((e) => peers.hear(e)));
      }
    }
    const last = performance.now();
    asked.answer = { packets: answers, ...(await kernel.state(log)) };
    asked.idle.behind = (performance.now() - last) / 1000;
    return asked;
  } finally {
    await kernel.close();
  }
}

/** Plays packets that are all known, at once, on the kernel. Throws SetupRefused. */
export async function askPackets(
  root: string,
  question: Question,
  packets: readonly Omit<CapturedPacket, "time">[],
): Promise<Asked> {
  const { interfaces } = question;
  const opened = performance.now();
  const kernel = await openKernel(root, question);
  const clock = new Clock();
  const asked = askedNow(interfaces, opened);
  const answers: PacketAnswer[] = [];
  const log: string[] = [];
  try {
    for (const p of packets) {
      const { answer, log: printed, tick } = await kernel.packet({ ...p, time: 0n });
      answers.push({ n: answers.length + 1, ...answer });
      log.push(...printed);
      asked.capture.packets.push({ ...p, time: clock.at(tick) });
    }
    const last = performance.now();
    asked.answer = { packets: answers, ...(await kernel.state(log)) };
    asked.idle.behind = (performance.now() - last) / 1000;
    return asked;
  } finally {
    await kernel.close();
  }
}

/** Writes setup.sh and in.pcapng into a folder of build/fuzz; returns the folder. */
function written(root: string, question: Question, packets: CapturedPacket[]): string {
  const directory = join(root, "build/fuzz", question.name);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "setup.sh"), `${question.setup.trim()}\n`);
  const capture = { interfaces: question.interfaces, packets };
  writeFileSync(join(directory, "in.pcapng"), writePcapng(capture));
  return directory;
}

/** What sluice says of a question. */
export interface Judged {
  /** How it differs from what the kernel answered. */
  found: string[];
  /** Packets whose verdict it called undecided. */
  undecided: number;
}

/** Holds sluice against the kernel. */
export async function judge(root: string, question: Question, asked: Asked): Promise<Judged> {
  const directory = written(root, question, asked.capture.packets);
  const scenario: Scenario = {
    ...question,
    directory,
    capture: asked.capture,
    answer: asked.answer,
  };
  try {
    const answer = await askSluice(scenario);
    const undecided = answer.packets.filter((p) => (p.undecided ?? []).length > 0).length;
    const facts = { ...question, idle: asked.idle };
    return { found: compareAnswers(asked.answer, answer, facts), undecided };
  } catch (e) {
    return { found: [`sluice: ${(e as Error).message}`], undecided: 0 };
  }
}

/** Whether sluice takes a setup; what else it says of it does not count. */
export async function takes(root: string, question: Question): Promise<boolean> {
  const directory = written(root, question, []);
  const capture = { interfaces: question.interfaces, packets: [] };
  try {
    await askSluice({ ...question, directory, capture, answer: null });
    return true;
  } catch {
    return false;
  }
}

/** How sluice differs from what the kernel answered. */
export async function judged(root: string, question: Question, asked: Asked): Promise<string[]> {
  return (await judge(root, question, asked)).found;
}
