/**
 * What a hash over a flow is made of (struct flow_keys), and the hash (flow_hash_from_keys_seed):
 *
 *     0          2         3      4      8           28      32      36
 *    ┌──────────┬─────────┬──────┬──────┬───────────┬───────┬───────┬───────────────────────┐
 *    │          │ protocol│      │ label│ not used  │ ports │       │ addresses, v4 or v6   │
 *    └──────────┴─────────┴──────┴──────┴───────────┴───────┴───────┴───────────────────────┘
 *
 * 48 bytes with IPv4 addresses, 72 with IPv6 ones; what no policy asks for is zero. Addresses and ports are as
 * in memory; both are put in order, so that the two directions of a flow have one hash.
 */
import { Family } from "../abi";
import { copy16 } from "../packet/bytes";

/** Bytes with IPv6 addresses, and with IPv4 ones. */
const SIZE6: usize = 72;
const SIZE4: usize = 48;

const keys: usize = memory.data(72, 8);
const PROTOCOL: usize = 2;
const LABEL: usize = 4;
const PORTS: usize = 28;
const ADDRESSES: usize = 36;

/** The family of the addresses. */
let family: u32 = Family.IPV4;

/** Nothing but the family. */
export function clearKeys(addresses: u32): void {
  family = addresses;
  memory.fill(keys, 0, SIZE6);
}

/** Source and destination from memory, of the family that was set. */
export function keySource(at: usize): void {
  if (family == Family.IPV4) store<u32>(keys, load<u32>(at), ADDRESSES);
  else copy16(keys + ADDRESSES, at);
}

export function keyDestination(at: usize): void {
  if (family == Family.IPV4) store<u32>(keys, load<u32>(at), ADDRESSES + 4);
  else copy16(keys + ADDRESSES + 16, at);
}

export function keyProtocol(protocol: u32): void {
  store<u8>(keys, <u8>protocol, PROTOCOL);
}

/** The flow label as the caller holds it: in network order from a header, else in host order. */
export function keyLabel(label: u32): void {
  store<u32>(keys, label, LABEL);
}

/** A port as in memory. */
export function keySourcePort(port: u32): void {
  store<u16>(keys, <u16>port, PORTS);
}

export function keyDestinationPort(port: u32): void {
  store<u16>(keys, <u16>port, PORTS + 2);
}

/** __flow_hash_consistentify: the smaller address and the smaller port come first, each by itself. */
function order(): void {
  const a = keys + ADDRESSES;
  if (family == Family.IPV4) {
    const source = load<u32>(a);
    const destination = load<u32>(a, 4);
    if (destination < source) {
      store<u32>(a, destination);
      store<u32>(a, source, 4);
    }
  } else if (memory.compare(a + 16, a, 16) < 0) {
    const low = load<u64>(a);
    const high = load<u64>(a, 8);
    copy16(a, a + 16);
    store<u64>(a, low, 16);
    store<u64>(a, high, 24);
  }
  const sport = load<u16>(keys, PORTS);
  const dport = load<u16>(keys, PORTS + 2);
  if (dport < sport) {
    store<u16>(keys, dport, PORTS);
    store<u16>(keys, sport, PORTS + 2);
  }
}

let v0: u64 = 0;
let v1: u64 = 0;
let v2: u64 = 0;
let v3: u64 = 0;

function round(): void {
  v0 += v1;
  v1 = rotl<u64>(v1, 13) ^ v0;
  v0 = rotl<u64>(v0, 32);
  v2 += v3;
  v3 = rotl<u64>(v3, 16) ^ v2;
  v0 += v3;
  v3 = rotl<u64>(v3, 21) ^ v0;
  v2 += v1;
  v1 = rotl<u64>(v1, 17) ^ v2;
  v2 = rotl<u64>(v2, 32);
}

function word(w: u64): void {
  v3 ^= w;
  round();
  round();
  v0 ^= w;
}

/** SipHash-2-4 of the keys; both halves of its key are the seed twice. Never zero. */
export function hashKeys(seed: u32): u32 {
  order();
  const size = family == Family.IPV4 ? SIZE4 : SIZE6;
  const key = ((<u64>seed) << 32) | <u64>seed;
  v0 = key ^ 0x736f6d6570736575;
  v1 = key ^ 0x646f72616e646f6d;
  v2 = key ^ 0x6c7967656e657261;
  v3 = key ^ 0x7465646279746573;
  for (let i: usize = 0; i < size; i += 8) word(load<u64>(keys + i));
  word((<u64>size) << 56);
  v2 ^= 0xff;
  round();
  round();
  round();
  round();
  const hash = <u32>(v0 ^ v1 ^ v2 ^ v3);
  return hash == 0 ? 1 : hash;
}
