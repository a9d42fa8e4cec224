/**
 * LED: a light of the host that shows packets (iptables-extensions(8), LED; led_tg of the kernel). The
 * packet goes on unchanged, and nothing of it tells what light shone for how long.
 */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum LedInfo {
  size = 8,
}

/** Goes on. */
export function target(_p: Packet, _data: usize, _c: Context): i32 {
  return Verdict.CONTINUE;
}
