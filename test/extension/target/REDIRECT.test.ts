import { extension } from "../../../src/extension/target/REDIRECT.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 nat PREROUTING -j REDIRECT ;  ; 
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 80 ; --to-ports 80 ; redir ports 80
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 80-90 ; --to-ports 80-90 ; redir ports 80-90
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 90-80 ; FAIL port range
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 80-80 ; --to-ports 80 ; redir ports 80
46 nat PREROUTING -p tcp -j REDIRECT --to-ports http ; --to-ports 80 ; redir ports 80
46 nat PREROUTING -p tcp -j REDIRECT --to-ports http-https ; FAIL Port \`http-https' not valid
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 0 ; --to-ports 0 ; redir ports 0
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 65536 ; FAIL Port \`65536' not valid
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 80-90/70 ; FAIL shifted portmap ranges
46 nat PREROUTING -p tcp -j REDIRECT --to-ports x ; FAIL Port \`x' not valid
46 nat PREROUTING -p tcp -j REDIRECT --to-ports "" ; FAIL Port \`' not valid
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 80:90 ; FAIL Invalid port:port syntax - use dash
46 nat PREROUTING -p tcp -j REDIRECT --to-port 80 ; --to-ports 80 ; redir ports 80
46 nat PREROUTING -j REDIRECT --to-ports 80 ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
46 nat PREROUTING -p icmp -j REDIRECT --to-ports 80 ; --to-ports 80 ; redir ports 80
46 nat PREROUTING -j REDIRECT --random ; --random ; random
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 80 --random ; --to-ports 80 --random ; redir ports 80 random
46 nat PREROUTING -j REDIRECT --random-fully ; FAIL unknown option "--random-fully"
46 nat PREROUTING -j REDIRECT --persistent ; FAIL unknown option "--persistent"
46 nat OUTPUT -p tcp -j REDIRECT --to-ports 80 ; --to-ports 80 ; redir ports 80
46 nat POSTROUTING -j REDIRECT ; FAIL
46 nat INPUT -j REDIRECT ; FAIL
46 filter INPUT -j REDIRECT ; FAIL
46 nat PREROUTING -j REDIRECT --to-ports 80-90 ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
46 nat PREROUTING -p udplite -j REDIRECT --to-ports 80-90 ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
46 nat PREROUTING ! -p tcp -j REDIRECT --to-ports 80-90 ; --to-ports 80-90 ; redir ports 80-90
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 80- ; FAIL Port \`' not valid
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 80x ; FAIL Garbage after port value: \`x'
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 80-90x ; FAIL Garbage after port range: \`x'
46 nat PREROUTING -p tcp -j REDIRECT --to-ports -80 ; FAIL Port \`-80' not valid
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 0-0 ; --to-ports 0 ; redir ports 0
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 0-10 ; --to-ports 0-10 ; redir ports 0-10
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 010 ; --to-ports 8 ; redir ports 8
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 0x50 ; --to-ports 80 ; redir ports 80
46 nat PREROUTING -p tcp -j REDIRECT --to-ports domain ; --to-ports 53 ; redir ports 53
46 nat PREROUTING -p udp -j REDIRECT --to-ports domain ; --to-ports 53 ; redir ports 53
46 nat PREROUTING -p tcp -j REDIRECT --to-ports tftp ; --to-ports 69 ; redir ports 69
46 nat PREROUTING -p tcp -j REDIRECT --to-ports ssh-smtp ; FAIL Port \`ssh-smtp' not valid
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 80/70 ; FAIL Garbage after port value: \`/70'
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 80-90/0 ; FAIL Port \`0' not valid
46 nat PREROUTING -p tcp -j REDIRECT --to-ports 80-90/x ; FAIL Port \`x' not valid
46 nat PREROUTING -p tcp -j REDIRECT ! --to-ports 80 ; FAIL option "--to-ports" cannot be inverted
46 nat PREROUTING -j REDIRECT --to-ports 80 -p tcp ; FAIL Need TCP, UDP, SCTP or DCCP with port specification
46 nat PREROUTING -p tcp -j REDIRECT --to 80 ; --to-ports 80 ; redir ports 80
`,
);
