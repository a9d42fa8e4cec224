/** LED: lights that show packets (iptables-extensions(8), LED). */
import { LedInfo } from "../../generated/layout/target/LED.js";
import { requireOption } from "../checks.js";
import { OptionError, target } from "../extension.js";
import { parseNumber, U32_MAX } from "../values.js";

interface LedTarget {
  trigger: string;
  /** Milliseconds as a signed number: -1 is for ever. */
  delay: number;
  blink: boolean;
}

/** Bytes of a trigger's name. */
const TRIGGER_MAX = 16;

function parseTrigger(text: string): string {
  if (new TextEncoder().encode(text).length <= TRIGGER_MAX) return text;
  throw new OptionError(`Argument must have a maximum length of ${TRIGGER_MAX} characters`);
}

function parseDelay(text: string): number {
  if (/^inf/i.test(text)) return -1;
  const value = parseNumber(text, 0, U32_MAX);
  if (value === null) throw new OptionError(`Delay value must be within range 0..${U32_MAX}`);
  return value | 0;
}

const escaped = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;

// DIFFERS: rules are taken which the kernel of the reference is built without
export const extension = target<LedTarget>({
  name: "LED",
  about: "a light of the host that shows packets; the packet goes on",
  decidedBy: ["host-only"],
  spares: true,
  steady: () => true,
  families: ["ipv4", "ipv6"],
  options: [
    { name: "led-trigger-id", value: "required" },
    { name: "led-delay", value: "required" },
    { name: "led-always-blink", value: "none" },
  ],
  create: () => ({ trigger: "", delay: 0, blink: false }),
  option(info, use) {
    if (use.id === "led-trigger-id") info.trigger = parseTrigger(use.value);
    else if (use.id === "led-delay") info.delay = parseDelay(use.value);
    else info.blink = true;
  },
  check(_info, _context, given) {
    requireOption(given, "LED", "led-trigger-id");
  },
  save({ trigger, delay, blink }) {
    const words = [`--led-trigger-id ${escaped(trigger)}`];
    if (delay === -1) words.push("--led-delay inf");
    else if (delay > 0) words.push(`--led-delay ${delay}`);
    if (blink) words.push("--led-always-blink");
    return words.join(" ");
  },
  list({ trigger, delay, blink }) {
    const words = [`led-trigger-id:${escaped(trigger)}`];
    words.push(delay === -1 ? "led-delay:inf" : `led-delay:${delay}ms`);
    if (blink) words.push("led-always-blink");
    return words.join(" ");
  },
  encode: (_info, record) => record.reserve(LedInfo.size),
});
