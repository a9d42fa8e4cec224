import { describe } from "vitest";
import { accepts, prints, refuses } from "../../support/extension.js";

describe("match hashlimit", () => {
  accepts("ipv4", [
    [
      "-m hashlimit --hashlimit 5/s --hashlimit-name a",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name a",
      "limit: up to 5/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 5/s --hashlimit-mode srcip --hashlimit-name a2",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-mode srcip --hashlimit-name a2",
      "limit: up to 5/sec burst 5 mode srcip",
    ],
    [
      "-m hashlimit ! --hashlimit-upto 5/s --hashlimit-mode srcip,dstport --hashlimit-name a3",
      "-m hashlimit --hashlimit-above 5/sec --hashlimit-burst 5 --hashlimit-mode srcip,dstport --hashlimit-name a3",
      "limit: above 5/sec burst 5 mode srcip-dstport",
    ],
    [
      '-m hashlimit --hashlimit-above 5/min --hashlimit-burst 1 --hashlimit-mode "dstip|srcport" --hashlimit-name a4',
      "-m hashlimit --hashlimit-above 5/min --hashlimit-burst 1 --hashlimit-mode srcport,dstip --hashlimit-name a4",
      "limit: above 5/min burst 1 mode srcport-dstip",
    ],
    [
      "-m hashlimit ! --hashlimit-above 1/hour --hashlimit-mode dstip --hashlimit-name a5 --hashlimit-srcmask 24 --hashlimit-dstmask 16",
      "-m hashlimit --hashlimit-upto 1/hour --hashlimit-burst 5 --hashlimit-mode dstip --hashlimit-name a5 --hashlimit-srcmask 24 --hashlimit-dstmask 16",
      "limit: up to 1/hour burst 5 mode dstip srcmask 24 dstmask 16",
    ],
    [
      "-m hashlimit --hashlimit-upto 5/s --hashlimit-name b --hashlimit-htable-size 100 --hashlimit-htable-max 50 --hashlimit-htable-gcinterval 500 --hashlimit-htable-expire 3000",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name b --hashlimit-htable-size 100 --hashlimit-htable-max 50 --hashlimit-htable-gcinterval 500 --hashlimit-htable-expire 3000",
      "limit: up to 5/sec burst 5 htable-size 100 htable-max 50 htable-gcinterval 500 htable-expire 3000",
    ],
    [
      "-m hashlimit --hashlimit-upto 1mb/s --hashlimit-name b1",
      "-m hashlimit --hashlimit-upto 1mb/s --hashlimit-name b1",
      "limit: up to 1mb/s",
    ],
    [
      "-m hashlimit --hashlimit-upto 512kb/s --hashlimit-burst 1mb --hashlimit-name b2 --hashlimit-mode srcip",
      "-m hashlimit --hashlimit-upto 512kb/s --hashlimit-burst 1mb --hashlimit-mode srcip --hashlimit-name b2",
      "limit: up to 512kb/s burst 1mb mode srcip",
    ],
    [
      "-m hashlimit --hashlimit-above 100b/s --hashlimit-burst 10kb --hashlimit-name b3",
      "-m hashlimit --hashlimit-above 96b/s --hashlimit-burst 10kb --hashlimit-name b3",
      "limit: above 96b/s burst 10kb",
    ],
    [
      "-m hashlimit --hashlimit-above 1000000/s --hashlimit-name b5",
      "-m hashlimit --hashlimit-above 1000000/sec --hashlimit-burst 5 --hashlimit-name b5",
      "limit: above 1000000/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-above 1000000/s --hashlimit-burst 1000000 --hashlimit-name b7",
      "-m hashlimit --hashlimit-above 1000000/sec --hashlimit-burst 1000000 --hashlimit-name b7",
      "limit: above 1000000/sec burst 1000000",
    ],
    [
      "-m hashlimit --hashlimit-upto 1000 --hashlimit-rate-match --hashlimit-rate-interval 1 --hashlimit-name c1 --hashlimit-burst 500",
      "-m hashlimit --hashlimit-upto 1000/sec --hashlimit-burst 500 --hashlimit-name c1 --hashlimit-rate-match",
      "limit: up to 1000/sec burst 500 rate-match",
    ],
    [
      "-m hashlimit --hashlimit-upto 1000 --hashlimit-rate-match --hashlimit-name c2",
      "-m hashlimit --hashlimit-upto 1000/sec --hashlimit-burst 5 --hashlimit-name c2 --hashlimit-rate-match",
      "limit: up to 1000/sec burst 5 rate-match",
    ],
    [
      "-m hashlimit --hashlimit-upto 5/m --hashlimit-rate-match --hashlimit-rate-interval 10 --hashlimit-name c3",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name c3 --hashlimit-htable-expire 60000 --hashlimit-rate-match --hashlimit-rate-interval 10",
      "limit: up to 30/min burst 5 rate-match rate-interval 10",
    ],
    [
      "-m hashlimit --hashlimit-upto 100b/s --hashlimit-rate-match --hashlimit-rate-interval 10 --hashlimit-name c4 --hashlimit-mode srcip",
      "-m hashlimit --hashlimit-upto 96b/s --hashlimit-mode srcip --hashlimit-name c4 --hashlimit-rate-match --hashlimit-rate-interval 10",
      "limit: up to 96b/s mode srcip rate-match rate-interval 10",
    ],
    [
      "-m hashlimit --hashlimit-upto 1000/s --hashlimit-rate-interval 10 --hashlimit-name c5",
      "-m hashlimit --hashlimit-upto 1000/sec --hashlimit-burst 5 --hashlimit-name c5",
      "limit: up to 100/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 5kb --hashlimit-name d1",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name d1",
      "limit: up to 5/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 5kb/m --hashlimit-name d",
      "-m hashlimit --hashlimit-upto 5/min --hashlimit-burst 5 --hashlimit-name d",
      "limit: up to 5/min burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 5kb/second --hashlimit-name d2",
      "-m hashlimit --hashlimit-upto 5kb/s --hashlimit-name d2",
      "limit: up to 5kb/s",
    ],
    [
      "-m hashlimit --hashlimit-upto 5kb/sec --hashlimit-name d3",
      "-m hashlimit --hashlimit-upto 5kb/s --hashlimit-name d3",
      "limit: up to 5kb/s",
    ],
    [
      "-m hashlimit --hashlimit-upto 5KB/s --hashlimit-name d4",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name d4",
      "limit: up to 5/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 5kbit/s --hashlimit-name d5",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name d5",
      "limit: up to 5/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name d6 --hashlimit-mode srcip,srcip",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-mode srcip --hashlimit-name d6",
      "limit: up to 5/sec burst 5 mode srcip",
    ],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name d --hashlimit-mode srcip,,dstip",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-mode srcip,dstip --hashlimit-name d",
      "limit: up to 5/sec burst 5 mode srcip-dstip",
    ],
    [
      '-m hashlimit --hashlimit-upto 5 --hashlimit-name d7 --hashlimit-mode ""',
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name d7",
      "limit: up to 5/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name d8 --hashlimit-srcmask 0",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name d8 --hashlimit-srcmask 0",
      "limit: up to 5/sec burst 5 srcmask 0",
    ],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name e3 --hashlimit-htable-size 0",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name e3",
      "limit: up to 5/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name e4 --hashlimit-htable-max 0",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name e4",
      "limit: up to 5/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name e4 --hashlimit-htable-size 1048577",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name e4 --hashlimit-htable-size 1048576",
      "limit: up to 5/sec burst 5 htable-size 1048576",
    ],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name e4 --hashlimit-htable-max 1048577",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name e4 --hashlimit-htable-max 1048576",
      "limit: up to 5/sec burst 5 htable-max 1048576",
    ],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name e5 --hashlimit-htable-size 1048576",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name e5 --hashlimit-htable-size 1048576",
      "limit: up to 5/sec burst 5 htable-size 1048576",
    ],
    [
      "-m hashlimit --hashlimit-upto 5/s --hashlimit-burst 5k --hashlimit-name f",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5120 --hashlimit-name f",
      "limit: up to 5/sec burst 5120",
    ],
    [
      "-m hashlimit --hashlimit-upto 5/s --hashlimit-burst 5kb --hashlimit-name f",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5120 --hashlimit-name f",
      "limit: up to 5/sec burst 5120",
    ],
    [
      "-m hashlimit --hashlimit-upto 5kb/s --hashlimit-burst 12kb --hashlimit-name f1",
      "-m hashlimit --hashlimit-upto 5kb/s --hashlimit-burst 15kb --hashlimit-name f1",
      "limit: up to 5kb/s burst 15kb",
    ],
    [
      "-m hashlimit --hashlimit-upto 16b/s --hashlimit-name f4",
      "-m hashlimit --hashlimit-upto 16b/s --hashlimit-name f4",
      "limit: up to 16b/s",
    ],
    [
      "-m hashlimit --hashlimit-upto 3000/s --hashlimit-name f7",
      "-m hashlimit --hashlimit-upto 3003/sec --hashlimit-burst 5 --hashlimit-name f7",
      "limit: up to 3003/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 7/m --hashlimit-name f8",
      "-m hashlimit --hashlimit-upto 7/min --hashlimit-burst 5 --hashlimit-name f8",
      "limit: up to 7/min burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 90/m --hashlimit-name f9",
      "-m hashlimit --hashlimit-upto 90/min --hashlimit-burst 5 --hashlimit-name f9",
      "limit: up to 90/min burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 61/h --hashlimit-name g1",
      "-m hashlimit --hashlimit-upto 61/hour --hashlimit-burst 5 --hashlimit-name g1",
      "limit: up to 61/hour burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 1.5/s --hashlimit-name g2",
      "-m hashlimit --hashlimit-upto 1/sec --hashlimit-burst 5 --hashlimit-name g2",
      "limit: up to 1/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 5/SEC --hashlimit-name g3",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name g3",
      "limit: up to 5/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name g5 --hashlimit-htable-expire 10000 --hashlimit-htable-gcinterval 1000",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name g5 --hashlimit-htable-expire 10000",
      "limit: up to 5/sec burst 5 htable-expire 10000",
    ],
    [
      "-m hashlimit --hashlimit-upto 5/s --hashlimit-name 123456789012345678901234567890123456789012345678901234567890",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name 123456789012345678901234567890123456789012345678901234567890",
      "limit: up to 5/sec burst 5",
    ],
    [
      "-m hashlimit --hashlimit-upto 100kb/s --hashlimit-name h1 --hashlimit-burst 200kb --hashlimit-mode srcip --hashlimit-htable-expire 100",
      "-m hashlimit --hashlimit-upto 100kb/s --hashlimit-burst 200kb --hashlimit-mode srcip --hashlimit-name h1 --hashlimit-htable-expire 100",
      "limit: up to 100kb/s burst 200kb mode srcip htable-expire 100",
    ],
  ]);
  accepts("ipv6", [
    [
      "-m hashlimit --hashlimit-upto 5/s --hashlimit-mode srcip --hashlimit-name a2",
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-mode srcip --hashlimit-name a2",
      "limit: up to 5/sec burst 5 mode srcip",
    ],
  ]);
  prints("ipv4", [
    [
      "-m hashlimit --hashlimit-above 4gb/s --hashlimit-name b4",
      "-m hashlimit --hashlimit-above 0b/s --hashlimit-name b4",
      "limit: above 0b/s",
    ],
    [
      "-m hashlimit --hashlimit-upto 1b/s --hashlimit-name f3",
      "-m hashlimit --hashlimit-upto 0b/s --hashlimit-name f3",
      "limit: up to 0b/s",
    ],
    [
      '-m hashlimit --hashlimit-upto 5 --hashlimit-name "a b"',
      "-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name a b",
      "limit: up to 5/sec burst 5",
    ],
  ]);
  refuses("ipv4", [
    ["-m hashlimit --hashlimit-above 1000001/s --hashlimit-name b6", 'Rate too fast "1000001/s"'],
    [
      "-m hashlimit --hashlimit-above 1000000/s --hashlimit-burst 1000001 --hashlimit-name b8",
      'bad value for option "--hashlimit-burst", or out of range (1-1000000).',
    ],
    [
      "-m hashlimit --hashlimit-above 5/s --hashlimit-burst 0 --hashlimit-name b9",
      'bad value for option "--hashlimit-burst", or out of range (1-1000000).',
    ],
    [
      "-m hashlimit --hashlimit-upto 1000/s --hashlimit-rate-match --hashlimit-rate-interval 0 --hashlimit-name c6",
      'hashlimit: Bad value for "--hashlimit-rate-interval" option: "0"',
    ],
    [
      "-m hashlimit --hashlimit-upto 1000/s --hashlimit-rate-match --hashlimit-rate-interval 4294967295 --hashlimit-name c7",
      'hashlimit: Bad value for "--hashlimit-rate-interval" option: "4294967295"',
    ],
    [
      "-m hashlimit --hashlimit-upto 0/s --hashlimit-name d",
      'hashlimit: Bad value for "--hashlimit-upto" option: "0/s"',
    ],
    [
      "-m hashlimit --hashlimit-upto x/s --hashlimit-name d",
      'hashlimit: Bad value for "--hashlimit-upto" option: "x/s"',
    ],
    [
      "-m hashlimit --hashlimit-upto 5/x --hashlimit-name d",
      'hashlimit: Bad value for "--hashlimit-upto" option: "5/x"',
    ],
    [
      "-m hashlimit --hashlimit-upto 5/ --hashlimit-name d",
      'hashlimit: Bad value for "--hashlimit-upto" option: "5/"',
    ],
    [
      "-m hashlimit --hashlimit-upto 5kb/ --hashlimit-name d",
      'hashlimit: Bad value for "--hashlimit-upto" option: "5kb/"',
    ],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name d --hashlimit-mode foo",
      'hashlimit: Bad value for "--hashlimit-mode" option: "foo"',
    ],
    ["-m hashlimit --hashlimit-upto 5 --hashlimit-name d --hashlimit-srcmask 33", ""],
    [
      '-m hashlimit --hashlimit-upto 5 --hashlimit-name ""',
      "Argument must have a minimum length of 1 characters",
    ],
    ["-m hashlimit --hashlimit-upto 5", 'hashlimit: option "--hashlimit-name" must be specified'],
    ["-m hashlimit --hashlimit-name x", "You have to specify --hashlimit"],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-above 6 --hashlimit-name d",
      "cannot be used together with",
    ],
    ["-m hashlimit --hashlimit-upto 5 --hashlimit-name d9/x", ""],
    ["-m hashlimit --hashlimit-upto 5 --hashlimit-name .", ""],
    ["-m hashlimit --hashlimit-upto 5 --hashlimit-name e1 --hashlimit-htable-gcinterval 0", ""],
    ["-m hashlimit --hashlimit-upto 5 --hashlimit-name e2 --hashlimit-htable-expire 0", ""],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name e6 --hashlimit-htable-max foo",
      'hashlimit: bad value for option "--hashlimit-htable-max", or out of range (0-4294967295).',
    ],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name e7 --hashlimit-htable-max 4294967296",
      'hashlimit: bad value for option "--hashlimit-htable-max", or out of range (0-4294967295).',
    ],
    [
      "-m hashlimit --hashlimit-upto 5/s --hashlimit-burst foo --hashlimit-name f",
      'bad value for option "--hashlimit-burst", or out of range (1-1000000).',
    ],
    [
      "-m hashlimit --hashlimit-upto 5kb/s --hashlimit-burst 5 --hashlimit-name f",
      "burst cannot be smaller than 5120b",
    ],
    [
      "-m hashlimit --hashlimit-upto 5kb/s --hashlimit-burst 1kb --hashlimit-name f",
      "burst cannot be smaller than 5120b",
    ],
    [
      "-m hashlimit --hashlimit-upto 5kb/s --hashlimit-burst 5000b --hashlimit-name f2",
      "burst cannot be smaller than 5120b",
    ],
    ["-m hashlimit --hashlimit-upto 1/d --hashlimit-name f5", "overflow, try lower: 86400000000/5"],
    [
      "-m hashlimit --hashlimit-upto 1/d --hashlimit-burst 10000 --hashlimit-name f6",
      "overflow, try lower: 86400000000/10000",
    ],
    ["-m hashlimit --hashlimit-upto -5/s --hashlimit-name g4", 'Rate too fast "-5/s"'],
    [
      "-m hashlimit --hashlimit-upto 5/s --hashlimit-upto 6/s --hashlimit-name h",
      'hashlimit: option "--hashlimit-upto" can only be used once.',
    ],
    [
      "-m hashlimit --hashlimit 2/s --hashlimit-mode srcip ! --hashlimit-burst 4 --hashlimit-name h",
      'hashlimit: option "--hashlimit-burst" cannot be inverted.',
    ],
  ]);
  refuses("ipv6", [
    [
      "-m hashlimit --hashlimit-above 1/day --hashlimit-mode srcip,dstip,srcport,dstport --hashlimit-name a6 --hashlimit-srcmask 64 --hashlimit-dstmask 48",
      "overflow, try lower: 86400000000/5",
    ],
    [
      "-m hashlimit --hashlimit-upto 5 --hashlimit-name d --hashlimit-srcmask 129",
      'hashlimit: bad value for option "--hashlimit-srcmask", neither a valid network mask nor valid CIDR (0-128).',
    ],
  ]);
});
