/** The part of `sluice bench` that tells an order of rules that costs less. */
import type { Reordering } from "../cost/better.js";
import type { Cost } from "../cost/cost.js";
import { ruleText } from "../setup/print/save.js";
import { each, familyWord } from "./cost-text.js";
import type { Style } from "./style.js";
import { fitted, percent } from "./summary.js";

const MOVES_MOST = 10;

/** Rules in a better order, and what they cost then. */
export interface Better {
  readonly moved: readonly Reordering[];
  readonly cost: Cost;
}

/** One rule that goes to the front of others. */
export interface Move {
  /** Numbers in the chain, from 1, in the old order. */
  readonly rule: number;
  /** The rule that it goes before, by its old number. */
  readonly before: number;
}

/** What to move so that the new order comes out: each move is one `-D` and one `-I`. */
export function movesOf(order: readonly number[]): Move[] {
  const now = order.toSorted((a, b) => a - b);
  const moves: Move[] = [];
  order.forEach((old, place) => {
    if (now[place] === old) return;
    moves.push({ rule: old + 1, before: now[place]! + 1 });
    now.splice(now.indexOf(old), 1);
    now.splice(place, 0, old);
  });
  return moves;
}

/** The order, or that there is none. */
export function betterText(cost: Cost, better: Better | null, style: Style): string {
  if (cost.evaluated === 0) return "";
  const head = style.strong("Order");
  if (better === null) return `${head}: no order of the rules saves evaluations on this traffic\n`;
  const [before, after] = [cost, better.cost].map((c) => each(c.evaluated, cost.packets));
  const less = percent(cost.evaluated - better.cost.evaluated, cost.evaluated);
  let text = `${head}: ${after} rules per packet instead of ${before} (-${less})\n  and every packet fares the same\n`;
  const moves = better.moved.flatMap(({ chain, order }) =>
    movesOf(order).map((move) => ({ ...move, chain: chain.chain })),
  );
  for (const { rule, before: other, chain } of moves.slice(0, MOVES_MOST)) {
    const name = `${familyWord(chain.family)}${chain.table}:${chain.chain.name}`;
    const line = ruleText(chain.chain.rules[rule - 1]!, chain.family);
    text += fitted(`  ${name}: ${rule} before ${other}: ${line.trimStart()}`, style.width);
  }
  if (moves.length > MOVES_MOST) text += `  ... and ${moves.length - MOVES_MOST} more (--json)\n`;
  return text;
}
