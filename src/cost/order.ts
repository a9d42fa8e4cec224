/**
 * An order of rules in which fewer are evaluated: those that end the walk of many packets stand early.
 * Which rules may pass each other is asked of the caller.
 */

/** Rules that stay together: a rule moves with what it must stand behind. */
interface Block {
  readonly items: readonly number[];
  readonly weight: number;
}

const share = ({ items, weight }: Block) => weight / items.length;

/**
 * Places 0 to n-1 in a better order. `weights` says how many packets end their walk at each;
 * `commute(a, b)` whether b, which stands behind a, may as well stand before it. After `tests` questions
 * to it the rest stays where it is.
 *
 * Each rule goes as far to the front as it may pass rules of less weight. One that is held up by
 * such a rule joins it, and both go on as one, with the mean of their weights.
 */
export function betterOrder(
  weights: readonly number[],
  commute: (a: number, b: number) => boolean,
  tests = 2_000_000,
): number[] {
  let left = tests;
  const may = (before: Block, block: Block): boolean => {
    left -= before.items.length * block.items.length;
    return before.items.every((a) => block.items.every((b) => commute(a, b)));
  };
  const blocks: Block[] = [];
  for (const [i, weight] of weights.entries()) {
    let block: Block = { items: [i], weight };
    const passed: Block[] = [];
    for (;;) {
      const before = blocks.at(-1);
      if (before === undefined || left < 0 || share(before) >= share(block)) break;
      blocks.pop();
      if (may(before, block)) passed.push(before);
      else {
        const items = [...before.items, ...block.items];
        block = { items, weight: before.weight + block.weight };
      }
    }
    blocks.push(block, ...passed.reverse());
  }
  return blocks.flatMap((b) => b.items);
}
