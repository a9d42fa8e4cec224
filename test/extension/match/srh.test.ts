import { matchCases } from "../cases.js";

matchCases(
  "srh",
  `
6 filter FORWARD -m srh --srh-next-hdr 17 ; -m srh --srh-next-hdr 17 ; srh next-hdr:17
6 filter FORWARD -m srh ! --srh-next-hdr 6 ; -m srh ! --srh-next-hdr 6 ; srh next-hdr:!6
6 filter FORWARD -m srh --srh-next-hdr udp ; FAIL srh: bad value for option "--srh-next-hdr", or out of range (0-255)
6 filter FORWARD -m srh --srh-next-hdr x ; FAIL srh: bad value for option "--srh-next-hdr", or out of range (0-255)
6 filter FORWARD -m srh --srh-next-hdr 256 ; FAIL srh: bad value for option "--srh-next-hdr", or out of range (0-255)
6 filter FORWARD -m srh --srh-hdr-len-eq 8 ; -m srh --srh-hdr-len-eq 8 ; srh hdr-len-eq:8
6 filter FORWARD -m srh --srh-hdr-len-gt 8 ; -m srh --srh-hdr-len-gt 8 ; srh hdr-len-gt:8
6 filter FORWARD -m srh --srh-hdr-len-lt 8 ; -m srh --srh-hdr-len-lt 8 ; srh hdr-len-lt:8
6 filter FORWARD -m srh ! --srh-hdr-len-eq 8 ; -m srh ! --srh-hdr-len-eq 8 ; srh hdr-len-eq:!8
6 filter FORWARD -m srh ! --srh-hdr-len-gt 8 ; -m srh ! --srh-hdr-len-gt 8 ; srh hdr-len-gt:!8
6 filter FORWARD -m srh ! --srh-hdr-len-lt 8 ; -m srh ! --srh-hdr-len-lt 8 ; srh hdr-len-lt:!8
6 filter FORWARD -m srh --srh-segs-left-eq 1 ; -m srh --srh-segs-left-eq 1 ; srh segs-left-eq:1
6 filter FORWARD -m srh --srh-segs-left-gt 1 ; -m srh --srh-segs-left-gt 1 ; srh segs-left-gt:1
6 filter FORWARD -m srh --srh-segs-left-lt 1 ; -m srh --srh-segs-left-lt 1 ; srh segs-left-lt:1
6 filter FORWARD -m srh ! --srh-segs-left-eq 1 ; -m srh ! --srh-segs-left-eq 1 ; srh segs-left-eq:!1
6 filter FORWARD -m srh ! --srh-segs-left-gt 1 ; -m srh ! --srh-segs-left-gt 1 ; srh segs-left-gt:!1
6 filter FORWARD -m srh ! --srh-segs-left-lt 1 ; -m srh ! --srh-segs-left-lt 1 ; srh segs-left-lt:!1
6 filter FORWARD -m srh --srh-last-entry-eq 4 ; -m srh --srh-last-entry-eq 4 ; srh last-entry-eq:4
6 filter FORWARD -m srh --srh-last-entry-gt 4 ; -m srh --srh-last-entry-gt 4 ; srh last-entry-gt:4
6 filter FORWARD -m srh --srh-last-entry-lt 4 ; -m srh --srh-last-entry-lt 4 ; srh last-entry-lt:4
6 filter FORWARD -m srh ! --srh-last-entry-eq 4 ; -m srh ! --srh-last-entry-eq 4 ; srh last-entry-eq:!4
6 filter FORWARD -m srh ! --srh-last-entry-gt 4 ; -m srh ! --srh-last-entry-gt 4 ; srh last-entry-gt:!4
6 filter FORWARD -m srh ! --srh-last-entry-lt 4 ; -m srh ! --srh-last-entry-lt 4 ; srh last-entry-lt:!4
6 filter FORWARD -m srh --srh-tag 0 ; -m srh --srh-tag 0 ; srh tag:0
6 filter FORWARD -m srh ! --srh-tag 65535 ; -m srh ! --srh-tag 65535 ; srh tag:!65535
6 filter FORWARD -m srh --srh-tag 65536 ; FAIL srh: bad value for option "--srh-tag", or out of range (0-65535)
6 filter FORWARD -m srh --srh-tag x ; FAIL srh: bad value for option "--srh-tag", or out of range (0-65535)
6 filter FORWARD -m srh --srh-next-hdr 17 --srh-segs-left-eq 1 --srh-last-entry-eq 4 --srh-tag 0 ; -m srh --srh-next-hdr 17 --srh-segs-left-eq 1 --srh-last-entry-eq 4 --srh-tag 0 ; srh next-hdr:17 segs-left-eq:1 last-entry-eq:4 tag:0
6 filter FORWARD -m srh --srh-psid a::/64 ; -m srh --srh-psid a::/64 ; srh psid  a::/64
6 filter FORWARD -m srh --srh-psid a::1 ; -m srh --srh-psid a::1/128 ; srh psid  a::1/128
6 filter FORWARD -m srh ! --srh-psid a::/64 --srh-nsid b::/128 --srh-lsid c::/0 ; -m srh ! --srh-psid a::/64 --srh-nsid b::/128 --srh-lsid c::/0 ; srh psid ! a::/64 nsid  b::/128 lsid  c::/0
6 filter FORWARD -m srh --srh-psid a::1 --srh-nsid b::2/128 ; -m srh --srh-psid a::1/128 --srh-nsid b::2/128 ; srh psid  a::1/128 nsid  b::2/128
6 filter FORWARD -m srh ! --srh-nsid b::/64 ; -m srh ! --srh-nsid b::/64 ; srh nsid ! b::/64
6 filter FORWARD -m srh ! --srh-lsid c::/64 ; -m srh ! --srh-lsid c::/64 ; srh lsid ! c::/64
6 filter FORWARD -m srh --srh-psid a::/129 ; FAIL srh: bad value for option "--srh-psid", neither a valid network mask nor valid CIDR (0-128)
6 filter FORWARD -m srh --srh-psid x ; FAIL
6 filter FORWARD -m srh --srh-psid 1.2.3.4 ; FAIL
6 filter FORWARD -m srh --srh-psid a::1/ffff:: ; -m srh --srh-psid a::1/16 ; srh psid  a::1/16
6 filter FORWARD -m srh --srh-psid ::/0 ; -m srh --srh-psid ::/0 ; srh psid  ::/0
6 filter FORWARD -m srh ; -m srh ; srh
6 filter FORWARD -m srh --srh-segs-left-eq 256 ; FAIL srh: bad value for option "--srh-segs-left-eq", or out of range (0-255)
6 filter FORWARD -m srh --srh-segs-left-eq x ; FAIL srh: bad value for option "--srh-segs-left-eq", or out of range (0-255)
6 filter FORWARD -m srh --srh-segs-left-eq 1 --srh-segs-left-eq 2 ; FAIL srh: option "--srh-segs-left-eq" can only be used once
6 filter FORWARD -m srh --srh-segs-left-eq 1 --srh-segs-left-gt 2 ; -m srh --srh-segs-left-eq 2 --srh-segs-left-gt 2 ; srh segs-left-eq:2 segs-left-gt:2
6 filter FORWARD -m srh --srh-hdr-len-gt 1 --srh-hdr-len-lt 9 ; -m srh --srh-hdr-len-gt 9 --srh-hdr-len-lt 9 ; srh hdr-len-gt:9 hdr-len-lt:9
4 filter FORWARD -m srh --srh-tag 0 ; FAIL Couldn't load match \`srh':No such file or directory
`,
);
