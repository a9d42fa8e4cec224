import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match owner", () => {
  accepts("ipv4", [
    [
      "-A OUTPUT -m owner --uid-owner 0",
      "-m owner --uid-owner 0",
      "owner UID match 0",
      "owner UID match root",
    ],
    [
      "-A OUTPUT -m owner --uid-owner root",
      "-m owner --uid-owner 0",
      "owner UID match 0",
      "owner UID match root",
    ],
    [
      "-A OUTPUT -m owner --uid-owner 1000-2000",
      "-m owner --uid-owner 1000-2000",
      "owner UID match 1000-2000",
    ],
    [
      "-A OUTPUT -m owner ! --uid-owner 0",
      "-m owner ! --uid-owner 0",
      "! owner UID match 0",
      "! owner UID match root",
    ],
    [
      "-A OUTPUT -m owner --gid-owner 0",
      "-m owner --gid-owner 0",
      "owner GID match 0",
      "owner GID match root",
    ],
    [
      "-A OUTPUT -m owner --gid-owner root",
      "-m owner --gid-owner 0",
      "owner GID match 0",
      "owner GID match root",
    ],
    ["-A OUTPUT -m owner --gid-owner 5-10", "-m owner --gid-owner 5-10", "owner GID match 5-10"],
    [
      "-A OUTPUT -m owner ! --gid-owner 5-10",
      "-m owner ! --gid-owner 5-10",
      "! owner GID match 5-10",
    ],
    ["-A OUTPUT -m owner --socket-exists", "-m owner --socket-exists", "owner socket exists"],
    ["-A OUTPUT -m owner ! --socket-exists", "-m owner ! --socket-exists", "! owner socket exists"],
    [
      "-A OUTPUT -m owner --uid-owner 1 --gid-owner 2 --socket-exists",
      "-m owner --socket-exists --uid-owner 1 --gid-owner 2",
      "owner socket exists owner UID match 1 owner GID match 2",
      "owner socket exists owner UID match daemon owner GID match bin",
    ],
    [
      "-A OUTPUT -m owner --gid-owner 2 --suppl-groups",
      "-m owner --gid-owner 2 --suppl-groups",
      "owner GID match 2 incl. suppl. groups",
      "owner GID match bin incl. suppl. groups",
    ],
    [
      "-A OUTPUT -m owner ! --gid-owner 2 --suppl-groups",
      "-m owner ! --gid-owner 2 --suppl-groups",
      "! owner GID match 2 incl. suppl. groups",
      "! owner GID match bin incl. suppl. groups",
    ],
    [
      "-A OUTPUT -m owner --uid-owner 5-5",
      "-m owner --uid-owner 5",
      "owner UID match 5",
      "owner UID match games",
    ],
    [
      "-A OUTPUT -m owner --uid-owner 4294967294",
      "-m owner --uid-owner 4294967294",
      "owner UID match 4294967294",
    ],
    [
      "-A OUTPUT -m owner --uid-owner 33",
      "-m owner --uid-owner 33",
      "owner UID match 33",
      "owner UID match www-data",
    ],
    [
      "-A OUTPUT -m owner --uid-owner www-data",
      "-m owner --uid-owner 33",
      "owner UID match 33",
      "owner UID match www-data",
    ],
    [
      "-A OUTPUT -m owner --gid-owner www-data",
      "-m owner --gid-owner 33",
      "owner GID match 33",
      "owner GID match www-data",
    ],
    [
      "-t mangle -A POSTROUTING -m owner --uid-owner 33",
      "-m owner --uid-owner 33",
      "owner UID match 33",
      "owner UID match www-data",
    ],
    [
      "-A user -m owner --uid-owner 33",
      "-m owner --uid-owner 33",
      "owner UID match 33",
      "owner UID match www-data",
    ],
    ["-A OUTPUT -m owner --uid-owner 0x10", "-m owner --uid-owner 16", "owner UID match 16"],
    ["-A OUTPUT -m owner --uid-owner 12345", "-m owner --uid-owner 12345", "owner UID match 12345"],
    ["-A OUTPUT -m owner --uid-owner 5:9", "-m owner --uid-owner 5-9", "owner UID match 5-9"],
    [
      '-A OUTPUT -m owner --uid-owner " 5"',
      "-m owner --uid-owner 5",
      "owner UID match 5",
      "owner UID match games",
    ],
    [
      "-A OUTPUT -m owner --gid-owner games",
      "-m owner --gid-owner 60",
      "owner GID match 60",
      "owner GID match games",
    ],
    [
      "-A OUTPUT -m owner ! --uid-owner 5 ! --gid-owner 7 ! --socket-exists",
      "-m owner ! --socket-exists ! --uid-owner 5 ! --gid-owner 7",
      "! owner socket exists ! owner UID match 5 ! owner GID match 7",
      "! owner socket exists ! owner UID match games ! owner GID match lp",
    ],
    ["-A OUTPUT -m owner --uid-owner 0-5", "-m owner --uid-owner 0-5", "owner UID match 0-5"],
  ]);
  accepts("ipv6", [
    [
      "-A OUTPUT -m owner --uid-owner 0",
      "-m owner --uid-owner 0",
      "owner UID match 0",
      "owner UID match root",
    ],
  ]);
  refuses("ipv4", [
    [
      "-A OUTPUT -m owner --suppl-groups",
      'owner: Bad value for "--suppl-groups" option: "you need to use --gid-owner first"',
    ],
    [
      "-A OUTPUT -m owner --suppl-groups --uid-owner 5",
      'owner: Bad value for "--suppl-groups" option: "you need to use --gid-owner first"',
    ],
    [
      "-A OUTPUT -m owner",
      "owner: At least one of --uid-owner, --gid-owner or --socket-exists is required",
    ],
    ["-A OUTPUT -m owner --uid-owner foo", 'owner: Bad value for "--uid-owner" option: "foo"'],
    ["-A OUTPUT -m owner --uid-owner 5-1", "invalid range"],
    [
      "-A OUTPUT -m owner --uid-owner 4294967295",
      'owner: Bad value for "--uid-owner" option: "4294967295"',
    ],
    [
      "-A OUTPUT -m owner --uid-owner 4294967296",
      'owner: Bad value for "--uid-owner" option: "4294967296"',
    ],
    ["-A OUTPUT -m owner --uid-owner 5-", 'owner: Bad value for "--uid-owner" option: "5-"'],
    ["-A OUTPUT -m owner --uid-owner -5", 'owner: Bad value for "--uid-owner" option: "-5"'],
    ["-A OUTPUT -m owner --uid-owner 5-x", 'owner: Bad value for "--uid-owner" option: "5-x"'],
    ["-A OUTPUT -m owner --gid-owner foo", 'owner: Bad value for "--gid-owner" option: "foo"'],
    ["-A OUTPUT -m owner --gid-owner 5-1", "invalid range"],
    ["-A OUTPUT -m owner --uid-owner 1-2-3", 'owner: Bad value for "--uid-owner" option: "1-2-3"'],
    ["-A INPUT -m owner --uid-owner 33", "but only valid from OUTPUT/POSTROUTING"],
    ["-A FORWARD -m owner --uid-owner 33", "but only valid from OUTPUT/POSTROUTING"],
    ["-t mangle -A PREROUTING -m owner --uid-owner 33", "but only valid from OUTPUT/POSTROUTING"],
    ["-A OUTPUT -m owner --uid-owner 1 --uid-owner 2", "can only be used once"],
    ['-A OUTPUT -m owner --uid-owner ""', 'owner: Bad value for "--uid-owner" option: ""'],
    [
      "-A OUTPUT -m owner --uid-owner nobody-5",
      'owner: Bad value for "--uid-owner" option: "nobody-5"',
    ],
    [
      "-A OUTPUT -m owner ! --suppl-groups --gid-owner 5",
      'owner: option "--suppl-groups" cannot be inverted.',
    ],
    ["-A OUTPUT -m owner --cmd-owner x", 'unknown option "--cmd-owner"'],
    ["-A OUTPUT -m owner --pid-owner 5", 'unknown option "--pid-owner"'],
    [
      "-A OUTPUT -m owner --uid-owner 5 --suppl-groups --gid-owner 5",
      'owner: Bad value for "--suppl-groups" option: "you need to use --gid-owner first"',
    ],
    [
      "-A OUTPUT -m owner --gid-owner 4294967295",
      'owner: Bad value for "--gid-owner" option: "4294967295"',
    ],
  ]);
  refuses("ipv6", [["-m owner --uid-owner 5", "but only valid from OUTPUT/POSTROUTING"]]);
});
