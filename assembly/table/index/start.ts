/**
 * Where the way through a chain begins to ask its classifier. Where most packets end at one of the
 * first rules, trying those in turn costs less than a look-up that has to consider all of them; which
 * is so depends on the packets, and is seen by where they end. The order of rules is kept either way.
 */
import { RuleFlag, RuleImage } from "../../abi";
import { Classifier } from "./layout";

/** What a rule costs that its addresses rule out, one that is evaluated, and a field of a look-up. */
const PASSED_COST: u32 = 1;
const EVALUATED_COST: u32 = 5;
const FIELD_COST: u32 = 15;
/** Look-ups between two decisions. */
const ROUND: u32 = 256;

/** Finds out how many rules cost as much as a look-up. Called when fields are chosen. */
export function chooseReach(classifier: usize, rules: usize, count: u32): void {
  const most = load<u32>(classifier, Classifier.fieldCount) * FIELD_COST;
  let reach = load<u32>(classifier, Classifier.head);
  store<u32>(classifier, reach, Classifier.start);
  let cost: u32 = 0;
  while (reach < count) {
    const flags = load<u32>(rules + <usize>reach * RuleImage.size);
    cost += (flags & (RuleFlag.SOURCE | RuleFlag.DESTINATION)) != 0 ? PASSED_COST : EVALUATED_COST;
    if (cost > most) break;
    reach++;
  }
  store<u32>(classifier, reach, Classifier.reach);
}

/** A packet's way ended behind `rules` rules of the chain. */
export function noteEnd(classifier: usize, rules: u32): void {
  if (rules > load<u32>(classifier, Classifier.reach)) return;
  const early = load<u32>(classifier, Classifier.early);
  if (early < 0x3fffffff) store<u32>(classifier, early + 1, Classifier.early);
}

/** A packet is about to be looked up: now and then, decides where the next ones begin. */
export function noteAsked(classifier: usize): void {
  const asked = load<u32>(classifier, Classifier.asked) + 1;
  store<u32>(classifier, asked, Classifier.asked);
  if (asked < ROUND) return;
  const early = load<u32>(classifier, Classifier.early);
  const head = load<u32>(classifier, Classifier.head);
  // who begins early is not asked when it ends early; else everyone is
  const late = load<u32>(classifier, Classifier.start) == head ? asked - min(asked, early) : asked;
  const start = early >= late * 3 ? load<u32>(classifier, Classifier.reach) : head;
  store<u32>(classifier, start, Classifier.start);
  store<u32>(classifier, 0, Classifier.asked);
  store<u32>(classifier, 0, Classifier.early);
}
