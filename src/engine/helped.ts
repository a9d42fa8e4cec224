/** What a conntrack helper of the embedding program sees of a packet, and does to it and its connection. */
import { CtInfo, Expected, Family as FamilyNumber } from "../generated/abi.js";
import type { DeclaredHelper } from "../extension/own-helper.js";
import { parseAddress } from "../setup/address.js";
import { type ConnectionEntry, connectionEntry } from "./conntrack.js";
import { type ExpectationEntry, expectationEntry } from "./expect.js";
import {
  AS_POLICY,
  type Direction,
  type Expectation,
  type HelperKinds,
  readMet,
  secondsOf,
  writeExpectation,
} from "./helper-expectation.js";
import type { Engine } from "./instance.js";
import { PacketFields } from "./packet.js";

/** What came of an expectation. `port` is the destination port that it has. */
export type ExpectAnswer =
  | { readonly ok: true; readonly id: number; readonly port: number }
  /** "busy": another expectation of the same end is there (EBUSY); "exists": this very one, of another class or
   * connection (EALREADY); "full": nf_conntrack_expect_max is reached (EMFILE). */
  | { readonly ok: false; readonly reason: "busy" | "exists" | "full" };

const reasons = {
  [Expected.BUSY]: "busy",
  [Expected.ALREADY]: "exists",
  [Expected.FULL]: "full",
} as const;

const TCP = 6;
const UDP = 17;
/** Bytes that a connection keeps for its helper (NF_CT_HELPER's data). */
const MEMORY = 64;

/** The connection at `id` as it is now. */
function readConnection(engine: Engine, id: number): ConnectionEntry {
  const at = engine.exports.helpRecord() >>> 0;
  engine.exports.connectionRead(at, id);
  return connectionEntry(engine, at);
}

/** A packet of a connection that has a helper of one's own. Valid only until the function that was given it
 * returns: later every access throws TypeError. */
export class HelpedPacket extends PacketFields {
  /** The direction in which it travels, of its connection's. */
  readonly direction: Direction;
  /** Transport protocol of the packet: 6, 17, or that of an ICMP error that belongs to the connection (`state` is RELATED). */
  readonly protocol: number;

  private live = true;

  /** Made by the firewall. */
  constructor(
    engine: Engine,
    private readonly place: number,
    private readonly helper: DeclaredHelper,
    private readonly kinds: HelperKinds,
    private readonly words: string[],
  ) {
    super(engine);
    const { exports } = engine;
    const reply = exports.packetCtInfo(place) >= CtInfo.ESTABLISHED_REPLY;
    this.direction = reply ? "reply" : "original";
    this.protocol = exports.helpProtocol(place);
  }

  protected get record(): number {
    if (this.live) return this.place;
    throw new TypeError("the packet is out of reach: its helper has returned");
  }

  /** The function has returned. */
  end(): void {
    this.live = false;
  }

  private get exports() {
    return this.engine.exports;
  }

  /** The packet's connection as it is now. Reading it costs some 2 µs. */
  get connection(): ConnectionEntry {
    return readConnection(this.engine, this.exports.helpConnection(this.record) >>> 0);
  }

  /** Whether NAT changes source or destination of the connection: then what the payload says of addresses has
   * to be changed, and what it announces has to follow (`nat` of an expectation). */
  get translated(): boolean {
    const { status } = this.connection;
    return status.includes("SNAT") || status.includes("DNAT");
  }

  /** A copy of what TCP or UDP carries; empty where that is nothing. Of other protocols what is behind eight bytes of header. */
  get payload(): Uint8Array {
    const { exports } = this;
    const data = exports.packetData(this.record) >>> 0;
    const end = data + exports.packetCaptured(this.record);
    return this.engine.bytes.slice(data + exports.helpPayload(this.record), end);
  }

  /** Sequence number of a TCP segment as its sender gave it, before it is adjusted; null for other protocols. */
  get sequence(): number | null {
    if (this.protocol !== TCP) return null;
    const { exports } = this;
    const header = (exports.packetData(this.record) >>> 0) + exports.helpTransport(this.record);
    return this.engine.view.getUint32(header + 4);
  }

  /** A copy of the 64 bytes that the connection keeps for its helper, zero at first. They are part of snapshots. */
  get memory(): Uint8Array {
    const at = this.exports.helpMemory(this.record) >>> 0;
    return this.engine.bytes.slice(at, at + MEMORY);
  }

  /** Keeps bytes with the connection, from byte `offset` of `memory` on. Throws RangeError past its 64 bytes. */
  remember(bytes: Uint8Array, offset = 0): void {
    if (!Number.isInteger(offset) || offset < 0 || offset + bytes.length > MEMORY) {
      throw new RangeError(`${bytes.length} bytes from ${offset} on: a connection keeps ${MEMORY}`);
    }
    this.engine.bytes.set(bytes, (this.exports.helpMemory(this.record) >>> 0) + offset);
  }

  /**
   * Replaces `size` bytes of the payload from `offset` on: the packet's lengths and checksums follow, and so do the
   * sequence numbers of later TCP segments in both directions. False: the packet would be longer than 65,535
   * bytes, nothing has changed. Throws RangeError for bytes that are not there, TypeError for packets
   * that are neither TCP nor UDP.
   */
  mangle(offset: number, size: number, bytes: Uint8Array): boolean {
    const { exports } = this;
    if (this.protocol !== TCP && this.protocol !== UDP) {
      throw new TypeError("only what TCP and UDP carry can be changed");
    }
    const length = exports.packetLength(this.record) - exports.helpPayload(this.record);
    const whole = Number.isInteger(offset) && Number.isInteger(size);
    if (!whole || offset < 0 || size < 0 || offset + size > length) {
      throw new RangeError(`${size} bytes from ${offset} on: the payload has ${length}`);
    }
    const at = this.engine.place(bytes);
    const done = exports.helpMangle(this.record, offset, size, at, bytes.length);
    exports.free(at);
    return done !== 0;
  }

