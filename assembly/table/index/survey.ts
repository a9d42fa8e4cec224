/** What has to be known of a chain before its classifier is built. */
import { ConnectionState, IndexEntry, IndexField, IndexTest, RuleFlag, RuleImage } from "../../abi";

/** Masks of which the most frequent is looked for. */
const MASKS_MOST: u32 = 8;
const masks: usize = memory.data(8 * 8, 8);

/** The mask that most --mark options have: the classifier looks at the mark through one mask. */
export function chooseMarkMask(entries: usize, count: u32): u32 {
  let known: u32 = 0;
  for (let e: u32 = 0; e < count; e++) {
    const entry = entries + <usize>e * IndexEntry.size;
    if (load<u8>(entry, IndexEntry.field) != IndexField.MARK) continue;
    const mask = load<u32>(entry, IndexEntry.high);
    let i: u32 = 0;
    while (i < known && load<u32>(masks + ((<usize>i) << 3)) != mask) i++;
    if (i == MASKS_MOST) continue;
    const at = masks + ((<usize>i) << 3);
    if (i == known) {
      store<u32>(at, mask);
      store<u32>(at, 0, 4);
      known++;
    }
    store<u32>(at, load<u32>(at, 4) + 1, 4);
  }
  let best: u32 = 0;
  let most: u32 = 0;
  for (let i: usize = 0; i < <usize>known; i++) {
    if (load<u32>(masks + (i << 3), 4) <= most) continue;
    most = load<u32>(masks + (i << 3), 4);
    best = load<u32>(masks + (i << 3));
  }
  return best;
}

/**
 * Notes by protocol how many bytes of transport header the matches read whose demands are used. A
 * match that cannot read them drops the packet at once, so what stands in its rule may not be
 * looked at before it.
 */
export function noteReads(table: usize, rules: usize, entries: usize, count: u32): void {
  for (let e: u32 = 0; e < count; e++) {
    const entry = entries + <usize>e * IndexEntry.size;
    const bytes = load<u8>(entry, IndexEntry.reads);
    if (bytes == 0) continue;
    const rule = rules + <usize>load<u32>(entry, IndexEntry.rule) * RuleImage.size;
    const protocol = <usize>load<u16>(rule, RuleImage.protocol);
    const inverted = (load<u32>(rule, RuleImage.flags) & RuleFlag.INVERT_PROTOCOL) != 0;
    if (protocol != 0 && protocol < 256 && !inverted) {
      if (bytes > load<u8>(table + protocol)) store<u8>(table + protocol, bytes);
      continue;
    }
    for (let i: usize = 0; i < 256; i++)
      if (bytes > load<u8>(table + i)) store<u8>(table + i, bytes);
  }
}

/** How far from its start a chain is looked at for the rule that lets known connections pass. */
const HEAD_MOST: u32 = 8;

/**
 * The first rule for which the classifier is asked. Firewalls begin with a rule that lets packets of
 * known connections pass: it ends the way of most, so up to there rules are evaluated in turn.
 */
export function chooseHead(entries: usize, count: u32): u32 {
  let head: u32 = 0;
  for (let e: u32 = 0; e < count; e++) {
    const entry = entries + <usize>e * IndexEntry.size;
    const rule = load<u32>(entry, IndexEntry.rule);
    if (rule >= HEAD_MOST) break;
    if (load<u8>(entry, IndexEntry.test) != IndexTest.BITS) continue;
    if (load<u8>(entry, IndexEntry.invert) != 0) continue;
    if ((load<u32>(entry, IndexEntry.low) & ConnectionState.ESTABLISHED) != 0) head = rule + 1;
  }
  return head;
}
