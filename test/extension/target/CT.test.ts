import { expect, test } from "vitest";
import { extension } from "../../../src/extension/target/CT.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 raw PREROUTING -j CT ;  ; CT
46 raw PREROUTING -j CT --notrack ; --notrack ; CT notrack
46 raw OUTPUT -j CT --notrack ; --notrack ; CT notrack
46 raw PREROUTING -j CT --notrack --notrack ; FAIL option "--notrack" can only be used once
46 filter INPUT -j CT --notrack ; FAIL
46 mangle PREROUTING -j CT --notrack ; FAIL
46 raw PREROUTING -j CT ! --notrack ; FAIL option "--notrack" cannot be inverted

# iptables takes these; here they are refused until they are built
46 raw PREROUTING -p tcp -j CT --zone 1 ; FAIL option "--zone" is not supported yet
46 raw PREROUTING -p tcp -j CT --zone-orig 1 ; FAIL option "--zone-orig" is not supported yet
46 raw PREROUTING -p tcp -j CT --zone-reply mark ; FAIL option "--zone-reply" is not supported yet
46 raw PREROUTING -p tcp -j CT --helper ftp ; FAIL option "--helper" is not supported yet
46 raw PREROUTING -p tcp -j CT --timeout foo ; FAIL option "--timeout" is not supported yet
46 raw PREROUTING -p tcp -j CT --ctevents new ; FAIL option "--ctevents" is not supported yet
46 raw PREROUTING -p tcp -j CT --expevents new ; FAIL option "--expevents" is not supported yet
`,
);

test("a plain CT rule switches conntrack on, --notrack does not", () => {
  expect(extension.needs!({ notrack: false })).toEqual(["conntrack"]);
  expect(extension.needs!({ notrack: true })).toEqual([]);
});
