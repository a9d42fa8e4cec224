import { accepts } from "../../support/extension.js";
import { matchCases } from "../cases.js";

matchCases(
  "frag",
  `
6 filter FORWARD -m frag --fragid 1 ; -m frag --fragid 1 ; frag id:1
6 filter FORWARD -m frag --fragid 1:42 ; -m frag --fragid 1:42 ; frag ids:1:42
6 filter FORWARD -m frag --fraglen 42 ; -m frag --fraglen 42 ; frag  length:42
6 filter FORWARD -m frag --fragres ; -m frag --fragres ; frag  reserved
6 filter FORWARD -m frag --fragfirst ; -m frag --fragfirst ; frag  first
6 filter FORWARD -m frag --fragmore ; -m frag --fragmore ; frag  more
6 filter FORWARD -m frag --fraglast ; -m frag --fraglast ; frag  last
6 filter FORWARD -m frag ! --fragid 1 ! --fraglen 42 --fragres --fragfirst ; -m frag ! --fragid 1 ! --fraglen 42 --fragres --fragfirst ; frag id:!1 length:!42 reserved first
6 filter FORWARD -m frag --fragfirst --fragmore ; -m frag --fragfirst --fragmore ; frag  first more
6 filter FORWARD -m frag --fragmore --fraglast ; FAIL cannot be used together
6 filter FORWARD -m frag --fraglast --fragmore ; FAIL cannot be used together
6 filter FORWARD -m frag --fragfirst --fraglast ; -m frag --fragfirst --fraglast ; frag  first last
6 filter FORWARD -m frag --fraglast --fragfirst ; -m frag --fragfirst --fraglast ; frag  first last
6 filter FORWARD -m frag ! --fragid 42:1 ; -m frag ! --fragid 42:1 ; frag ids:!42:1
6 filter FORWARD -m frag --fragid :5 ; -m frag --fragid 0:5 ; frag ids:0:5
6 filter FORWARD -m frag --fragid 5: ; -m frag --fragid 5:4294967295 ; frag ids:5:4294967295
6 filter FORWARD -m frag --fragid x ; FAIL frag: bad value for option "--fragid" near "x", or out of range (0-4294967295)
6 filter FORWARD -m frag --fraglen x ; FAIL frag: bad value for option "--fraglen", or out of range (0-4294967295)
6 filter FORWARD -m frag --fraglen 0 ; -m frag --fraglen 0 ; frag  length:0
6 filter FORWARD -m frag ! --fraglen 0 ; -m frag ! --fraglen 0 ; frag  length:!0
6 filter FORWARD -m frag --fragid 0 ; -m frag --fragid 0 ; frag id:0
6 filter FORWARD -m frag ! --fragfirst ; FAIL frag: option "--fragfirst" cannot be inverted
6 filter FORWARD -m frag --fragid 1 --fragid 2 ; FAIL frag: option "--fragid" can only be used once
6 filter FORWARD -p udp -m frag --fraglast ; -m frag --fraglast ; frag  last
4 filter FORWARD -m frag --fragid 1 ; FAIL Couldn't load match \`frag':No such file or directory
`,
);

// what is listed ends in a blank
accepts("ipv6", [
  ["-m frag", "-m frag", "frag "],
  ["-m frag --fragid 0:4294967295", "-m frag", "frag "],
]);
