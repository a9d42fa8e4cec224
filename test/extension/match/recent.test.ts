import { describe } from "vitest";
import { accepts, prints, refuses } from "../../support/extension.js";

describe("match recent", () => {
  accepts("ipv4", [
    [
      "-m recent --set",
      "-m recent --set --name DEFAULT --mask 255.255.255.255 --rsource",
      "recent: SET name: DEFAULT side: source mask: 255.255.255.255",
    ],
    [
      "-m recent ! --set --name x --rdest",
      "-m recent ! --set --name x --mask 255.255.255.255 --rdest",
      "! recent: SET name: x side: dest mask: 255.255.255.255",
    ],
    [
      "-m recent --rcheck",
      "-m recent --rcheck --name DEFAULT --mask 255.255.255.255 --rsource",
      "recent: CHECK name: DEFAULT side: source mask: 255.255.255.255",
    ],
    [
      "-m recent ! --rcheck --seconds 60 --hitcount 3 --name ssh --rsource",
      "-m recent ! --rcheck --seconds 60 --hitcount 3 --name ssh --mask 255.255.255.255 --rsource",
      "! recent: CHECK seconds: 60 hit_count: 3 name: ssh side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --update --seconds 3600 --hitcount 4 --rttl --name SSH",
      "-m recent --update --seconds 3600 --hitcount 4 --rttl --name SSH --mask 255.255.255.255 --rsource",
      "recent: UPDATE seconds: 3600 hit_count: 4 TTL-Match name: SSH side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --update --seconds 1 --reap",
      "-m recent --update --seconds 1 --reap --name DEFAULT --mask 255.255.255.255 --rsource",
      "recent: UPDATE seconds: 1 reap name: DEFAULT side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --rcheck --hitcount 20",
      "-m recent --rcheck --hitcount 20 --name DEFAULT --mask 255.255.255.255 --rsource",
      "recent: CHECK hit_count: 20 name: DEFAULT side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --rcheck --hitcount 21 --name h21",
      "-m recent --rcheck --hitcount 21 --name h21 --mask 255.255.255.255 --rsource",
      "recent: CHECK hit_count: 21 name: h21 side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --rcheck --hitcount 65535 --name h65535",
      "-m recent --rcheck --hitcount 65535 --name h65535 --mask 255.255.255.255 --rsource",
      "recent: CHECK hit_count: 65535 name: h65535 side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --rcheck --hitcount 0 --name q",
      "-m recent --rcheck --name q --mask 255.255.255.255 --rsource",
      "recent: CHECK name: q side: source mask: 255.255.255.255",
    ],
    [
      "-m recent ! --remove --name r",
      "-m recent ! --remove --name r --mask 255.255.255.255 --rsource",
      "! recent: REMOVE name: r side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --remove --rdest",
      "-m recent --remove --name DEFAULT --mask 255.255.255.255 --rdest",
      "recent: REMOVE name: DEFAULT side: dest mask: 255.255.255.255",
    ],
    [
      "-m recent --set --mask 255.255.255.0 --name m1",
      "-m recent --set --name m1 --mask 255.255.255.0 --rsource",
      "recent: SET name: m1 side: source mask: 255.255.255.0",
    ],
    [
      "-m recent --set --mask 24 --name m1",
      "-m recent --set --name m1 --mask 0.0.0.24 --rsource",
      "recent: SET name: m1 side: source mask: 0.0.0.24",
    ],
    [
      "-m recent --set --mask 255.0.255.0 --name m1",
      "-m recent --set --name m1 --mask 255.0.255.0 --rsource",
      "recent: SET name: m1 side: source mask: 255.0.255.0",
    ],
    [
      "-m recent --rcheck --rsource --rdest",
      "-m recent --rcheck --name DEFAULT --mask 255.255.255.255 --rdest",
      "recent: CHECK name: DEFAULT side: dest mask: 255.255.255.255",
    ],
    [
      "-m recent --rcheck --rdest --rsource",
      "-m recent --rcheck --name DEFAULT --mask 255.255.255.255 --rsource",
      "recent: CHECK name: DEFAULT side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --rcheck --hitcount 2 --rttl --reap --seconds 3",
      "-m recent --rcheck --seconds 3 --reap --hitcount 2 --rttl --name DEFAULT --mask 255.255.255.255 --rsource",
      "recent: CHECK seconds: 3 reap hit_count: 2 TTL-Match name: DEFAULT side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --rcheck --seconds 0x10 --name x",
      "-m recent --rcheck --seconds 16 --name x --mask 255.255.255.255 --rsource",
      "recent: CHECK seconds: 16 name: x side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --rcheck --seconds 99999999 --name x",
      "-m recent --rcheck --seconds 99999999 --name x --mask 255.255.255.255 --rsource",
      "recent: CHECK seconds: 99999999 name: x side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --rcheck --name aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "-m recent --rcheck --name aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa --mask 255.255.255.255 --rsource",
      "recent: CHECK name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --rcheck --name aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
      "-m recent --rcheck --name aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa --mask 255.255.255.255 --rsource",
      "recent: CHECK name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa side: source mask: 255.255.255.255",
    ],
  ]);
  accepts("ipv6", [
    [
      "-m recent --set",
      "-m recent --set --name DEFAULT --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource",
      "recent: SET name: DEFAULT side: source mask: ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ],
    [
      "-m recent ! --set --name x --rdest",
      "-m recent ! --set --name x --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rdest",
      "! recent: SET name: x side: dest mask: ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ],
    [
      "-m recent --rcheck",
      "-m recent --rcheck --name DEFAULT --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource",
      "recent: CHECK name: DEFAULT side: source mask: ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ],
    [
      "-m recent --update --seconds 3600 --hitcount 4 --rttl --name SSH",
      "-m recent --update --seconds 3600 --hitcount 4 --rttl --name SSH --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource",
      "recent: UPDATE seconds: 3600 hit_count: 4 TTL-Match name: SSH side: source mask: ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ],
    [
      "-m recent --remove --rdest",
      "-m recent --remove --name DEFAULT --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rdest",
      "recent: REMOVE name: DEFAULT side: dest mask: ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ],
    [
      "-m recent --set --mask ffff:ffff:: --name m1",
      "-m recent --set --name m1 --mask ffff:ffff:: --rsource",
      "recent: SET name: m1 side: source mask: ffff:ffff::",
    ],
  ]);
  prints("ipv4", [
    [
      "-m recent --rcheck --seconds 4294967295",
      "-m recent --rcheck --seconds -1 --name DEFAULT --mask 255.255.255.255 --rsource",
      "recent: CHECK seconds: -1 name: DEFAULT side: source mask: 255.255.255.255",
    ],
    [
      '-m recent --rcheck --name "a b"',
      "-m recent --rcheck --name a b --mask 255.255.255.255 --rsource",
      "recent: CHECK name: a b side: source mask: 255.255.255.255",
    ],
    [
      "-m recent --rcheck --name 'a\"b'",
      '-m recent --rcheck --name a"b --mask 255.255.255.255 --rsource',
      'recent: CHECK name: a"b side: source mask: 255.255.255.255',
    ],
  ]);
  refuses("ipv4", [
    [
      "-m recent --rcheck --hitcount 65536 --name h65536",
      "hitcount (65536) is larger than allowed maximum (65535)",
    ],
    ["-m recent --set --mask /24 --name m1", "getaddrinfo:"],
    ["-m recent --set --mask foo", "getaddrinfo:"],
    ["-m recent --set --mask ::", "getaddrinfo:"],
    ["-m recent --set --seconds 5", ""],
    ["-m recent --set --hitcount 5", ""],
    ["-m recent --set --rttl", 'recent: option "--rttl" cannot be used together with "--set".'],
    ["-m recent --set --reap", 'recent: option "--reap" also requires "--seconds".'],
    ["-m recent --remove --seconds 5", ""],
    [
      "-m recent --remove --rttl",
      'recent: option "--rttl" cannot be used together with "--remove".',
    ],
    ["-m recent --rcheck --reap", 'recent: option "--reap" also requires "--seconds".'],
    [
      "-m recent --rcheck --reap --hitcount 2",
      'recent: option "--reap" also requires "--seconds".',
    ],
    ["-m recent --rcheck --set", 'recent: option "--set" cannot be used together with "--rcheck".'],
    ["-m recent", "recent: you must specify one of `--set', `--rcheck' `--update' or `--remove'"],
    [
      "-m recent --name x",
      "recent: you must specify one of `--set', `--rcheck' `--update' or `--remove'",
    ],
    [
      "-m recent --rcheck --seconds 0",
      'recent: bad value for option "--seconds", or out of range (1-4294967295).',
    ],
    [
      "-m recent --rcheck --seconds 4294967296",
      'recent: bad value for option "--seconds", or out of range (1-4294967295).',
    ],
    [
      "-m recent --rcheck --seconds foo",
      'recent: bad value for option "--seconds", or out of range (1-4294967295).',
    ],
    [
      "-m recent --rcheck --hitcount foo",
      'recent: bad value for option "--hitcount", or out of range (0-4294967295).',
    ],
    ['-m recent --rcheck --name ""', ""],
    ["-m recent --rcheck --name a/b", ""],
    ["-m recent --rcheck --name .", ""],
    ["-m recent --rcheck ! --seconds 5", 'recent: option "--seconds" cannot be inverted.'],
    ["-m recent --rcheck --name x --name y", 'recent: option "--name" can only be used once.'],
    ["-m recent --rcheck --rcheck", 'recent: option "--rcheck" can only be used once.'],
    [
      "-m recent --rcheck --hitcount 4294967295 --name x",
      "hitcount (4294967295) is larger than allowed maximum (65535)",
    ],
  ]);
  refuses("ipv6", [
    ["-m recent --set --mask 64 --name m1", "getaddrinfo:"],
    ["-m recent --set --mask 255.255.255.0 --name m1", "getaddrinfo:"],
  ]);
});
