/** Text with places for what differs from packet to packet, as bytes, so that the rest is made once. */

/** Places, as characters that no text holds (noncharacters of Unicode). */
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
const utf8 = new TextEncoder();

/** A text in pieces. */
export class Template {
  /** What stands in front of each place, and behind the last. */
  readonly pieces: readonly Uint8Array[];
  readonly places: readonly Place[];

  constructor(text: string) {
    const parts = text.split(places);
    this.pieces = parts.filter((_, i) => i % 2 === 0).map((part) => utf8.encode(part));
    this.places = parts.filter((_, i) => i % 2 === 1) as Place[];
  }
}

/** The text of a template with its places filled in, in order. */
export function filled(text: string, values: (place: Place) => string): string {
  return text.replace(/[\uFDD0-\uFDD3]/g, (place) => values(place as Place));
}
