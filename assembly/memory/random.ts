/**
 * Chance, from a seed: the same inputs give the same outputs on every machine.
 * Generator: splitmix64 (Steele, Lea, Flood 2014).
 */
import { setHashKey } from "./siphash";

let state: u64 = 0;
/** What keyed hashes start from: made of the seed, the same all the time. */
let key: u64 = 0;

/** Starts the sequence anew. */
export function seedRandom(seed: u64): void {
  state = seed;
  key = mix(seed ^ 0x6a09e667f3bcc908);
  setHashKey(mix(seed ^ 0xbb67ae8584caa73b), mix(seed ^ 0x3c6ef372fe94f82b));
}

/** The generator's finaliser: every bit of the value moves every bit of the answer. */
function mix(value: u64): u64 {
  let z = value;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** A hash of two words under the seed's key: spreads flows, is no defence against who knows it. */
export function keyedHash(a: u64, b: u64): u64 {
  return mix(mix(a ^ key) + b);
}

/** Where the sequence stands: it changes with each draw. */
export function randomState(): u64 {
  return state;
}

/** 64 uniformly distributed bits. */
export function random64(): u64 {
  state += 0x9e3779b97f4a7c15;
  return mix(state);
}

/** 32 uniformly distributed bits. */
export function random32(): u32 {
  return <u32>(random64() >> 32);
}

/** Uniform below `limit` (the kernel's reciprocal_scale of 32 random bits). */
export function randomBelow(limit: u32): u32 {
  return <u32>((<u64>random32() * <u64>limit) >> 32);
}
