/**
 * How often a peer is told something: token buckets and counts by address (inet_getpeer,
 * ip_error, inet_peer_xrlim_allow, ip_rt_send_redirect). Times are in jiffies of packet time.
 */
import { HZ } from "../abi";
import { jiffies } from "../memory/clock";

/** What is known of a peer: 16 bytes of address, when it was last told, tokens, redirects sent. */
@unmanaged
class Peer {
  high: u64;
  low: u64;
  last: u32;
  tokens: u32;
  redirects: u32;
  used: u32;
}

/** Peers remembered; one more takes the place of one with the same hash. The kernel remembers up to
 * inet_peer_threshold, 65664. */
const CAPACITY: u32 = 2048;
const peers: usize = memory.data(2048 * 32, 8);

/** One message a second on the long run, five at once. */
const ERROR_COST: u32 = HZ;
const ERROR_BURST: u32 = 5 * HZ;
/** inet_peer_xrlim_allow's burst, in messages (XRLIM_BURST_FACTOR). */
const BURST_FACTOR: u32 = 6;
/** Redirects: the first at once, then at doubling distance, nine in all, until silence. */
const REDIRECT_LOAD: u32 = HZ / 50;
const REDIRECT_NUMBER: u32 = 9;
const REDIRECT_SILENCE: u32 = (HZ / 50) << 10;

function find(address: usize, size: u32): Peer {
  const high = size == 4 ? <u64>load<u32>(address) : load<u64>(address);
  const low: u64 = size == 4 ? 4 : load<u64>(address, 8);
  let h = (high ^ (low * 0x9e3779b97f4a7c15)) * 0xbf58476d1ce4e5b9;
  h ^= h >> 32;
  const p = changetype<Peer>(peers + <usize>((<u32>h % CAPACITY) << 5));
  if (p.used == 0 || p.high != high || p.low != low) {
    p.high = high;
    p.low = low;
    p.used = 1;
    p.last = jiffies - 60 * HZ;
    p.tokens = 0;
    p.redirects = 0;
  }
  return p;
}

/** Whether a router may tell this source of an unreachable destination once more (ip_error). */
export function allowPeer(address: usize, size: u32): bool {
  const p = find(address, size);
  p.tokens = min<u32>(p.tokens + (jiffies - p.last), ERROR_BURST);
  p.last = jiffies;
  if (p.tokens < ERROR_COST) return false;
  p.tokens -= ERROR_COST;
  return true;
}

/** Whether another message to the peer is allowed, one in `timeout` jiffies on the long run, 0 =
 * always (inet_peer_xrlim_allow). Tokens are cut to this limit's burst only when time has passed
 * since the peer's last message of any kind. */
export function allowPeerEvery(address: usize, size: u32, timeout: u32): bool {
  const p = find(address, size);
  const elapsed = jiffies - p.last;
  if (elapsed != 0) {
    p.last = jiffies;
    p.tokens = min<u32>(p.tokens + elapsed, BURST_FACTOR * timeout);
  }
  if (p.tokens < timeout) return false;
  p.tokens -= timeout;
  return true;
}

/** Whether an IPv4 source is sent another redirect now (ip_rt_send_redirect). */
export function allowRedirect(address: usize): bool {
  const p = find(address, 4);
  if (<i32>(jiffies - (p.last + REDIRECT_SILENCE)) > 0) {
    p.tokens = 0;
    p.redirects = 0;
  }
  if (p.redirects >= REDIRECT_NUMBER) {
    p.last = jiffies;
    return false;
  }
  if (p.redirects != 0) {
    if (<i32>(jiffies - (p.last + (REDIRECT_LOAD << p.redirects))) <= 0) return false;
  }
  p.last = jiffies;
  p.redirects++;
  return true;
}
