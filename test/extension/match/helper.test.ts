import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match helper", () => {
  accepts("ipv4", [
    ["-m helper --helper ftp", "-m helper --helper ftp", 'helper match "ftp"'],
    ["-m helper ! --helper ftp", "-m helper ! --helper ftp", 'helper match ! "ftp"'],
    ['-m helper --helper ""', '-m helper --helper ""', 'helper match ""'],
    ["-m helper --helper ftp-2121", "-m helper --helper ftp-2121", 'helper match "ftp-2121"'],
    ["-m helper --helper nosuch", "-m helper --helper nosuch", 'helper match "nosuch"'],
    ['-m helper --helper "a b"', '-m helper --helper "a b"', 'helper match "a b"'],
    [
      "-m helper --helper 123456789012345678901234567890",
      "-m helper --helper 12345678901234567890123456789",
      'helper match "12345678901234567890123456789"',
    ],
    [
      "-m helper --helper 12345678901234567890123456789",
      "-m helper --helper 12345678901234567890123456789",
      'helper match "12345678901234567890123456789"',
    ],
    ['-m helper ! --helper ""', '-m helper ! --helper ""', 'helper match ! ""'],
    ["-m helper --helper netbios-ns", "-m helper --helper netbios-ns", 'helper match "netbios-ns"'],
    ["-m helper --helper 'a\"b'", '-m helper --helper "a\\"b"', 'helper match "a"b"'],
    ["-t raw -A PREROUTING -m helper --helper RAS", "-m helper --helper RAS", 'helper match "RAS"'],
  ]);
  accepts("ipv6", [["-m helper --helper ftp", "-m helper --helper ftp", 'helper match "ftp"']]);
  refuses("ipv4", [
    ["-m helper", 'helper: option "--helper" must be specified'],
    ["-m helper --helper ftp --helper irc", 'helper: option "--helper" can only be used once.'],
  ]);
});
