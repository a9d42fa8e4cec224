/** The packet as hook functions and queue handlers of the embedding program see it. */
import { type CtInfo, Family as FamilyNumber } from "../../assembly/abi.js";
import type { Family, HookName } from "../extension/extension.js";
import type { Engine } from "./instance.js";
import { type State, stateOf } from "./results.js";

/** A packet on its way. Valid only until the function that was given it returns; a queue handler
 * that answers later reads what it needs first. */
export class PacketView {
  constructor(
    private readonly engine: Engine,
    private readonly record: number,
    /** Hook at which the packet is. */
    readonly hook: HookName,
  ) {}

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
  /** Gives the packet other bytes, from the IP header on; checksums are the caller's. */
  replace(bytes: Uint8Array): void {
    const at = this.engine.place(bytes);
    this.engine.exports.packetReplace(this.record, at, bytes.length);
    this.engine.exports.free(at);
  }
}
