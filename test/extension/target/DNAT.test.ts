import { extension } from "../../../src/extension/target/DNAT.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 nat PREROUTING -j DNAT ; FAIL option "--to-destination" must be specified
4 nat PREROUTING -j DNAT --to-destination 1.2.3.4 ; --to-destination 1.2.3.4 ; to:1.2.3.4
4 nat PREROUTING -j DNAT --to 1.2.3.4 ; --to-destination 1.2.3.4 ; to:1.2.3.4
4 nat PREROUTING -j DNAT --to-destination 1.2.3.4-1.2.3.9 ; --to-destination 1.2.3.4-1.2.3.9 ; to:1.2.3.4-1.2.3.9
4 nat PREROUTING -j DNAT --to-destination 1.2.3.9-1.2.3.4 ; --to-destination 1.2.3.9-1.2.3.4 ; to:1.2.3.9-1.2.3.4
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80 ; --to-destination 1.2.3.4:80 ; to:1.2.3.4:80
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80-90 ; --to-destination 1.2.3.4:80-90 ; to:1.2.3.4:80-90
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:90-80 ; FAIL port range
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80-90/1000 ; --to-destination 1.2.3.4:80-90/1000 ; to:1.2.3.4:80-90/1000
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80-90/0 ; FAIL Port \`0' not valid
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80-90/http ; --to-destination 1.2.3.4:80-90/80 ; to:1.2.3.4:80-90/80
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80-90/ ; FAIL Port \`' not valid
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80-90/x ; FAIL Port \`x' not valid
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80-90/65536 ; FAIL Port \`65536' not valid
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80-90/65535 ; --to-destination 1.2.3.4:80-90/65535 ; to:1.2.3.4:80-90/65535
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80/1000 ; FAIL Garbage after port value: \`/1000'
46 nat PREROUTING -p tcp -j DNAT --to-destination :80 ; --to-destination :80 ; to::80
4 nat PREROUTING -p tcp -j DNAT --to-destination :80-90 ; --to-destination :80-90 ; to::80-90
4 nat PREROUTING -p tcp -j DNAT --to-destination :80-90/70 ; --to-destination :80-90/70 ; to::80-90/70
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:http ; --to-destination 1.2.3.4:80 ; to:1.2.3.4:80
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:0 ; --to-destination 1.2.3.4:0 ; to:1.2.3.4:0
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4: ; FAIL Port \`' not valid
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80- ; FAIL Port \`' not valid
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80-x ; FAIL Port \`x' not valid
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:65536 ; FAIL Port \`65536' not valid
4 nat PREROUTING -j DNAT --to-destination 1.2.3.4:80 ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
4 nat PREROUTING -p icmp -j DNAT --to-destination 1.2.3.4:80 ; --to-destination 1.2.3.4:80 ; to:1.2.3.4:80
4 nat PREROUTING -j DNAT --to-destination 1.2.3.256 ; FAIL Bad IP address "1.2.3.256"
4 nat PREROUTING -j DNAT --to-destination 1.2.3.4-x ; FAIL Bad IP address "x"
4 nat PREROUTING -j DNAT --to-destination "" ; FAIL Bad IP address ""
4 nat PREROUTING -j DNAT --to-destination 1.2.3.4 --random ; --to-destination 1.2.3.4 --random ; to:1.2.3.4 random
4 nat PREROUTING -j DNAT --to-destination 1.2.3.4 --persistent --random ; --to-destination 1.2.3.4 --random --persistent ; to:1.2.3.4 random persistent
4 nat PREROUTING -j DNAT --to-destination 1.2.3.4 --random-fully ; FAIL unknown option "--random-fully"
4 nat PREROUTING -j DNAT --random ; FAIL option "--to-destination" must be specified
4 nat PREROUTING -j DNAT --to-destination 1.2.3.4 --to-destination 1.2.3.5 ; FAIL option "--to-destination" can only be used once
4 nat PREROUTING -j DNAT ! --to-destination 1.2.3.4 ; FAIL option "--to-destination" cannot be inverted
4 nat OUTPUT -j DNAT --to-destination 1.2.3.4 ; --to-destination 1.2.3.4 ; to:1.2.3.4
4 nat INPUT -j DNAT --to-destination 1.2.3.4 ; FAIL
4 nat POSTROUTING -j DNAT --to-destination 1.2.3.4 ; FAIL
4 mangle PREROUTING -j DNAT --to-destination 1.2.3.4 ; FAIL
6 nat PREROUTING -j DNAT --to-destination 2001:db8::1 ; --to-destination 2001:db8::1 ; to:2001:db8::1
6 nat PREROUTING -j DNAT --to-destination 2001:db8::1-2001:db8::9 ; --to-destination 2001:db8::1-2001:db8::9 ; to:2001:db8::1-2001:db8::9
6 nat PREROUTING -p tcp -j DNAT --to-destination [2001:db8::1]:80 ; --to-destination [2001:db8::1]:80 ; to:[2001:db8::1]:80
6 nat PREROUTING -p tcp -j DNAT --to-destination [2001:db8::1]:80-90 ; --to-destination [2001:db8::1]:80-90 ; to:[2001:db8::1]:80-90
6 nat PREROUTING -p tcp -j DNAT --to-destination [2001:db8::1]:80-90/100 ; --to-destination [2001:db8::1]:80-90/100 ; to:[2001:db8::1]:80-90/100
6 nat PREROUTING -p tcp -j DNAT --to-destination [2001:db8::1-2001:db8::9]:80 ; --to-destination [2001:db8::1-2001:db8::9]:80 ; to:[2001:db8::1-2001:db8::9]:80
6 nat PREROUTING -j DNAT --to-destination [2001:db8::1] ; --to-destination 2001:db8::1 ; to:2001:db8::1
6 nat PREROUTING -j DNAT --to-destination 2001:db8::1 --random --persistent ; --to-destination 2001:db8::1 --random --persistent ; to:2001:db8::1 random persistent
6 nat OUTPUT -j DNAT --to-destination 2001:db8::1 ; --to-destination 2001:db8::1 ; to:2001:db8::1
6 nat POSTROUTING -j DNAT --to-destination 2001:db8::1 ; FAIL
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:0-10 ; --to-destination 1.2.3.4:0-10 ; to:1.2.3.4:0-10
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80-90/10/5 ; --to-destination 1.2.3.4:80-90/10 ; to:1.2.3.4:80-90/10
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80-90x ; FAIL Garbage after port range: \`x'
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:90-90/80 ; --to-destination 1.2.3.4:90/80 ; to:1.2.3.4:90/80
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:80-90/100-110 ; --to-destination 1.2.3.4:80-90/100 ; to:1.2.3.4:80-90/100
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4-1.2.3.5:80-90/100 ; --to-destination 1.2.3.4-1.2.3.5:80-90/100 ; to:1.2.3.4-1.2.3.5:80-90/100
46 nat PREROUTING -p tcp -j DNAT --to-destination :80:90 ; FAIL Bad IP address ":80:90"
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:http/5 ; FAIL Port \`http/5' not valid
4 nat PREROUTING -p tcp -j DNAT --to-destination : ; FAIL Port \`' not valid
4 nat PREROUTING -p tcp -j DNAT --to-destination [1.2.3.4]:80 ; FAIL Invalid address format
4 nat PREROUTING -p tcp -j DNAT --to-destination [1.2.3.4] ; FAIL Invalid address format
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4-1.2.3.5-1.2.3.6 ; FAIL Bad IP address "1.2.3.5-1.2.3.6"
4 nat PREROUTING -p tcp -j DNAT --to-destination 0.0.0.0 ; --to-destination 0.0.0.0 ; to:0.0.0.0
4 nat PREROUTING -p tcp -j DNAT --to-destination 255.255.255.255 ; --to-destination 255.255.255.255 ; to:255.255.255.255
4 nat PREROUTING -p tcp -j DNAT --to-destination 1.2.3.4:0-0 ; --to-destination 1.2.3.4:0 ; to:1.2.3.4:0
4 nat PREROUTING -p all -j DNAT --to-destination 1.2.3.4:80 ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
6 nat PREROUTING -p tcp -j DNAT --to-destination ::1:80 ; --to-destination ::0.1.0.128 ; to:::0.1.0.128
6 nat PREROUTING -p icmp -j DNAT --to-destination [::1]:80 ; --to-destination [::1]:80 ; to:[::1]:80
`,
);
