import { extension } from "../../../src/extension/target/TTL.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
4 mangle PREROUTING -j TTL ; FAIL You must specify an action
4 mangle PREROUTING -j TTL --ttl-set 64 ; --ttl-set 64 ; TTL set to 64
4 mangle PREROUTING -j TTL --ttl-set 0 ; --ttl-set 0 ; TTL set to 0
4 mangle PREROUTING -j TTL --ttl-set 255 ; --ttl-set 255 ; TTL set to 255
4 mangle PREROUTING -j TTL --ttl-set 256 ; FAIL bad value for option "--ttl-set", or out of range (0-255)
4 mangle PREROUTING -j TTL --ttl-dec 1 ; --ttl-dec 1 ; TTL decrement by 1
4 mangle PREROUTING -j TTL --ttl-dec 0 ; FAIL bad value for option "--ttl-dec", or out of range (1-255)
4 mangle PREROUTING -j TTL --ttl-dec 255 ; --ttl-dec 255 ; TTL decrement by 255
4 mangle PREROUTING -j TTL --ttl-inc 1 ; --ttl-inc 1 ; TTL increment by 1
4 mangle PREROUTING -j TTL --ttl-inc 0 ; FAIL bad value for option "--ttl-inc", or out of range (1-255)
4 mangle PREROUTING -j TTL --ttl-inc 0x10 ; --ttl-inc 16 ; TTL increment by 16
4 mangle PREROUTING -j TTL --ttl-set 010 ; --ttl-set 8 ; TTL set to 8
4 mangle PREROUTING -j TTL --ttl-inc x ; FAIL bad value for option "--ttl-inc", or out of range (1-255)
4 mangle PREROUTING -j TTL --ttl-inc -1 ; FAIL bad value for option "--ttl-inc", or out of range (1-255)
4 mangle PREROUTING -j TTL --ttl-inc 1 --ttl-dec 1 ; FAIL cannot be used together
4 mangle PREROUTING -j TTL --ttl-inc 1 --ttl-inc 1 ; FAIL option "--ttl-inc" can only be used once
4 mangle PREROUTING -j TTL ! --ttl-inc 1 ; FAIL option "--ttl-inc" cannot be inverted
4 filter FORWARD -j TTL --ttl-inc 1 ; FAIL
`,
);
