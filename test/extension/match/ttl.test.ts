import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match ttl", () => {
  accepts("ipv4", [
    ["-m ttl --ttl-eq 5", "-m ttl --ttl-eq 5", "TTL match TTL == 5"],
    ["-m ttl --ttl 5", "-m ttl --ttl-eq 5", "TTL match TTL == 5"],
    ["-m ttl ! --ttl-eq 5", "-m ttl ! --ttl-eq 5", "TTL match TTL != 5"],
    ["-m ttl --ttl-gt 5", "-m ttl --ttl-gt 5", "TTL match TTL > 5"],
    ["-m ttl --ttl-lt 5", "-m ttl --ttl-lt 5", "TTL match TTL < 5"],
    ["-m ttl --ttl-eq 255", "-m ttl --ttl-eq 255", "TTL match TTL == 255"],
    ["-m ttl --ttl-lt 0", "-m ttl --ttl-lt 0", "TTL match TTL < 0"],
    ["-m ttl --ttl-eq 0", "-m ttl --ttl-eq 0", "TTL match TTL == 0"],
    ['-m ttl --ttl-eq " 5"', "-m ttl --ttl-eq 5", "TTL match TTL == 5"],
  ]);
  refuses("ipv4", [
    ["-m ttl ! --ttl-lt 5", 'ttl: option "--ttl-lt" cannot be inverted.'],
    ["-m ttl --ttl-eq 256", 'ttl: bad value for option "--ttl-eq", or out of range (0-255).'],
    ["-m ttl --ttl-eq foo", 'ttl: bad value for option "--ttl-eq", or out of range (0-255).'],
    ["-m ttl", "TTL match: You must specify one of `--ttl-eq', `--ttl-lt', `--ttl-gt"],
    ["-m ttl --ttl-eq 1 --ttl-gt 2", "cannot be used together"],
    ['-m ttl --ttl-eq "5x"', 'ttl: bad value for option "--ttl-eq", or out of range (0-255).'],
  ]);
  refuses("ipv6", [["-m ttl --ttl-eq 0", "Couldn't load match `ttl'"]]);
});
