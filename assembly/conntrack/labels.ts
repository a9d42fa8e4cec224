/** Labels of connections (nf_conntrack_labels): 128 bits, for those that began while a rule asked for
 * labels. They are part of the extension block, which the first label makes. */
import { ConnectionEvent, Family, Need } from "../abi";
import { needs } from "../table/ruleset";
import { Connection, ConnectionExtra } from "./connection";
import { noteEvent } from "./events";
import { extend, extensionOf } from "./extension";

/** Whether connections that begin now can have labels: a rule of any family asks for them. */
export function labelsUsed(): bool {
  return needs(Family.IPV4, Need.LABELS) || needs(Family.IPV6, Need.LABELS);
}

/** Whether the connection can have labels (nf_ct_labels_find). */
export function hasLabels(c: Connection): bool {
  return (c.extras & <u8>ConnectionExtra.LABELS) != 0;
}

/** Whether a label, 0 to 127, is set. */
export function isLabelled(c: Connection, label: u32): bool {
  if (c.extension == 0) return false;
  const e = extensionOf(c);
  return (((label < 64 ? e.labelsLow : e.labelsHigh) >> (label & 63)) & 1) != 0;
}

/** Sets a label; false when memory is exhausted. hasLabels(c). */
export function setLabel(c: Connection, label: u32): bool {
  const e = extend(c);
  if (e === null) return false;
  if (!isLabelled(c, label)) noteEvent(c, ConnectionEvent.LABEL);
  const bit = (<u64>1) << (label & 63);
  if (label < 64) e.labelsLow |= bit;
  else e.labelsHigh |= bit;
  return true;
}
