// Conversations that reach a state step by step, many at a time: each step of all of them falls into one
// moment, with a gap before the next, so that what a timeout is counted from shows.

/** What one end says in a TCP conversation: "c S", "s SA win=0", "c PA len=10", "c again" for the same
 * segment once more, "c R slip=9" for a sequence number that far off. A dot lets the moment pass. */
export type Step = string;

/** One TCP connection through the router as lines, null where nothing is said. */
export function tcpSteps(
  port: number,
  steps: readonly Step[],
  [client, server]: readonly [client: string, server: string] = ["client", "server"],
): (string | null)[] {
  const next: Record<string, number> = { c: 1000, s: 5000 };
  const last: Record<string, string> = {};
  return steps.map((step) => {
    if (step === ".") return null;
    const [who = "", flags = "", ...rest] = step.split(" ");
    if (flags === "again") return last[who]!;
    const slip = /\bslip=(-?\d+)/.exec(step);
    const ends =
      who === "c"
        ? `in eth1 tcp ${client}.${port} > ${server}.80`
        : `in eth0 tcp ${server}.80 > ${client}.${port}`;
    const own = next[who]! + Number(slip?.[1] ?? 0);
    const words = [ends, flags, `seq=${own}`];
    if (flags.includes("A")) words.push(`ack=${next[who === "c" ? "s" : "c"]}`);
    if (!step.includes("win=")) words.push("win=8000");
    words.push(...rest.filter((w) => !w.startsWith("slip=")));
    if (!slip) {
      const length = Number(/\blen=(\d+)/.exec(step)?.[1] ?? 0);
      next[who] = own + length + (/[SF]/.test(flags) ? 1 : 0);
    }
    last[who] = words.join(" ");
    return last[who];
  });
}

/** All first lines at `start` seconds, all second ones `gap` later, and so on. */
export function inSteps(
  conversations: readonly (readonly (string | null)[])[],
  gap: number,
  start = 0,
): string {
  const most = Math.max(...conversations.map((lines) => lines.length));
  const out: string[] = [];
  for (let i = 0; i < most; i++) {
    const moment = (start + i * gap).toFixed(3);
    for (const lines of conversations) {
      const line = lines[i];
      if (line !== null && line !== undefined) out.push(`@${moment} ${line}`);
    }
  }
  return out.join("\n");
}
