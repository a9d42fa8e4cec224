import { matchCases } from "../cases.js";

matchCases(
  "physdev",
  `
46 filter FORWARD -m physdev --physdev-in eth0 ; -m physdev --physdev-in eth0 ; PHYSDEV match --physdev-in eth0
46 filter INPUT -m physdev --physdev-in eth0 ! --physdev-is-bridged ; -m physdev --physdev-in eth0 ! --physdev-is-bridged ; PHYSDEV match --physdev-in eth0 ! --physdev-is-bridged
46 filter FORWARD -m physdev ! --physdev-in eth0 --physdev-out eth+ --physdev-is-bridged ; -m physdev ! --physdev-in eth0 --physdev-out eth+ --physdev-is-bridged ; PHYSDEV match ! --physdev-in eth0 --physdev-out eth+ --physdev-is-bridged
46 filter FORWARD -m physdev --physdev-is-in ; -m physdev --physdev-is-in ; PHYSDEV match --physdev-is-in
46 filter FORWARD -m physdev ! --physdev-is-in ! --physdev-is-out ; -m physdev ! --physdev-is-in ! --physdev-is-out ; PHYSDEV match ! --physdev-is-in ! --physdev-is-out
46 filter FORWARD -m physdev --physdev-is-out --physdev-is-in ; -m physdev --physdev-is-in --physdev-is-out ; PHYSDEV match --physdev-is-in --physdev-is-out
46 filter FORWARD -m physdev --physdev-is-in --physdev-in eth0 ; -m physdev --physdev-is-in --physdev-in eth0 ; PHYSDEV match --physdev-is-in --physdev-in eth0
46 filter FORWARD -m physdev --physdev-is-out --physdev-out eth0 ; -m physdev --physdev-is-out --physdev-out eth0 ; PHYSDEV match --physdev-is-out --physdev-out eth0
46 filter FORWARD -m physdev ; FAIL PHYSDEV: no physdev option specified
46 filter FORWARD -m physdev --physdev-out eth0 ; -m physdev --physdev-out eth0 ; PHYSDEV match --physdev-out eth0
46 filter FORWARD -m physdev --physdev-is-bridged --physdev-out eth0 ; -m physdev --physdev-out eth0 --physdev-is-bridged ; PHYSDEV match --physdev-out eth0 --physdev-is-bridged
46 filter INPUT -m physdev --physdev-out eth0 ; -m physdev --physdev-out eth0 ; PHYSDEV match --physdev-out eth0
46 filter INPUT -m physdev --physdev-is-out ; -m physdev --physdev-is-out ; PHYSDEV match --physdev-is-out
46 filter OUTPUT -m physdev --physdev-out eth0 ; FAIL
46 filter OUTPUT -m physdev --physdev-is-out ; FAIL
46 filter OUTPUT -m physdev --physdev-is-bridged --physdev-out eth0 ; -m physdev --physdev-out eth0 --physdev-is-bridged ; PHYSDEV match --physdev-out eth0 --physdev-is-bridged
46 filter OUTPUT -m physdev --physdev-in eth0 ; -m physdev --physdev-in eth0 ; PHYSDEV match --physdev-in eth0
46 mangle POSTROUTING -m physdev --physdev-out eth0 ; -m physdev --physdev-out eth0 ; PHYSDEV match --physdev-out eth0
46 mangle POSTROUTING -m physdev --physdev-is-bridged --physdev-out eth0 ; -m physdev --physdev-out eth0 --physdev-is-bridged ; PHYSDEV match --physdev-out eth0 --physdev-is-bridged
46 mangle PREROUTING -m physdev --physdev-out eth0 ; -m physdev --physdev-out eth0 ; PHYSDEV match --physdev-out eth0
46 mangle PREROUTING -m physdev --physdev-is-out ; -m physdev --physdev-is-out ; PHYSDEV match --physdev-is-out
46 filter own -m physdev --physdev-out eth0 ; -m physdev --physdev-out eth0 ; PHYSDEV match --physdev-out eth0
46 filter FORWARD -m physdev --physdev-in verylongname1234 ; FAIL interface name \`verylongname1234' must be shorter than IFNAMSIZ (15)
46 filter FORWARD -m physdev --physdev-in eth0 --physdev-in eth1 ; FAIL physdev: option "--physdev-in" can only be used once
46 filter FORWARD -m physdev --physdev-is-in --physdev-is-in ; FAIL physdev: option "--physdev-is-in" can only be used once
46 filter FORWARD -m physdev --physdev-in + ; -m physdev --physdev-in + ; PHYSDEV match --physdev-in +
46 filter FORWARD -m physdev ! --physdev-in + --physdev-out b ; -m physdev ! --physdev-in + --physdev-out b ; PHYSDEV match ! --physdev-in + --physdev-out b
46 filter FORWARD -m physdev --physdev-in a/b ; -m physdev --physdev-in a/b ; PHYSDEV match --physdev-in a/b
`,
);
