import { extension } from "../../../src/extension/target/CONNMARK.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 mangle PREROUTING -j CONNMARK ; FAIL No operation specified
46 mangle PREROUTING -j CONNMARK --set-mark 1 ; --set-xmark 0x1/0xffffffff ; CONNMARK set 0x1
46 mangle PREROUTING -j CONNMARK --set-mark 0x10/0xff ; --set-xmark 0x10/0xff ; CONNMARK xset 0x10/0xff
46 mangle PREROUTING -j CONNMARK --set-mark 0x100/0xff ; --set-xmark 0x100/0x1ff ; CONNMARK xset 0x100/0x1ff
46 mangle PREROUTING -j CONNMARK --set-xmark 0x10/0xff ; --set-xmark 0x10/0xff ; CONNMARK xset 0x10/0xff
46 mangle PREROUTING -j CONNMARK --set-xmark 5/0 ; --set-xmark 0x5/0x0 ; CONNMARK xor 0x5
46 mangle PREROUTING -j CONNMARK --set-xmark 0/0xf ; --set-xmark 0x0/0xf ; CONNMARK and 0xfffffff0
46 mangle PREROUTING -j CONNMARK --and-mark 0xff ; --set-xmark 0x0/0xffffff00 ; CONNMARK and 0xff
46 mangle PREROUTING -j CONNMARK --or-mark 0xff ; --set-xmark 0xff/0xff ; CONNMARK or 0xff
46 mangle PREROUTING -j CONNMARK --xor-mark 0xff ; --set-xmark 0xff/0x0 ; CONNMARK xor 0xff
46 mangle PREROUTING -j CONNMARK --save-mark ; --save-mark --nfmask 0xffffffff --ctmask 0xffffffff ; CONNMARK save
46 mangle PREROUTING -j CONNMARK --restore-mark ; --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff ; CONNMARK restore
46 mangle PREROUTING -j CONNMARK --save-mark --mask 0xff ; --save-mark --nfmask 0xff --ctmask 0xff ; CONNMARK save mask 0xff
46 mangle PREROUTING -j CONNMARK --restore-mark --mask 0xff ; --restore-mark --nfmask 0xff --ctmask 0xff ; CONNMARK restore mask 0xff
46 mangle PREROUTING -j CONNMARK --save-mark --nfmask 0xff --ctmask 0xff00 ; --save-mark --nfmask 0xff --ctmask 0xff00 ; CONNMARK save nfmask 0xff ctmask ~0xff00
46 mangle PREROUTING -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff00 ; --restore-mark --nfmask 0xff --ctmask 0xff00 ; CONNMARK restore ctmask 0xff00 nfmask ~0xff
46 mangle PREROUTING -j CONNMARK --save-mark --nfmask 0xff ; --save-mark --nfmask 0xff --ctmask 0xffffffff ; CONNMARK save nfmask 0xff ctmask ~0xffffffff
46 mangle PREROUTING -j CONNMARK --save-mark --ctmask 0xff ; --save-mark --nfmask 0xffffffff --ctmask 0xff ; CONNMARK save nfmask 0xffffffff ctmask ~0xff
46 mangle PREROUTING -j CONNMARK --restore-mark --ctmask 0xff ; --restore-mark --nfmask 0xffffffff --ctmask 0xff ; CONNMARK restore ctmask 0xff nfmask ~0xffffffff
46 mangle PREROUTING -j CONNMARK --save-mark --mask 0xff --ctmask 0xf ; FAIL cannot be used together
46 mangle PREROUTING -j CONNMARK --mask 0xff ; FAIL No operation specified
46 mangle PREROUTING -j CONNMARK --ctmask 0xff ; FAIL No operation specified
46 mangle PREROUTING -j CONNMARK --set-mark 1 --mask 0xff ; --set-xmark 0x1/0xff ; CONNMARK xset 0x1/0xff
46 mangle PREROUTING -j CONNMARK --set-mark 1 --nfmask 0xff ; --set-xmark 0x1/0xffffffff ; CONNMARK set 0x1
46 mangle PREROUTING -j CONNMARK --set-mark 1 --ctmask 0xff ; --set-xmark 0x1/0xff ; CONNMARK xset 0x1/0xff
46 mangle PREROUTING -j CONNMARK --set-xmark 1 --ctmask 0xff ; --set-xmark 0x1/0xff ; CONNMARK xset 0x1/0xff
46 mangle PREROUTING -j CONNMARK --mask 0xff --save-mark ; --save-mark --nfmask 0xff --ctmask 0xff ; CONNMARK save mask 0xff
46 mangle PREROUTING -j CONNMARK --save-mark --restore-mark ; FAIL cannot be used together
46 mangle PREROUTING -j CONNMARK --set-mark 1 --save-mark ; FAIL cannot be used together
46 mangle PREROUTING -j CONNMARK --left-shift-mark 4 ; FAIL No operation specified
46 mangle PREROUTING -j CONNMARK --right-shift-mark 4 ; FAIL No operation specified
46 mangle PREROUTING -j CONNMARK --left-shift-mark 32 ; FAIL No operation specified
46 mangle PREROUTING -j CONNMARK --left-shift-mark 31 ; FAIL No operation specified
46 mangle PREROUTING -j CONNMARK --set-mark 1 --left-shift-mark 4 ; --set-xmark 0x1/0xffffffff --left-shift-mark 4 ; CONNMARK set 0x1 left-shift-mark 4
46 mangle PREROUTING -j CONNMARK --set-xmark 0x1/0xff --left-shift-mark 4 ; --set-xmark 0x1/0xff --left-shift-mark 4 ; CONNMARK xset 0x1/0xff left-shift-mark 4
46 mangle PREROUTING -j CONNMARK --save-mark --left-shift-mark 4 ; --save-mark --nfmask 0xffffffff --ctmask 0xffffffff --left-shift-mark 4 ; CONNMARK save left-shift-mark 4
46 mangle PREROUTING -j CONNMARK --restore-mark --right-shift-mark 4 ; --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff --right-shift-mark 4 ; CONNMARK restore right-shift-mark 4
46 mangle PREROUTING -j CONNMARK --save-mark --nfmask 0xff --ctmask 0xf0 --left-shift-mark 4 ; --save-mark --nfmask 0xff --ctmask 0xf0 --left-shift-mark 4 ; CONNMARK save nfmask 0xff ctmask ~0xf0 left-shift-mark 4
46 mangle PREROUTING -j CONNMARK --save-mark --right-shift-mark 8 --nfmask 0xff --ctmask 0xf0 ; --save-mark --nfmask 0xff --ctmask 0xf0 --right-shift-mark 8 ; CONNMARK save nfmask 0xff ctmask ~0xf0 right-shift-mark 8
46 mangle PREROUTING -j CONNMARK --left-shift-mark 4 --save-mark ; --save-mark --nfmask 0xffffffff --ctmask 0xffffffff --left-shift-mark 4 ; CONNMARK save left-shift-mark 4
46 mangle PREROUTING -j CONNMARK --left-shift-mark 4 --set-mark 1 ; --set-xmark 0x1/0xffffffff --left-shift-mark 4 ; CONNMARK set 0x1 left-shift-mark 4
46 mangle PREROUTING -j CONNMARK --and-mark 0xff --right-shift-mark 2 ; --set-xmark 0x0/0xffffff00 --right-shift-mark 2 ; CONNMARK and 0xff right-shift-mark 2
46 mangle PREROUTING -j CONNMARK --or-mark 0xff --right-shift-mark 2 ; --set-xmark 0xff/0xff --right-shift-mark 2 ; CONNMARK or 0xff right-shift-mark 2
46 mangle PREROUTING -j CONNMARK --save-mark --left-shift-mark 4 --right-shift-mark 2 ; --save-mark --nfmask 0xffffffff --ctmask 0xffffffff --right-shift-mark 2 ; CONNMARK save right-shift-mark 2
46 mangle PREROUTING -j CONNMARK --save-mark --left-shift-mark 0 ; --save-mark --nfmask 0xffffffff --ctmask 0xffffffff ; CONNMARK save
46 mangle PREROUTING -j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff ; --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff ; CONNMARK restore
46 mangle PREROUTING -j CONNMARK --save-mark --nfmask 0 --ctmask 0 ; --save-mark --nfmask 0x0 --ctmask 0x0 ; CONNMARK save mask 0x0
46 mangle PREROUTING -j CONNMARK --save-mark --mask 0 ; --save-mark --nfmask 0x0 --ctmask 0x0 ; CONNMARK save mask 0x0
46 mangle PREROUTING -j CONNMARK --set-mark x ; FAIL bad integer value for option "--set-mark", or out of range
46 mangle PREROUTING -j CONNMARK --save-mark --mask x ; FAIL bad value for option "--mask", or out of range (0-4294967295)
46 mangle PREROUTING -j CONNMARK --save-mark --nfmask 0x100000000 ; FAIL bad value for option "--nfmask", or out of range (0-4294967295)
46 mangle PREROUTING -j CONNMARK --set-mark 1 --set-mark 2 ; FAIL option "--set-mark" can only be used once
46 mangle PREROUTING -j CONNMARK --save-mark --save-mark ; FAIL option "--save-mark" can only be used once
46 filter INPUT -j CONNMARK --set-mark 1 ; --set-xmark 0x1/0xffffffff ; CONNMARK set 0x1
46 raw PREROUTING -j CONNMARK --set-mark 1 ; --set-xmark 0x1/0xffffffff ; CONNMARK set 0x1
46 raw OUTPUT -j CONNMARK --restore-mark ; --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff ; CONNMARK restore
46 nat PREROUTING -j CONNMARK --set-mark 1 ; --set-xmark 0x1/0xffffffff ; CONNMARK set 0x1
46 security INPUT -j CONNMARK --save-mark ; --save-mark --nfmask 0xffffffff --ctmask 0xffffffff ; CONNMARK save
46 mangle PREROUTING -j CONNMARK --set-mark 1 --left-shift-mark 32 ; FAIL
46 mangle PREROUTING -j CONNMARK --set-mark 1 --left-shift-mark 33 ; FAIL bad value for option "--left-shift-mark", or out of range (0-32)
46 mangle PREROUTING -j CONNMARK --set-mark 1 --left-shift-mark 31 ; --set-xmark 0x1/0xffffffff --left-shift-mark 31 ; CONNMARK set 0x1 left-shift-mark 31
46 mangle PREROUTING -j CONNMARK --set-mark 1 --right-shift-mark -1 ; FAIL bad value for option "--right-shift-mark", or out of range (0-32)
46 mangle PREROUTING -j CONNMARK --set-mark 1 --right-shift-mark x ; FAIL bad value for option "--right-shift-mark", or out of range (0-32)
46 mangle PREROUTING -j CONNMARK --mask 0xff --set-mark 1 ; --set-xmark 0x1/0xffffffff ; CONNMARK set 0x1
46 mangle PREROUTING -j CONNMARK --and-mark 0xff --mask 0xf0 ; --set-xmark 0x0/0xf0 ; CONNMARK and 0xffffff0f
46 mangle PREROUTING -j CONNMARK --and-mark 0xff --nfmask 0xf0 ; --set-xmark 0x0/0xffffff00 ; CONNMARK and 0xff
46 mangle PREROUTING -j CONNMARK --or-mark 0xff --ctmask 0xf0 ; --set-xmark 0xff/0xf0 ; CONNMARK xset 0xff/0xf0
46 mangle PREROUTING -j CONNMARK --restore-mark --nfmask 0xff ; --restore-mark --nfmask 0xff --ctmask 0xffffffff ; CONNMARK restore ctmask 0xffffffff nfmask ~0xff
46 mangle PREROUTING -j CONNMARK --right-shift-mark 2 --left-shift-mark 4 --save-mark ; --save-mark --nfmask 0xffffffff --ctmask 0xffffffff --left-shift-mark 4 ; CONNMARK save left-shift-mark 4
46 mangle PREROUTING -j CONNMARK --save-mark --right-shift-mark 0 ; --save-mark --nfmask 0xffffffff --ctmask 0xffffffff ; CONNMARK save
46 mangle PREROUTING -j CONNMARK --xor-mark 5 --and-mark 3 ; FAIL cannot be used together
46 mangle PREROUTING -j CONNMARK --save-mark --mask 0xff --nfmask 0xf ; FAIL cannot be used together
46 mangle PREROUTING -j CONNMARK --save-mark --nfmask 0xf --mask 0xff ; FAIL cannot be used together
46 mangle PREROUTING -j CONNMARK ! --save-mark ; FAIL option "--save-mark" cannot be inverted
`,
);
