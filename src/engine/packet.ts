/** The packet as hook functions and queue handlers of the embedding program see it. */
import { type CtInfo, Family as FamilyNumber } from "../generated/abi.js";
import type { Family, HookName } from "../extension/extension.js";
import type { Engine } from "./instance.js";
import { type State, stateOf } from "./results.js";

/** What every function of the embedding program is told of a packet. */
export abstract class PacketFields {
  constructor(protected readonly engine: Engine) {}

  /** The packet's record in the engine. */
  protected abstract readonly record: number;

  /** Throws where the packet may only be looked at. */
  protected change(): void {}

  get family(): Family {
    const family = this.engine.exports.packetFamily(this.record);
    return family === FamilyNumber.IPV4 ? "ipv4" : "ipv6";
  }
  /** Interface it came in by, null for packets of the host itself. */
  get in(): string | null {
    return this.engine.interfaceName(this.engine.exports.packetIn(this.record));
  }
  /** Interface it leaves by, null before routing. */
  get out(): string | null {
    return this.engine.interfaceName(this.engine.exports.packetOut(this.record));
  }
  get mark(): number {
    return this.engine.exports.packetMark(this.record) >>> 0;
  }
  set mark(value: number) {
    this.change();
    this.engine.exports.packetSetMark(this.record, value >>> 0);
  }
  /** Conntrack state, null without a connection. */
  get state(): State | null {
    return stateOf(this.engine.exports.packetCtInfo(this.record) as CtInfo);
  }
  /** Length in bytes from the IP header on. */
  get length(): number {
    return this.engine.exports.packetLength(this.record);
  }
  /** A copy of the bytes, from the IP header on. */
  get bytes(): Uint8Array {
    const { exports } = this.engine;
    const from = exports.packetData(this.record) >>> 0;
    return this.engine.bytes.slice(from, from + exports.packetCaptured(this.record));
  }
}

/** A packet on its way. Valid only until the function that was given it returns; a queue handler
 * that answers later reads what it needs first. */
export class PacketView extends PacketFields {
  constructor(
    engine: Engine,
    protected readonly record: number,
    /** Hook at which the packet is. */
    readonly hook: HookName,
    /** Matches only look: the rules that follow were chosen for the packet as it is. */
    private readonly readOnly = false,
  ) {
    super(engine);
  }

  protected override change(): void {
    if (this.readOnly) throw new TypeError("a match may not change the packet; a target may");
  }

  /** Gives the packet other bytes, from the IP header on; checksums are the caller's. Throws
   * RangeError for bytes that are no packet of the same family: see `checkPacket`. */
  replace(bytes: Uint8Array): void {
    this.change();
    checkPacket(bytes, this.family);
    const at = this.engine.place(bytes);
    this.engine.exports.packetReplace(this.record, at, bytes.length);
    this.engine.exports.free(at);
  }
}

/** Bytes of the largest IP packet: an IPv6 header and what its length field can say. */
const MAX_PACKET = 40 + 65535;

/** Throws RangeError unless the bytes begin with a whole header of the family, whose length field
 * is theirs: what lies behind a hook trusts that. */
export function checkPacket(bytes: Uint8Array, family: Family): void {
  const version = (bytes[0] ?? 0) >> 4;
  const header = version === 4 ? ((bytes[0] ?? 0) & 15) * 4 : 40;
  const at = version === 4 ? 2 : 4;
  const said = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const total = version === 4 ? said : said + 40;
  if (version !== (family === "ipv4" ? 4 : 6)) {
    throw new RangeError(`the new bytes are no ${family} packet: version ${version}`);
  }
  if (header < 20 || bytes.length < header || bytes.length > MAX_PACKET) {
    throw new RangeError(`a packet of ${bytes.length} bytes with a header of ${header}`);
  }
  if (total !== bytes.length) {
    throw new RangeError(`the header says ${total} bytes, the new packet has ${bytes.length}`);
  }
}
