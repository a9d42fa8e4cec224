/** CRC-32C, the checksum of SCTP (RFC 9260, appendix A). */

/** The polynomial, bits reversed. */
const POLYNOMIAL: u32 = 0x82f63b78;

/** The CRC of each byte, made when first needed. */
const table: usize = memory.data(256 * 4, 8);
let ready: bool = false;

function prepare(): void {
  for (let i: u32 = 0; i < 256; i++) {
    let c = i;
    for (let bit = 0; bit < 8; bit++) c = (c & 1) != 0 ? (c >> 1) ^ POLYNOMIAL : c >> 1;
    store<u32>(table + ((<usize>i) << 2), c);
  }
  ready = true;
}

/** Adds `length` bytes at `at` to a running CRC; starts from 0xffffffff, the complement of the last
 * one is the checksum, stored little-endian. */
export function crc32c(crc: u32, at: usize, length: u32): u32 {
  if (!ready) prepare();
  let c = crc;
  for (let end = at + <usize>length; at < end; at++) {
    c = load<u32>(table + ((<usize>((c ^ <u32>load<u8>(at)) & 0xff)) << 2)) ^ (c >> 8);
  }
  return c;
}
