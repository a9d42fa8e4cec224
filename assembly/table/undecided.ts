/** Rules whose answer depends on a fact that the capture does not hold and nobody supplied. */
import { SideKind, UndecidedRecord } from "../abi";
import { newSide } from "../memory/results";
import { Context } from "./context";

/** Reports that the rule being evaluated could not be decided: the match answers by a default. */
export function undecided(c: Context): void {
  const r = newSide(SideKind.UNDECIDED, 0, UndecidedRecord.size);
  if (r == 0) return;
  store<u32>(r, c.ruleId, UndecidedRecord.rule);
}
