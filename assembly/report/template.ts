/** Fills templates in. */
import { EmitRecord, PlaceKind, ResultRecord, TemplateRecord } from "../abi";
import { compareEnds, Ends, putChangeJson, putChangePairs, putNull } from "./nat";
import { emitAt } from "./shape";
import { put, putHex, putNumber, putTime } from "./text";

/** Bytes that a template without packets' bytes takes at most. */
export function templateBytes(template: usize): u32 {
  const places = load<u32>(template, TemplateRecord.places);
  // a number, a time, or a change each
  return load<u32>(template, TemplateRecord.bytes) + places * 160;
}

/** Whether `fill` could not tell what translation changed. */
export let unknownChange: bool = false;

/** Writes the text of a template for the packet of result `r`, whose number is `n`, at `to`; answers the
 * end. `json` says in which form translation is told. */
export function fill(to: usize, template: usize, r: usize, n: u64, json: bool): usize {
  const places = load<u32>(template, TemplateRecord.places);
  let entry = template + TemplateRecord.entries;
  let piece = entry + ((<usize>places) << 3) + 4;
  let emit: u32 = 0;
  let at = to;
  unknownChange = false;
  for (let i: u32 = 0; i < places; i++) {
    const size = <usize>load<u32>(entry, 4);
    at = put(at, piece, size);
    piece += size;
    switch (load<u32>(entry)) {
      case PlaceKind.NUMBER:
        at = putNumber(at, n);
        break;
      case PlaceKind.TIME:
        at = putTime(at, load<u64>(r, ResultRecord.time));
        break;
      case PlaceKind.PACKET:
        at = putPacket(at, emitAt(emit++));
        break;
      case PlaceKind.NAT:
        at = putChange(at, r, json);
        break;
    }
    entry += 8;
  }
  return put(at, piece, load<u32>(entry));
}

function putPacket(to: usize, emit: usize): usize {
  const kept = load<u32>(emit, EmitRecord.kept);
  const at = putHex(to, emit + EmitRecord.bytes, kept);
  return putHex(at, load<u32>(emit, EmitRecord.rest), load<u32>(emit, EmitRecord.captured) - kept);
}

function putChange(to: usize, r: usize, json: bool): usize {
  const ends = compareEnds(r);
  if (ends == Ends.UNKNOWN) unknownChange = true;
  if (ends == Ends.CHANGED) return json ? putChangeJson(to) : putChangePairs(to);
  return json ? putNull(to) : to;
}
