import { extension } from "../../../src/extension/target/DSCP.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 mangle PREROUTING -j DSCP ; FAIL Parameter --set-dscp is required
46 mangle PREROUTING -j DSCP --set-dscp 32 ; --set-dscp 0x20 ; DSCP set 0x20
46 mangle PREROUTING -j DSCP --set-dscp 0x20 ; --set-dscp 0x20 ; DSCP set 0x20
46 mangle PREROUTING -j DSCP --set-dscp 0 ; --set-dscp 0x00 ; DSCP set 0x00
46 mangle PREROUTING -j DSCP --set-dscp 63 ; --set-dscp 0x3f ; DSCP set 0x3f
46 mangle PREROUTING -j DSCP --set-dscp 64 ; FAIL bad value for option "--set-dscp", or out of range (0-63)
46 mangle PREROUTING -j DSCP --set-dscp -1 ; FAIL bad value for option "--set-dscp", or out of range (0-63)
46 mangle PREROUTING -j DSCP --set-dscp 1x ; FAIL bad value for option "--set-dscp", or out of range (0-63)
46 mangle PREROUTING -j DSCP --set-dscp EF ; FAIL bad value for option "--set-dscp", or out of range (0-63)
46 mangle PREROUTING -j DSCP --set-dscp-class EF ; --set-dscp 0x2e ; DSCP set 0x2e
46 mangle PREROUTING -j DSCP --set-dscp-class ef ; --set-dscp 0x2e ; DSCP set 0x2e
46 mangle PREROUTING -j DSCP --set-dscp-class BE ; --set-dscp 0x00 ; DSCP set 0x00
46 mangle PREROUTING -j DSCP --set-dscp-class CS0 ; --set-dscp 0x00 ; DSCP set 0x00
46 mangle PREROUTING -j DSCP --set-dscp-class CS1 ; --set-dscp 0x08 ; DSCP set 0x08
46 mangle PREROUTING -j DSCP --set-dscp-class CS7 ; --set-dscp 0x38 ; DSCP set 0x38
46 mangle PREROUTING -j DSCP --set-dscp-class CS8 ; FAIL Invalid DSCP value \`CS8'
46 mangle PREROUTING -j DSCP --set-dscp-class AF11 ; --set-dscp 0x0a ; DSCP set 0x0a
46 mangle PREROUTING -j DSCP --set-dscp-class AF43 ; --set-dscp 0x26 ; DSCP set 0x26
46 mangle PREROUTING -j DSCP --set-dscp-class AF44 ; FAIL Invalid DSCP value \`AF44'
46 mangle PREROUTING -j DSCP --set-dscp-class 10 ; FAIL Invalid DSCP value \`10'
46 mangle PREROUTING -j DSCP --set-dscp-class "" ; FAIL Invalid DSCP value \`'
46 mangle PREROUTING -j DSCP --set-dscp 1 --set-dscp-class EF ; FAIL cannot be used together
46 mangle PREROUTING -j DSCP --set-dscp 1 --set-dscp 1 ; FAIL option "--set-dscp" can only be used once
46 mangle PREROUTING -j DSCP ! --set-dscp 1 ; FAIL option "--set-dscp" cannot be inverted
46 filter INPUT -j DSCP --set-dscp 1 ; FAIL
46 mangle PREROUTING -j DSCP --set-dscp-class 0x1 ; FAIL Invalid DSCP value \`0x1'
46 mangle PREROUTING -j DSCP --set-dscp-class CS2 ; --set-dscp 0x10 ; DSCP set 0x10
46 mangle PREROUTING -j DSCP --set-dscp-class CS3 ; --set-dscp 0x18 ; DSCP set 0x18
46 mangle PREROUTING -j DSCP --set-dscp-class CS4 ; --set-dscp 0x20 ; DSCP set 0x20
46 mangle PREROUTING -j DSCP --set-dscp-class CS5 ; --set-dscp 0x28 ; DSCP set 0x28
46 mangle PREROUTING -j DSCP --set-dscp-class CS6 ; --set-dscp 0x30 ; DSCP set 0x30
46 mangle PREROUTING -j DSCP --set-dscp-class AF12 ; --set-dscp 0x0c ; DSCP set 0x0c
46 mangle PREROUTING -j DSCP --set-dscp-class AF13 ; --set-dscp 0x0e ; DSCP set 0x0e
46 mangle PREROUTING -j DSCP --set-dscp-class AF21 ; --set-dscp 0x12 ; DSCP set 0x12
46 mangle PREROUTING -j DSCP --set-dscp-class AF22 ; --set-dscp 0x14 ; DSCP set 0x14
46 mangle PREROUTING -j DSCP --set-dscp-class AF23 ; --set-dscp 0x16 ; DSCP set 0x16
46 mangle PREROUTING -j DSCP --set-dscp-class AF31 ; --set-dscp 0x1a ; DSCP set 0x1a
46 mangle PREROUTING -j DSCP --set-dscp-class AF32 ; --set-dscp 0x1c ; DSCP set 0x1c
46 mangle PREROUTING -j DSCP --set-dscp-class AF33 ; --set-dscp 0x1e ; DSCP set 0x1e
46 mangle PREROUTING -j DSCP --set-dscp-class AF41 ; --set-dscp 0x22 ; DSCP set 0x22
46 mangle PREROUTING -j DSCP --set-dscp-class AF42 ; --set-dscp 0x24 ; DSCP set 0x24
46 mangle PREROUTING -j DSCP --set-dscp-class LE ; FAIL Invalid DSCP value \`LE'
46 mangle PREROUTING -j DSCP --set-dscp-class VA ; FAIL Invalid DSCP value \`VA'
46 mangle PREROUTING -j DSCP --set-dscp 010 ; --set-dscp 0x08 ; DSCP set 0x08
`,
);
