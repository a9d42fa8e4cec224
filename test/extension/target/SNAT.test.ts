import { extension } from "../../../src/extension/target/SNAT.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 nat POSTROUTING -j SNAT ; FAIL option "--to-source" must be specified
4 nat POSTROUTING -j SNAT --to-source 1.2.3.4 ; --to-source 1.2.3.4 ; to:1.2.3.4
4 nat POSTROUTING -j SNAT --to 1.2.3.4 ; --to-source 1.2.3.4 ; to:1.2.3.4
4 nat POSTROUTING -j SNAT --to-source 1.2.3.4-1.2.3.9 ; --to-source 1.2.3.4-1.2.3.9 ; to:1.2.3.4-1.2.3.9
4 nat POSTROUTING -j SNAT --to-source 1.2.3.9-1.2.3.4 ; --to-source 1.2.3.9-1.2.3.4 ; to:1.2.3.9-1.2.3.4
4 nat POSTROUTING -j SNAT --to-source 1.2.3.4-1.2.3.4 ; --to-source 1.2.3.4 ; to:1.2.3.4
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:80 ; --to-source 1.2.3.4:80 ; to:1.2.3.4:80
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:80-90 ; --to-source 1.2.3.4:80-90 ; to:1.2.3.4:80-90
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:80-80 ; --to-source 1.2.3.4:80 ; to:1.2.3.4:80
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:90-80 ; FAIL port range
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4-1.2.3.9:80-90 ; --to-source 1.2.3.4-1.2.3.9:80-90 ; to:1.2.3.4-1.2.3.9:80-90
46 nat POSTROUTING -p tcp -j SNAT --to-source :80-90 ; --to-source :80-90 ; to::80-90
46 nat POSTROUTING -p tcp -j SNAT --to-source :80 ; --to-source :80 ; to::80
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:http ; --to-source 1.2.3.4:80 ; to:1.2.3.4:80
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:http-https ; FAIL Port \`http-https' not valid
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:0 ; --to-source 1.2.3.4:0 ; to:1.2.3.4:0
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:65535 ; --to-source 1.2.3.4:65535 ; to:1.2.3.4:65535
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:65536 ; FAIL Port \`65536' not valid
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4: ; FAIL Port \`' not valid
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:80- ; FAIL Port \`' not valid
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:-80 ; FAIL Port \`-80' not valid
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:x ; FAIL Port \`x' not valid
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:80x ; FAIL Garbage after port value: \`x'
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:80:90 ; FAIL Bad IP address "1.2.3.4:80:90"
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:80-90-95 ; FAIL Garbage after port range: \`-95'
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:80-90/100 ; --to-source 1.2.3.4:80-90/0 ; to:1.2.3.4:80-90/0
4 nat POSTROUTING -j SNAT --to-source 1.2.3.4:80 ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
4 nat POSTROUTING ! -p tcp -j SNAT --to-source 1.2.3.4:80 ; --to-source 1.2.3.4:80 ; to:1.2.3.4:80
4 nat POSTROUTING -p udp -j SNAT --to-source 1.2.3.4:80 ; --to-source 1.2.3.4:80 ; to:1.2.3.4:80
4 nat POSTROUTING -p udplite -j SNAT --to-source 1.2.3.4:80 ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
4 nat POSTROUTING -p sctp -j SNAT --to-source 1.2.3.4:80 ; --to-source 1.2.3.4:80 ; to:1.2.3.4:80
4 nat POSTROUTING -p dccp -j SNAT --to-source 1.2.3.4:80 ; --to-source 1.2.3.4:80 ; to:1.2.3.4:80
4 nat POSTROUTING -p icmp -j SNAT --to-source 1.2.3.4:80 ; --to-source 1.2.3.4:80 ; to:1.2.3.4:80
4 nat POSTROUTING -p gre -j SNAT --to-source 1.2.3.4:80 ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
4 nat POSTROUTING -j SNAT --to-source 1.2.3 ; FAIL Bad IP address "1.2.3"
4 nat POSTROUTING -j SNAT --to-source 1.2.3.256 ; FAIL Bad IP address "1.2.3.256"
4 nat POSTROUTING -j SNAT --to-source 1.2.3.4- ; FAIL Bad IP address ""
4 nat POSTROUTING -j SNAT --to-source -1.2.3.4 ; FAIL Bad IP address ""
4 nat POSTROUTING -j SNAT --to-source 1.2.3.0/24 ; FAIL Bad IP address "1.2.3.0/24"
4 nat POSTROUTING -j SNAT --to-source localhost ; FAIL Bad IP address "localhost"
4 nat POSTROUTING -j SNAT --to-source "" ; FAIL Bad IP address ""
4 nat POSTROUTING -j SNAT --to-source 1.2.3.4-x ; FAIL Bad IP address "x"
4 nat POSTROUTING -j SNAT --to-source ::1 ; FAIL Bad IP address "::1"
4 nat POSTROUTING -j SNAT --to-source [::1] ; FAIL Invalid address format
4 nat POSTROUTING -j SNAT --to-source 01.2.3.4 ; FAIL Bad IP address "01.2.3.4"
4 nat POSTROUTING -j SNAT --to-source 1.2.3.4 --random ; --to-source 1.2.3.4 --random ; to:1.2.3.4 random
4 nat POSTROUTING -j SNAT --to-source 1.2.3.4 --random-fully ; --to-source 1.2.3.4 --random-fully ; to:1.2.3.4 random-fully
4 nat POSTROUTING -j SNAT --to-source 1.2.3.4 --persistent ; --to-source 1.2.3.4 --persistent ; to:1.2.3.4 persistent
4 nat POSTROUTING -j SNAT --to-source 1.2.3.4 --persistent --random-fully --random ; --to-source 1.2.3.4 --random --random-fully --persistent ; to:1.2.3.4 random random-fully persistent
4 nat POSTROUTING -j SNAT --random --to-source 1.2.3.4 ; --to-source 1.2.3.4 --random ; to:1.2.3.4 random
4 nat POSTROUTING -j SNAT --random-f --to-source 1.2.3.4 ; --to-source 1.2.3.4 --random-fully ; to:1.2.3.4 random-fully
4 nat POSTROUTING -j SNAT --rand --to-source 1.2.3.4 ; FAIL unknown option "--rand"
4 nat POSTROUTING -j SNAT --random ; FAIL option "--to-source" must be specified
4 nat POSTROUTING -j SNAT --to-source 1.2.3.4 --to-source 1.2.3.5 ; FAIL option "--to-source" can only be used once
4 nat POSTROUTING -j SNAT ! --to-source 1.2.3.4 ; FAIL option "--to-source" cannot be inverted
4 nat POSTROUTING -j SNAT --to-source 1.2.3.4 --to-destination 1.2.3.5 ; FAIL unknown option "--to-destination"
4 nat INPUT -j SNAT --to-source 1.2.3.4 ; --to-source 1.2.3.4 ; to:1.2.3.4
4 nat PREROUTING -j SNAT --to-source 1.2.3.4 ; FAIL
4 nat OUTPUT -j SNAT --to-source 1.2.3.4 ; FAIL
4 filter INPUT -j SNAT --to-source 1.2.3.4 ; FAIL
4 mangle POSTROUTING -j SNAT --to-source 1.2.3.4 ; FAIL
6 nat POSTROUTING -j SNAT --to-source 2001:db8::1 ; --to-source 2001:db8::1 ; to:2001:db8::1
6 nat POSTROUTING -j SNAT --to-source 2001:db8::1-2001:db8::9 ; --to-source 2001:db8::1-2001:db8::9 ; to:2001:db8::1-2001:db8::9
6 nat POSTROUTING -j SNAT --to-source 2001:db8::9-2001:db8::1 ; --to-source 2001:db8::9-2001:db8::1 ; to:2001:db8::9-2001:db8::1
6 nat POSTROUTING -j SNAT --to-source [2001:db8::1] ; --to-source 2001:db8::1 ; to:2001:db8::1
6 nat POSTROUTING -j SNAT --to-source [2001:db8::1]-[2001:db8::9] ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
6 nat POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1]:80 ; --to-source [2001:db8::1]:80 ; to:[2001:db8::1]:80
6 nat POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1]:80-90 ; --to-source [2001:db8::1]:80-90 ; to:[2001:db8::1]:80-90
6 nat POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1-2001:db8::9]:80-90 ; --to-source [2001:db8::1-2001:db8::9]:80-90 ; to:[2001:db8::1-2001:db8::9]:80-90
6 nat POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1]-[2001:db8::9]:80-90 ; FAIL Port \`db8::9]:80-90' not valid
6 nat POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1 ; FAIL Invalid address format
6 nat POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1]x ; --to-source 2001:db8::1 ; to:2001:db8::1
6 nat POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1]: ; FAIL Port \`' not valid
6 nat POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1]80 ; --to-source 2001:db8::1 ; to:2001:db8::1
6 nat POSTROUTING -p tcp -j SNAT --to-source []:80 ; --to-source :80 ; to::80
6 nat POSTROUTING -j SNAT --to-source 1.2.3.4 ; FAIL Bad IP address "1.2.3.4"
6 nat POSTROUTING -j SNAT --to-source ::ffff:1.2.3.4 ; --to-source ::ffff:1.2.3.4 ; to:::ffff:1.2.3.4
6 nat POSTROUTING -j SNAT --to-source 2001:db8::1 --random --persistent --random-fully ; --to-source 2001:db8::1 --random --random-fully --persistent ; to:2001:db8::1 random random-fully persistent
6 nat POSTROUTING -j SNAT --to-source [2001:db8::1]:80 ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
6 nat POSTROUTING -p icmpv6 -j SNAT --to-source [2001:db8::1]:80 ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
6 nat POSTROUTING -j SNAT --to-source x ; FAIL Bad IP address "x"
6 nat INPUT -j SNAT --to-source 2001:db8::1 ; --to-source 2001:db8::1 ; to:2001:db8::1
6 nat PREROUTING -j SNAT --to-source 2001:db8::1 ; FAIL
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:80-90/0 ; FAIL Port \`0' not valid
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:ftp ; --to-source 1.2.3.4:21 ; to:1.2.3.4:21
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:tftp ; --to-source 1.2.3.4:69 ; to:1.2.3.4:69
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:0x50 ; --to-source 1.2.3.4:80 ; to:1.2.3.4:80
4 nat POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4:010 ; --to-source 1.2.3.4:8 ; to:1.2.3.4:8
4 nat POSTROUTING -p tcp -j SNAT --to-source "1.2.3.4: 80" ; --to-source 1.2.3.4:80 ; to:1.2.3.4:80
6 nat POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1]:80:90 ; FAIL Invalid port:port syntax - use dash
6 nat POSTROUTING -p tcp -j SNAT --to-source 2001:db8::1:80 ; --to-source 2001:db8::1:80 ; to:2001:db8::1:80
6 nat POSTROUTING -p tcp -j SNAT --to-source 2001:db8::1]:80 ; FAIL Bad IP address "2001:db8::1]:80"
6 nat POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1]-[2001:db8::9] ; FAIL Port \`db8::9]' not valid
6 nat POSTROUTING -p tcp -j SNAT --to-source 2001:DB8:0:0::1 ; --to-source 2001:db8::1 ; to:2001:db8::1
6 nat POSTROUTING -p tcp -j SNAT --to-source : ; FAIL Port \`' not valid
6 nat POSTROUTING -p tcp -j SNAT --to-source :: ; --to-source :: ; to:::
6 nat POSTROUTING -p tcp -j SNAT --to-source "" ; FAIL Bad IP address ""
6 nat POSTROUTING -p tcp -j SNAT --to-source [2001:db8::1]:80-90/5 ; --to-source [2001:db8::1]:80-90/0 ; to:[2001:db8::1]:80-90/0
6 nat PREROUTING -p icmp -j SNAT --to-source [::1]:80 ; FAIL
`,
);
