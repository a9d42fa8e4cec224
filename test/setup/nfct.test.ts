/** nfct(8): what it prints, as nfct 1.4.7 does on Linux 6.18. */
import { expect, test } from "vitest";
import { parseSetup } from "../../src/setup/setup.js";

const printed = (setup: string): string =>
  parseSetup(setup)
    .outputs.map((o) => o.text)
    .join("");

test("policies in order of being made, with the host's timeouts where none was given", () => {
  const text = printed(`
    nfct add timeout a inet tcp established 100 syn_sent 5 close -1
    nfct timeout add b inet6 generic timeout 12abc
    nfct default-set timeout inet udp replied 77
    nfct add timeout c inet udplite unreplied 0x10
    nfct list timeout`);
  expect(text).toBe(`.a = {
	.l3proto = 2,
	.l4proto = 6,
	.policy = {
		.SYN_SENT = 5,
		.SYN_RECV = 60,
		.ESTABLISHED = 100,
		.FIN_WAIT = 120,
		.CLOSE_WAIT = 60,
		.LAST_ACK = 30,
		.TIME_WAIT = 120,
		.CLOSE = 17179868,
		.SYN_SENT2 = 120,
		.RETRANS = 300,
		.UNACKNOWLEDGED = 300,
	},
};
.b = {
	.l3proto = 10,
	.l4proto = 255,
	.policy = {
		.TIMEOUT = 12,
	},
};
.c = {
	.l3proto = 2,
	.l4proto = 136,
	.policy = {
		.UNREPLIED = 0,
		.REPLIED = 77,
	},
};
`);
});

test("the host's own", () => {
  expect(printed("nfct default-get timeout inet icmp")).toBe(`	.l3proto = 2,
	.l4proto = 1,
	.policy = {
		.TIMEOUT = 30,
	},
};
`);
});