  /** Expects a connection (nf_ct_expect_related). Throws TypeError or RangeError for what no expectation can hold. */
  expect(expectation: Expectation): ExpectAnswer {
    return this.announce(expectation, false);
  }

  /** The same with the first port that is free, from `destinationPort` on: that one, then up to 128 drawn at random
   * above it (nf_nat_exp_find_port). For announcements whose port NAT may choose. */
  expectNear(expectation: Expectation): ExpectAnswer {
    return this.announce(expectation, true);
  }

  private announce(expectation: Expectation, near: boolean): ExpectAnswer {
    const { exports, engine } = this;
    const at = exports.helpRecord() >>> 0;
    const carried = this.protocol === TCP || this.protocol === UDP;
    const protocol = carried ? this.protocol : this.connection.protocol;
    const master = { family: this.family, protocol, direction: this.direction };
    writeExpectation(engine, at, expectation, master, this.helper, this.kinds);
    const answer = exports.helpExpect(this.record, near, expectation.anyMaster === true);
    if (answer !== Expected.OK) return { ok: false, reason: reasons[answer as Expected.BUSY] };
    const { id, ports } = expectationEntry(engine, at);
    return { ok: true, id, port: ports.destination };
  }

  /** What the connection expects now, newest first. */
  expectations(): ExpectationEntry[] {
    const { exports, engine } = this;
    const found: ExpectationEntry[] = [];
    while (exports.helpExpected(this.record, found.length) !== 0) {
      found.push(expectationEntry(engine, exports.helpRecord() >>> 0));
    }
    return found;
  }

  /** Takes an expectation of the connection back; false: it has none with this id. */
  forget(id: number): boolean {
    return this.exports.helpForget(this.record, id) !== 0;
  }

  /** Makes an inactive expectation of the connection active, with `seconds` from now on if they are given; false: it
   * has none with this id. */
  renew(id: number, seconds?: number): boolean {
    const left = seconds === undefined ? AS_POLICY : secondsOf("seconds", seconds);
    return this.exports.helpRenew(this.record, id, left) !== 0;
  }

  /** Sets the connection's mark, which connections that it expects take over. */
  setConnectionMark(mark: number): void {
    this.exports.helpMark(this.record, mark >>> 0);
  }

  /** Sets a label, 0 to 127, of the connection; false: it can have none, as no rule asked for labels (connlabel). */
  setLabel(label: number): boolean {
    if (!Number.isInteger(label) || label < 0 || label > 127) {
      throw new RangeError(`labels are 0 to 127, not ${label}`);
    }
    return this.exports.helpLabel(this.record, label) !== 0;
  }

  /** Writes why the packet is dropped to the kernel's log, "nf_ct_NAME: dropping packet: WHY" with the packet behind it
   * (nf_ct_helper_log): `return packet.refuse("all ports in use")`. */
  refuse(why: string): "DROP" {
    this.exports.helpRefuse(this.record, this.words.push(why) - 1);
    return "DROP";
  }
}

/** A connection that met an expectation, before any rule saw it. Valid only until the function returns. */
export class ExpectedConnection {
  private live = true;
  /** The direction and the saved address and port of the expectation that it met, and that itself. */
  readonly expectation: ReturnType<typeof readMet>;

  /** Made by the firewall. */
  constructor(
    private readonly engine: Engine,
    private readonly record: number,
    private readonly id: number,
    met: number,
  ) {
    engine.exports.expectedRead(met);
    this.expectation = readMet(engine, engine.exports.helpRecord() >>> 0);
  }

  /** The new connection; it is in no table yet. */
  get connection(): ConnectionEntry {
    return this.read(this.id);
  }

  /** The connection that announced it. */
  get master(): ConnectionEntry {
    return this.read(this.expectation.masterId);
  }

  private read(id: number): ConnectionEntry {
    if (!this.live)
      throw new TypeError("the connection is out of reach: its function has returned");
    return readConnection(this.engine, id);
  }

  /** The connection comes from this address for those it goes to (and this port; another free one if need
   * be), as SNAT does (nf_nat_setup_info). */
  mapSource(address: string, port?: number): void {
    this.map(address, port, false);
  }

  /** The connection goes to this address (and port), as DNAT does. */
  mapDestination(address: string, port?: number): void {
    this.map(address, port, true);
  }

  private map(address: string, port: number | undefined, destination: boolean): void {
    if (!this.live)
      throw new TypeError("the connection is out of reach: its function has returned");
    const { engine } = this;
    const six = engine.exports.packetFamily(this.record) === FamilyNumber.IPV6;
    const bytes = parseAddress(six ? "ipv6" : "ipv4", address);
    if (bytes === null) throw new TypeError(`${address}: no address of the connection's family`);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535)) {
      throw new RangeError(`ports are 0 to 65535, not ${port}`);
    }
    const whole = new Uint8Array(16);
    whole.set(bytes);
    const at = engine.place(whole);
    engine.exports.expectedMap(this.record, this.id, at, port ?? -1, destination);
    engine.exports.free(at);
  }

  /** The function has returned. */
  end(): void {
    this.live = false;
  }
}
