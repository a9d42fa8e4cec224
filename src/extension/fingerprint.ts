/** Fingerprints of operating systems, which nfnl_osf loads and `-m osf` asks for (nfnl_osf(8)). */
import { Fingerprint as Layout, FingerprintList } from "../generated/layout/object/osf.js";
import type { Shared } from "../setup/objects.js";

/** A number of a fingerprint, and how it is meant (struct nf_osf_wc). */
export interface Wildcard {
  /** WindowRule. */
  readonly rule: number;
  readonly value: number;
}

/** What a SYN looks like (struct nf_osf_user_finger). Texts are bytes, a character each. */
export interface Fingerprint {
  readonly window: Wildcard;
  readonly ttl: number;
  /** As the file has it: anything but 0 is DF. */
  readonly df: number;
  /** Bytes of the packet. */
  readonly length: number;
  readonly options: readonly (Wildcard & { readonly kind: number; readonly size: number })[];
  readonly genre: string;
  readonly version: string;
  readonly subtype: string;
}

/** Bytes of a genre, version or subtype, without the zero at its end (MAXGENRELEN - 1). */
export const TEXT_LENGTH = 31;

/** A text as bytes, filled with zeros. */
export function fingerprintText(text: string): Uint8Array {
  const bytes = new Uint8Array(TEXT_LENGTH + 1);
  for (let i = 0; i < text.length && i < TEXT_LENGTH; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Bytes of all its options. */
export function optionBytes({ options }: Fingerprint): number {
  return options.reduce((sum, { size }) => sum + size, 0);
}

/** All that are loaded, in the order in which they came: the host has one list. */
export const fingerprints: Shared<readonly Fingerprint[]> = {
  kind: "osf",
  name: "",
  create: () => [],
  encode(list, record) {
    const size = FingerprintList.first + list.length * Layout.size;
    record.reserve(size);
    const ordered = [...list.filter(({ df }) => df === 0), ...list.filter(({ df }) => df !== 0)];
    const whole = list.filter(({ df }) => df !== 0).length;
    record.u32(FingerprintList.bytes, size);
    record.u32(FingerprintList.fragmentable, list.length - whole);
    record.u32(FingerprintList.whole, whole);
    ordered.forEach((finger, i) => {
      const at = FingerprintList.first + i * Layout.size;
      record.u32(at + Layout.window, finger.window.value);
      record.u8(at + Layout.windowRule, finger.window.rule);
      record.u8(at + Layout.ttl, finger.ttl);
      record.u8(at + Layout.options, finger.options.length);
      record.u8(at + Layout.optionBytes, optionBytes(finger));
      record.u16(at + Layout.length, finger.length);
      finger.options.forEach(({ kind, size: bytes }, n) => {
        record.u8(at + Layout.kinds + n * 2, kind);
        record.u8(at + Layout.kinds + n * 2 + 1, bytes);
      });
      [finger.genre, finger.version, finger.subtype].forEach((text, n) => {
        record.bytes(at + Layout.genre + n * (TEXT_LENGTH + 1), fingerprintText(text));
      });
    });
  },
};
