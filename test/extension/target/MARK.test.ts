import { extension } from "../../../src/extension/target/MARK.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 mangle PREROUTING -j MARK ; FAIL One of the --set-xmark, --{and,or,xor,set}-mark options is required
46 mangle PREROUTING -j MARK --set-mark 1 ; --set-xmark 0x1/0xffffffff ; MARK set 0x1
46 mangle PREROUTING -j MARK --set-mark 0x10/0xff ; --set-xmark 0x10/0xff ; MARK xset 0x10/0xff
46 mangle PREROUTING -j MARK --set-mark 0x100/0xff ; --set-xmark 0x100/0x1ff ; MARK xset 0x100/0x1ff
46 mangle PREROUTING -j MARK --set-xmark 0x10/0xff ; --set-xmark 0x10/0xff ; MARK xset 0x10/0xff
46 mangle PREROUTING -j MARK --set-xmark 1 ; --set-xmark 0x1/0xffffffff ; MARK set 0x1
46 mangle PREROUTING -j MARK --and-mark 0xff00 ; --set-xmark 0x0/0xffff00ff ; MARK and 0xff00
46 mangle PREROUTING -j MARK --or-mark 0x5 ; --set-xmark 0x5/0x5 ; MARK or 0x5
46 mangle PREROUTING -j MARK --xor-mark 0x5 ; --set-xmark 0x5/0x0 ; MARK xor 0x5
46 mangle PREROUTING -j MARK --set-xmark 0/0xff ; --set-xmark 0x0/0xff ; MARK and 0xffffff00
46 mangle PREROUTING -j MARK --set-xmark 0x5/0x5 ; --set-xmark 0x5/0x5 ; MARK or 0x5
46 mangle PREROUTING -j MARK --set-xmark 0/0 ; --set-xmark 0x0/0x0 ; MARK and 0xffffffff
46 mangle PREROUTING -j MARK --set-xmark 5/0 ; --set-xmark 0x5/0x0 ; MARK xor 0x5
46 mangle PREROUTING -j MARK --and-mark 0 ; --set-xmark 0x0/0xffffffff ; MARK and 0x0
46 mangle PREROUTING -j MARK --and-mark 0xffffffff ; --set-xmark 0x0/0x0 ; MARK and 0xffffffff
46 mangle PREROUTING -j MARK --or-mark 0 ; --set-xmark 0x0/0x0 ; MARK and 0xffffffff
46 mangle PREROUTING -j MARK --xor-mark 0xffffffff ; --set-xmark 0xffffffff/0x0 ; MARK xor 0xffffffff
46 mangle PREROUTING -j MARK --or-mark 0xffffffff ; --set-xmark 0xffffffff/0xffffffff ; MARK or 0xffffffff
46 mangle PREROUTING -j MARK --set-mark 0x100000000 ; FAIL bad integer value for option "--set-mark", or out of range
46 mangle PREROUTING -j MARK --set-mark 0xffffffff ; --set-xmark 0xffffffff/0xffffffff ; MARK or 0xffffffff
46 mangle PREROUTING -j MARK --set-mark -1 ; FAIL bad integer value for option "--set-mark", or out of range
46 mangle PREROUTING -j MARK --set-mark 1/ ; FAIL bad integer value for option "--set-mark", or out of range
46 mangle PREROUTING -j MARK --set-mark 1/0x100000000 ; FAIL bad integer value for option "--set-mark", or out of range
46 mangle PREROUTING -j MARK --set-mark x ; FAIL bad integer value for option "--set-mark", or out of range
46 mangle PREROUTING -j MARK --set-mark 010 ; --set-xmark 0x8/0xffffffff ; MARK set 0x8
46 mangle PREROUTING -j MARK --set-mark "" ; FAIL bad integer value for option "--set-mark", or out of range
46 mangle PREROUTING -j MARK --set-mark 1 --or-mark 2 ; FAIL cannot be used together
46 mangle PREROUTING -j MARK --and-mark 1/2 ; FAIL bad value for option "--and-mark", or out of range (0-4294967295)
46 mangle PREROUTING -j MARK --set-mark 1 --set-mark 2 ; FAIL option "--set-mark" can only be used once
46 mangle PREROUTING -j MARK ! --set-mark 1 ; FAIL option "--set-mark" cannot be inverted
46 filter INPUT -j MARK --set-mark 1 ; --set-xmark 0x1/0xffffffff ; MARK set 0x1
46 raw OUTPUT -j MARK --set-mark 1 ; --set-xmark 0x1/0xffffffff ; MARK set 0x1
46 nat OUTPUT -j MARK --set-mark 1 ; --set-xmark 0x1/0xffffffff ; MARK set 0x1
46 mangle PREROUTING -j MARK --and-mark 0xff --set-xmark 1 ; FAIL cannot be used together
46 mangle PREROUTING -j MARK --xor-mark 3 --set-mark 1 ; FAIL cannot be used together
46 mangle PREROUTING -j MARK --set-mark " 1" ; --set-xmark 0x1/0xffffffff ; MARK set 0x1
46 mangle PREROUTING -j MARK --set-mark +1 ; --set-xmark 0x1/0xffffffff ; MARK set 0x1
46 mangle PREROUTING -j MARK --set-mark 0x ; FAIL trailing garbage after value for option "--set-mark"
46 mangle PREROUTING -j MARK --set-mark 0x1/0xg ; FAIL trailing garbage after value for option "--set-mark"
46 mangle PREROUTING -j MARK --set-mark 08 ; FAIL trailing garbage after value for option "--set-mark"
46 mangle PREROUTING -j MARK --set-mark 1/2/3 ; FAIL trailing garbage after value for option "--set-mark"
46 mangle PREROUTING -j MARK --set-mark /2 ; FAIL bad integer value for option "--set-mark", or out of range
46 mangle PREROUTING -j MARK --set-mark 99999999999999999999999 ; FAIL bad integer value for option "--set-mark", or out of range
`,
);
