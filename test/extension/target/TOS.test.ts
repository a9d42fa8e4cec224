import { extension } from "../../../src/extension/target/TOS.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 mangle PREROUTING -j TOS --set-tos 0x10 ; --set-tos 0x10/0xff ; TOS set 0x10/0xff
46 mangle PREROUTING -j TOS --set-tos 16 ; --set-tos 0x10/0xff ; TOS set 0x10/0xff
46 mangle PREROUTING -j TOS --set-tos Minimize-Delay ; --set-tos 0x10/0x3f ; TOS setMinimize-Delay ; TOS set 0x10/0x3f
46 mangle PREROUTING -j TOS --set-tos minimize-delay ; --set-tos 0x10/0x3f ; TOS setMinimize-Delay ; TOS set 0x10/0x3f
46 mangle PREROUTING -j TOS --set-tos Maximize-Throughput ; --set-tos 0x08/0x3f ; TOS setMaximize-Throughput ; TOS set 0x08/0x3f
46 mangle PREROUTING -j TOS --set-tos Maximize-Reliability ; --set-tos 0x04/0x3f ; TOS setMaximize-Reliability ; TOS set 0x04/0x3f
46 mangle PREROUTING -j TOS --set-tos Minimize-Cost ; --set-tos 0x02/0x3f ; TOS setMinimize-Cost ; TOS set 0x02/0x3f
46 mangle PREROUTING -j TOS --set-tos Normal-Service ; --set-tos 0x00/0x3f ; TOS setNormal-Service ; TOS set 0x00/0x3f
46 mangle PREROUTING -j TOS --set-tos Normal ; FAIL Symbolic name "Normal" is unknown
46 mangle PREROUTING -j TOS --set-tos 0x10/0xf0 ; --set-tos 0x10/0xf0 ; TOS set 0x10/0xf0
46 mangle PREROUTING -j TOS --set-tos 0x10/0x3f ; --set-tos 0x10/0x3f ; TOS setMinimize-Delay ; TOS set 0x10/0x3f
46 mangle PREROUTING -j TOS --set-tos 0x10/0x0 ; --set-tos 0x10/0x00 ; TOS xor 0x10 ; TOS set 0x10/0x00
46 mangle PREROUTING -j TOS --set-tos 0xff/0xff ; --set-tos 0xff/0xff ; TOS or 0xff ; TOS set 0xff/0xff
46 mangle PREROUTING -j TOS --set-tos 0xff ; --set-tos 0xff/0xff ; TOS or 0xff ; TOS set 0xff/0xff
46 mangle PREROUTING -j TOS --set-tos 0x100 ; FAIL Symbolic name "0x100" is unknown
46 mangle PREROUTING -j TOS --set-tos 0x10/0x100 ; FAIL Illegal value: "0x10/0x100"
46 mangle PREROUTING -j TOS --set-tos x ; FAIL Symbolic name "x" is unknown
46 mangle PREROUTING -j TOS --set-tos "" ; FAIL Symbolic name "" is unknown
46 mangle PREROUTING -j TOS --set-tos 0x ; FAIL Illegal value: "0x"
46 mangle PREROUTING -j TOS --and-tos 0xf0 ; --set-tos 0x00/0x0f ; TOS and 0xf0 ; TOS set 0x00/0x0f
46 mangle PREROUTING -j TOS --or-tos 0x08 ; --set-tos 0x08/0x08 ; TOS or 0x08 ; TOS set 0x08/0x08
46 mangle PREROUTING -j TOS --xor-tos 0x08 ; --set-tos 0x08/0x00 ; TOS xor 0x08 ; TOS set 0x08/0x00
46 mangle PREROUTING -j TOS --and-tos 0 ; --set-tos 0x00/0xff ; TOS and 0x00 ; TOS set 0x00/0xff
46 mangle PREROUTING -j TOS --and-tos 255 ; --set-tos 0x00/0x00 ; TOS and 0xff ; TOS set 0x00/0x00
46 mangle PREROUTING -j TOS --and-tos 256 ; FAIL bad value for option "--and-tos", or out of range (0-255)
46 mangle PREROUTING -j TOS --or-tos Minimize-Delay ; FAIL bad value for option "--or-tos", or out of range (0-255)
46 mangle PREROUTING -j TOS ; FAIL An action is required
46 mangle PREROUTING -j TOS --set-tos 1 --or-tos 2 ; FAIL cannot be used together
46 mangle PREROUTING -j TOS --set-tos 1 --set-tos 2 ; FAIL option "--set-tos" can only be used once
46 mangle PREROUTING -j TOS --set-tos 0/0 ; --set-tos 0x00/0x00 ; TOS and 0xff ; TOS set 0x00/0x00
46 mangle PREROUTING -j TOS --set-tos 8/8 ; --set-tos 0x08/0x08 ; TOS or 0x08 ; TOS set 0x08/0x08
46 mangle PREROUTING -j TOS --set-tos 0/0xff ; --set-tos 0x00/0xff ; TOS and 0x00 ; TOS set 0x00/0xff
46 mangle PREROUTING -j TOS --set-tos 0/0x3f ; --set-tos 0x00/0x3f ; TOS setNormal-Service ; TOS set 0x00/0x3f
46 mangle PREROUTING -j TOS --set-tos 1/2 ; --set-tos 0x01/0x02 ; TOS set 0x01/0x02
46 filter INPUT -j TOS --set-tos 1 ; FAIL
46 raw PREROUTING -j TOS --set-tos 1 ; FAIL
46 mangle PREROUTING -j TOS --set-tos 0x10/0x ; FAIL Illegal value: "0x10/0x"
46 mangle PREROUTING -j TOS --set-tos 0x10/ ; FAIL Illegal value: "0x10/"
46 mangle PREROUTING -j TOS --set-tos 0x10x ; FAIL Illegal value: "0x10x"
46 mangle PREROUTING -j TOS --set-tos 256 ; FAIL Symbolic name "256" is unknown
46 mangle PREROUTING -j TOS --set-tos -1 ; FAIL Symbolic name "-1" is unknown
46 mangle PREROUTING -j TOS --set-tos 10/0xf0 ; --set-tos 0x0a/0xf0 ; TOS set 0x0a/0xf0
46 mangle PREROUTING -j TOS --set-tos 010 ; --set-tos 0x08/0xff ; TOS set 0x08/0xff
46 mangle PREROUTING -j TOS --set-tos " 0x10" ; --set-tos 0x10/0xff ; TOS set 0x10/0xff
46 mangle PREROUTING -j TOS --set-tos 0x1/0xff/0xff ; FAIL Illegal value: "0x1/0xff/0xff"
46 mangle PREROUTING -j TOS --set-tos 0x08/0x3f ; --set-tos 0x08/0x3f ; TOS setMaximize-Throughput ; TOS set 0x08/0x3f
46 mangle PREROUTING -j TOS --set-tos 0x18/0x3f ; --set-tos 0x18/0x3f ; TOS set 0x18/0x3f
46 mangle PREROUTING -j TOS --set-tos 0x01/0x3f ; --set-tos 0x01/0x3f ; TOS set 0x01/0x3f
46 mangle PREROUTING -j TOS ! --set-tos 1 ; FAIL option "--set-tos" cannot be inverted
46 mangle PREROUTING -j TOS --xor-tos 0 ; --set-tos 0x00/0x00 ; TOS and 0xff ; TOS set 0x00/0x00
46 mangle PREROUTING -j TOS --or-tos 0 ; --set-tos 0x00/0x00 ; TOS and 0xff ; TOS set 0x00/0x00
46 mangle PREROUTING -j TOS --or-tos 255 ; --set-tos 0xff/0xff ; TOS or 0xff ; TOS set 0xff/0xff
46 mangle PREROUTING -j TOS --xor-tos 255 ; --set-tos 0xff/0x00 ; TOS xor 0xff ; TOS set 0xff/0x00
46 mangle PREROUTING -j TOS --xor-tos 256 ; FAIL bad value for option "--xor-tos", or out of range (0-255)
`,
);
