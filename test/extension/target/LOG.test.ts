import { expect, test } from "vitest";
import { extension } from "../../../src/extension/target/LOG.js";
import { targetCases } from "../cases.js";
import { drive } from "../drive.js";

targetCases(
  extension,
  `
46 filter INPUT -j LOG ;  ; LOG level warn ; LOG flags 0 level 4
46 filter INPUT -j LOG --log-level 4 ;  ; LOG level warn ; LOG flags 0 level 4
46 filter INPUT -j LOG --log-level warning ;  ; LOG level warn ; LOG flags 0 level 4
46 filter INPUT -j LOG --log-level warn ; FAIL log level "warn" unknown
46 filter INPUT -j LOG --log-level info ; --log-level 6 ; LOG level info ; LOG flags 0 level 6
46 filter INPUT -j LOG --log-level debug ; --log-level 7 ; LOG level debug ; LOG flags 0 level 7
46 filter INPUT -j LOG --log-level 7 ; --log-level 7 ; LOG level debug ; LOG flags 0 level 7
46 filter INPUT -j LOG --log-level 8 ; FAIL log level "8" unknown
46 filter INPUT -j LOG --log-level 0 ; --log-level 0 ; LOG level emerg ; LOG flags 0 level 0
46 filter INPUT -j LOG --log-level 0x3 ; --log-level 3 ; LOG level err ; LOG flags 0 level 3
46 filter INPUT -j LOG --log-level emerg ; --log-level 0 ; LOG level emerg ; LOG flags 0 level 0
46 filter INPUT -j LOG --log-level panic ; --log-level 0 ; LOG level emerg ; LOG flags 0 level 0
46 filter INPUT -j LOG --log-level error ; --log-level 3 ; LOG level err ; LOG flags 0 level 3
46 filter INPUT -j LOG --log-level err ; FAIL log level "err" unknown
46 filter INPUT -j LOG --log-level notice ; --log-level 5 ; LOG level notice ; LOG flags 0 level 5
46 filter INPUT -j LOG --log-level "" ; FAIL log level "" unknown
46 filter INPUT -j LOG --log-level -1 ; FAIL log level "-1" unknown
46 filter INPUT -j LOG --log-level 1x ; FAIL log level "1x" unknown
46 filter INPUT -j LOG --log-prefix "x: " ; --log-prefix "x: " ; LOG level warn prefix "x: " ; LOG flags 0 level 4 prefix "x: "
46 filter INPUT -j LOG --log-prefix x ; --log-prefix x ; LOG level warn prefix "x" ; LOG flags 0 level 4 prefix "x"
46 filter INPUT -j LOG --log-prefix "a\\"b\\\\c" ; --log-prefix "a\\"b\\\\c" ; LOG level warn prefix "a"b\\c" ; LOG flags 0 level 4 prefix "a"b\\c"
46 filter INPUT -j LOG --log-prefix "it's" ; --log-prefix "it\\'s" ; LOG level warn prefix "it's" ; LOG flags 0 level 4 prefix "it's"
46 filter INPUT -j LOG --log-prefix "" ; FAIL Argument must have a minimum length of 1 characters
46 filter INPUT -j LOG --log-prefix abcdefghijklmnopqrstuvwxyz123 ; --log-prefix abcdefghijklmnopqrstuvwxyz123 ; LOG level warn prefix "abcdefghijklmnopqrstuvwxyz123" ; LOG flags 0 level 4 prefix "abcdefghijklmnopqrstuvwxyz123"
46 filter INPUT -j LOG --log-prefix abcdefghijklmnopqrstuvwxyz1234 ; --log-prefix abcdefghijklmnopqrstuvwxyz123 ; LOG level warn prefix "abcdefghijklmnopqrstuvwxyz123" ; LOG flags 0 level 4 prefix "abcdefghijklmnopqrstuvwxyz123"
46 filter INPUT -j LOG --log-prefix "a\\$b" ; --log-prefix "a$b" ; LOG level warn prefix "a$b" ; LOG flags 0 level 4 prefix "a$b"
46 filter INPUT -j LOG --log-prefix "a.b_c-d" ; --log-prefix "a.b_c-d" ; LOG level warn prefix "a.b_c-d" ; LOG flags 0 level 4 prefix "a.b_c-d"
46 filter INPUT -j LOG --log-prefix "a:b" ; --log-prefix "a:b" ; LOG level warn prefix "a:b" ; LOG flags 0 level 4 prefix "a:b"
46 filter INPUT -j LOG --log-prefix "[x]" ; --log-prefix "[x]" ; LOG level warn prefix "[x]" ; LOG flags 0 level 4 prefix "[x]"
46 filter INPUT -j LOG --log-prefix "é" ; --log-prefix "é" ; LOG level warn prefix "é" ; LOG flags 0 level 4 prefix "é"
46 filter INPUT -j LOG --log-tcp-sequence --log-tcp-options --log-ip-options --log-uid --log-macdecode ; --log-tcp-sequence --log-tcp-options --log-ip-options --log-uid --log-macdecode ; LOG level warn tcp-sequence tcp-options ip-options uid macdecode ; LOG flags 47 level 4
46 filter INPUT -j LOG --log-tcp-sequence --log-tcp-sequence ; FAIL option "--log-tcp-sequence" can only be used once
46 filter INPUT -j LOG --log-prefix a --log-prefix b ; FAIL option "--log-prefix" can only be used once
46 filter INPUT -j LOG ! --log-prefix a ; FAIL option "--log-prefix" cannot be inverted
46 filter INPUT -j LOG --log-tcp ; FAIL unknown option "--log-tcp"
46 filter INPUT -j LOG --log-tcp-s ; --log-tcp-sequence ; LOG level warn tcp-sequence ; LOG flags 1 level 4
46 filter INPUT -j LOG --log-level debug --log-prefix "p " --log-uid ; --log-prefix "p " --log-level 7 --log-uid ; LOG level debug uid prefix "p " ; LOG flags 8 level 7 prefix "p "
46 nat PREROUTING -j LOG ;  ; LOG level warn ; LOG flags 0 level 4
46 raw OUTPUT -j LOG ;  ; LOG level warn ; LOG flags 0 level 4
46 mangle FORWARD -j LOG --log-level 4 --log-ip-options ; --log-ip-options ; LOG level warn ip-options ; LOG flags 4 level 4
46 filter INPUT -j LOG --log-level 07 ; --log-level 7 ; LOG level debug ; LOG flags 0 level 7
46 filter INPUT -j LOG --log-prefix "a\\\\\\\\b" ; --log-prefix "a\\\\\\\\b" ; LOG level warn prefix "a\\\\b" ; LOG flags 0 level 4 prefix "a\\\\b"
46 filter INPUT -j LOG --log-prefix " x" ; --log-prefix " x" ; LOG level warn prefix " x" ; LOG flags 0 level 4 prefix " x"
46 filter INPUT -j LOG --log-prefix "ééééééééééééééé" ; --log-prefix "éééééééééééééé�" ; LOG level warn prefix "éééééééééééééé�" ; LOG flags 0 level 4 prefix "éééééééééééééé�"
46 filter INPUT -j LOG --log-prefix "a/b" ; --log-prefix "a/b" ; LOG level warn prefix "a/b" ; LOG flags 0 level 4 prefix "a/b"
46 filter INPUT -j LOG --log-prefix "A-_9" ; --log-prefix A-_9 ; LOG level warn prefix "A-_9" ; LOG flags 0 level 4 prefix "A-_9"
`,
);

test("a prefix of two lines is refused", () => {
  const answer = drive(extension, "ipv4", "filter INPUT", '-j LOG --log-prefix "a\nb"');
  expect(answer).toHaveProperty("refused", expect.stringContaining("newlines not allowed"));
});

test("what the lines of a rule look like", () => {
  const rule = '-j LOG --log-prefix "fw: " --log-level info --log-uid --log-ip-options';
  const answer = drive(extension, "ipv4", "filter INPUT", rule);
  if ("refused" in answer) throw new Error(answer.refused);
  expect(extension.logStyle!(answer.info)).toEqual({ prefix: "fw: ", level: 6, flags: 12 });
});
