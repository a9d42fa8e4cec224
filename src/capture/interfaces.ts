/** The interfaces that the head of a capture names: they exist before the setup is read. */
import { BlockType, OptionCode, padded, viewOf } from "./block.js";

/** What the first bytes of a capture say. */
export interface CaptureHead {
  /** Names of interfaces in order; null for one without a name. */
  readonly names: readonly (string | null)[];
  /** Whether more bytes could bring more names. */
  readonly more: boolean;
}

/** Blocks that may come before the first packet and between interfaces. */
const packetTypes: ReadonlySet<number> = new Set([
  BlockType.enhancedPacket,
  BlockType.oldPacket,
  BlockType.simplePacket,
]);

/** Reads interface names up to the first packet. What is damaged ends the list. */
export function captureHead(head: Uint8Array): CaptureHead {
  const view = viewOf(head);
  const names: (string | null)[] = [];
  if (head.length < 12) return { names, more: true };
  if (view.getUint32(0) !== BlockType.sectionHeader) return { names: [null], more: false };
  const littleEndian = view.getUint32(8, true) === 0x1a2b3c4d;
  let at = 0;
  while (at + 8 <= head.length) {
    const type = view.getUint32(at, littleEndian);
    const length = view.getUint32(at + 4, littleEndian);
    if (packetTypes.has(type)) return { names, more: false };
    if (length < 12 || length % 4 !== 0) return { names, more: false };
    if (at > 0 && type === BlockType.sectionHeader) return { names, more: false };
    if (at + length > head.length) return { names, more: true };
    if (type === BlockType.interfaceDescription && length >= 20) {
      names.push(interfaceName(head.subarray(at, at + length), littleEndian));
    }
    at += length;
  }
  return { names, more: true };
}

function interfaceName(block: Uint8Array, littleEndian: boolean): string | null {
  const view = viewOf(block);
  const last = block.length - 4;
  let at = 16;
  while (at + 4 <= last) {
    const code = view.getUint16(at, littleEndian);
    const length = view.getUint16(at + 2, littleEndian);
    if (code === OptionCode.end || at + 4 + length > last) return null;
    if (code === OptionCode.interfaceName && length > 0) {
      const bytes = block.subarray(at + 4, at + 4 + Math.min(length, 15));
      const end = bytes.indexOf(0);
      return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)) || null;
    }
    at += 4 + padded(length);
  }
  return null;
}

/** Names as packets will have them: nameless ones take the given name, else eth0, eth1 ... */
export function namesOf(head: CaptureHead, given: string | null): string[] {
  return head.names.map((name, i) => name ?? given ?? `eth${i}`);
}
