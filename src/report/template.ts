/** Text with places for what differs from packet to packet: the engine fills it in (assembly/report/). */
import { TemplateRecord } from "../generated/abi.js";

/** Places, as characters that no text holds (noncharacters of Unicode), in the order of PlaceKind. */
export const Place = {
  /** The packet's number. */
  number: "\uFDD0",
  /** Its time in seconds with nine digits. */
  time: "\uFDD1",
  /** The bytes of the next packet that left, as hex digits. */
  packet: "\uFDD2",
  /** What translation changed. */
  nat: "\uFDD3",
} as const;
export type Place = (typeof Place)[keyof typeof Place];

const places = /([\uFDD0-\uFDD3])/;
const FIRST_PLACE = 0xfdd0;
const utf8 = new TextEncoder();

/** A template as the engine's TemplateRecord. */
export function templateRecord(text: string): Uint8Array {
  const parts = text.split(places);
  const pieces = parts.filter((_, i) => i % 2 === 0).map((part) => utf8.encode(part));
  const kinds = parts.filter((_, i) => i % 2 === 1).map((p) => p.charCodeAt(0) - FIRST_PLACE);
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const head = TemplateRecord.entries + 8 * kinds.length + 4;
  const out = new Uint8Array(head + size);
  const view = new DataView(out.buffer);
  view.setUint32(TemplateRecord.places, kinds.length, true);
  view.setUint32(TemplateRecord.bytes, size, true);
  let at = head;
  pieces.forEach((piece, i) => {
    const entry = TemplateRecord.entries + 8 * i;
    const last = i === kinds.length;
    if (!last) view.setUint32(entry, kinds[i]!, true);
    view.setUint32(last ? entry : entry + 4, piece.length, true);
    out.set(piece, at);
    at += piece.length;
  });
  return out;
}

/** The text of a template with its places filled in, in order. */
export function filled(text: string, values: (place: Place) => string): string {
  return text.replace(/[\uFDD0-\uFDD3]/g, (place) => values(place as Place));
}
