import { extension } from "../../../src/extension/target/NETMAP.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
4 nat PREROUTING -j NETMAP --to 10.1.0.0/16 ; --to 10.1.0.0/16 ; to:10.1.0.0/16
4 nat POSTROUTING -s 10.0.0.0/24 -j NETMAP --to 192.0.2.0/24 ; --to 192.0.2.0/24 ; to:192.0.2.0/24
4 nat OUTPUT -j NETMAP --to 192.0.2.0/24 ; --to 192.0.2.0/24 ; to:192.0.2.0/24
4 nat INPUT -j NETMAP --to 192.0.2.0/24 ; --to 192.0.2.0/24 ; to:192.0.2.0/24
4 nat PREROUTING -j NETMAP --to 192.0.2.5 ; --to 192.0.2.5/32 ; to:192.0.2.5/32
4 nat PREROUTING -j NETMAP --to 192.0.2.5/24 ; --to 192.0.2.0/24 ; to:192.0.2.0/24
4 nat PREROUTING -j NETMAP --to 192.0.2.5/0 ; --to 0.0.0.0/0 ; to:0.0.0.0/0
4 nat PREROUTING -j NETMAP --to 192.0.2.5/255.255.0.0 ; --to 192.0.0.0/16 ; to:192.0.0.0/16
4 nat PREROUTING -j NETMAP --to 192.0.2.5/255.0.255.0 ; --to 192.0.2.5/32 ; to:192.0.2.5/32
4 nat PREROUTING -j NETMAP --to 192.0.2.5/33 ; --to 192.0.2.5/32 ; to:192.0.2.5/32
4 nat PREROUTING -j NETMAP --to 192.0.2.x/24 ; FAIL
4 nat PREROUTING -j NETMAP --to 2001:db8::/64 ; FAIL
4 nat PREROUTING -j NETMAP --to "" ; FAIL
4 nat PREROUTING -j NETMAP ; FAIL NETMAP: option "--to" must be specified
4 nat PREROUTING -j NETMAP ! --to 10.1.0.0/16 ; FAIL NETMAP: option "--to" cannot be inverted
4 nat PREROUTING -j NETMAP --to 10.1.0.0/16 --to 10.2.0.0/16 ; FAIL NETMAP: option "--to" can only be used once
4 mangle PREROUTING -j NETMAP --to 10.1.0.0/16 ; FAIL
4 filter FORWARD -j NETMAP --to 10.1.0.0/16 ; FAIL
6 nat PREROUTING -j NETMAP --to 2001:db8:5::/64 ; --to 2001:db8:5::/64 ; to:2001:db8:5::/64
6 nat POSTROUTING -j NETMAP --to 2001:db8:5::1 ; --to 2001:db8:5::1/128 ; to:2001:db8:5::1/128
6 nat OUTPUT -j NETMAP --to 2001:db8:5::1/128 ; --to 2001:db8:5::1/128 ; to:2001:db8:5::1/128
6 nat INPUT -j NETMAP --to 2001:db8:5::1/56 ; --to 2001:db8:5::/56 ; to:2001:db8:5::/56
6 nat PREROUTING -j NETMAP --to 2001:db8:5::1/0 ; --to ::/0 ; to:::/0
6 nat PREROUTING -j NETMAP --to 2001:db8:5::1/129 ; FAIL NETMAP: bad value for option "--to", neither a valid network mask nor valid CIDR (0-128)
6 nat PREROUTING -j NETMAP --to 2001:db8:5::1/ffff:ffff:: ; --to 2001:db8::/32 ; to:2001:db8::/32
6 nat PREROUTING -j NETMAP --to 10.0.0.0/8 ; FAIL
6 nat PREROUTING -j NETMAP ; FAIL NETMAP: option "--to" must be specified
6 mangle PREROUTING -j NETMAP --to 2001:db8:5::/64 ; FAIL
`,
);
