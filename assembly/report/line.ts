/** Lines of JSON. */
import { EmitRecord, OUTPUT_BYTES, ReportNeed, TemplateKind } from "../abi";
import { closeItem, fits, itemStart } from "./output";
import { emitAt, emitCount, templateOf } from "./shape";
import { fill, templateBytes, unknownChange } from "./template";

/** Writes the line of a packet of shape `shape` to output `o`; answers what it takes first. */
export function writeLine(o: usize, r: usize, shape: usize, n: u64): ReportNeed {
  const template = templateOf(shape, TemplateKind.LINE);
  if (template == 0) return ReportNeed.TEMPLATE;
  let size = templateBytes(template);
  for (let i: u32 = 0; i < emitCount; i++) size += 2 * load<u32>(emitAt(i), EmitRecord.captured);
  if (!fits(o, size)) return size > <u32>OUTPUT_BYTES ? ReportNeed.HOST : ReportNeed.FULL;
  const end = fill(itemStart(o), template, r, n, true);
  if (unknownChange) return ReportNeed.HOST;
  closeItem(o, end, n);
  return ReportNeed.NOTHING;
}
