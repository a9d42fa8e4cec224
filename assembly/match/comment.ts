/**
 * comment: words for people (iptables-extensions(8), comment; comment_mt of the kernel).
 */
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** Nothing: the text stays in the host. */
export const enum CommentInfo {
  size = 0,
}

/** Always. */
export function match(_p: Packet, _data: usize, _c: Context): bool {
  return true;
}
