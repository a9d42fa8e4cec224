import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match u32", () => {
  accepts("ipv4", [
    [
      '-m u32 --u32 "0 & 0xFFFF = 0x100:0xFFFF"',
      '-m u32 --u32 "0x0&0xffff=0x100:0xffff"',
      'u32 "0x0&0xffff=0x100:0xffff"',
    ],
    [
      '-m u32 --u32 "6&0xFF=1 && 4&0x1FFF=0 && 0>>22&0x3C@0>>24=0"',
      '-m u32 --u32 "0x6&0xff=0x1&&0x4&0x1fff=0x0&&0x0>>0x16&0x3c@0x0>>0x18=0x0"',
      'u32 "0x6&0xff=0x1&&0x4&0x1fff=0x0&&0x0>>0x16&0x3c@0x0>>0x18=0x0"',
    ],
    ['-m u32 ! --u32 "0=1"', '-m u32 ! --u32 "0x0=0x1"', 'u32 ! "0x0=0x1"'],
    ['-m u32 --u32 "0=1,2,5:9"', '-m u32 --u32 "0x0=0x1,0x2,0x5:0x9"', 'u32 "0x0=0x1,0x2,0x5:0x9"'],
    ['-m u32 --u32 "0<<8>>16=5"', '-m u32 --u32 "0x0<<0x8>>0x10=0x5"', 'u32 "0x0<<0x8>>0x10=0x5"'],
    [
      '-m u32 --u32 "12=0x0a000001:0x0a0000ff,0xc0a80000"',
      '-m u32 --u32 "0xc=0xa000001:0xa0000ff,0xc0a80000"',
      'u32 "0xc=0xa000001:0xa0000ff,0xc0a80000"',
    ],
    ['-m u32 --u32 "0=5:1"', '-m u32 --u32 "0x0=0x5:0x1"', 'u32 "0x0=0x5:0x1"'],
    [
      '-m u32 --u32 "0@4@8&1<<2>>3=1"',
      '-m u32 --u32 "0x0@0x4@0x8&0x1<<0x2>>0x3=0x1"',
      'u32 "0x0@0x4@0x8&0x1<<0x2>>0x3=0x1"',
    ],
    ['-m u32 --u32 "0=4294967295"', '-m u32 --u32 "0x0=0xffffffff"', 'u32 "0x0=0xffffffff"'],
    [
      '-m u32 --u32 "0=1,2,3,4,5,6,7,8,9,10"',
      '-m u32 --u32 "0x0=0x1,0x2,0x3,0x4,0x5,0x6,0x7,0x8,0x9,0xa"',
      'u32 "0x0=0x1,0x2,0x3,0x4,0x5,0x6,0x7,0x8,0x9,0xa"',
    ],
    [
      '-m u32 --u32 "0&1&1&1&1&1&1&1&1&1=1"',
      '-m u32 --u32 "0x0&0x1&0x1&0x1&0x1&0x1&0x1&0x1&0x1&0x1=0x1"',
      'u32 "0x0&0x1&0x1&0x1&0x1&0x1&0x1&0x1&0x1&0x1=0x1"',
    ],
    [
      '-m u32 --u32 "0=1&&1=1&&2=2&&3=3&&4=4&&5=5&&6=6&&7=7&&8=8&&9=9"',
      '-m u32 --u32 "0x0=0x1&&0x1=0x1&&0x2=0x2&&0x3=0x3&&0x4=0x4&&0x5=0x5&&0x6=0x6&&0x7=0x7&&0x8=0x8&&0x9=0x9"',
      'u32 "0x0=0x1&&0x1=0x1&&0x2=0x2&&0x3=0x3&&0x4=0x4&&0x5=0x5&&0x6=0x6&&0x7=0x7&&0x8=0x8&&0x9=0x9"',
    ],
    ['-m u32 --u32 "010=0x10"', '-m u32 --u32 "0x8=0x10"', 'u32 "0x8=0x10"'],
    ['-m u32 --u32 "0 = 1 , 2"', '-m u32 --u32 "0x0=0x1,0x2"', 'u32 "0x0=0x1,0x2"'],
    [
      '-m u32 --u32 "0>>31<<31=1"',
      '-m u32 --u32 "0x0>>0x1f<<0x1f=0x1"',
      'u32 "0x0>>0x1f<<0x1f=0x1"',
    ],
  ]);
  accepts("ipv6", [
    [
      '-m u32 --u32 "0 & 0xFFFF = 0x100:0xFFFF"',
      '-m u32 --u32 "0x0&0xffff=0x100:0xffff"',
      'u32 "0x0&0xffff=0x100:0xffff"',
    ],
  ]);
  refuses("ipv4", [
    ['-m u32 --u32 "0=1&&"', "u32: abrupt end of input after location specifier"],
    ['-m u32 --u32 "0"', "u32: abrupt end of input after location specifier"],
    ['-m u32 --u32 ""', "u32: abrupt end of input after location specifier"],
    ['-m u32 --u32 "=1"', "u32: at char 0: location spec missing"],
    ['-m u32 --u32 "0="', "u32: test ended with no value specified"],
    ['-m u32 --u32 "0=x"', "u32: at char 2: not a number or out of range"],
    ['-m u32 --u32 "0=1:"', "u32: at char 4: not a number or out of range"],
    ['-m u32 --u32 "0=:1"', "u32: at char 2: not a number or out of range"],
    ['-m u32 --u32 "0&=1"', "u32: at char 2: not a number or out of range"],
    ['-m u32 --u32 "0>5=1"', "u32: at char 2: a second '>' was expected"],
    ['-m u32 --u32 "0=4294967296"', "u32: at char 2: not a number or out of range"],
    ['-m u32 --u32 "0=1,2,3,4,5,6,7,8,9,10,11"', 'u32: at char 25: too many ","s'],
    ['-m u32 --u32 "0&1&1&1&1&1&1&1&1&1&1=1"', "u32: at char 21: too many operators"],
    ['-m u32 --u32 "0&1&1&1&1&1&1&1&1&1&1&1=1"', "u32: at char 21: too many operators"],
    [
      '-m u32 --u32 "0=1&&1=1&&2=2&&3=3&&4=4&&5=5&&6=6&&7=7&&8=8&&9=9&&10=10"',
      'u32: at char 55: too many "&&"s',
    ],
    [
      '-m u32 --u32 "0=1&&1=1&&2=2&&3=3&&4=4&&5=5&&6=6&&7=7&&8=8&&9=9&&10=10&&11=11"',
      'u32: at char 56: too many "&&"s',
    ],
    ['-m u32 --u32 "0=1 2"', 'u32: at char 4: expected "," or "&&"'],
    ['-m u32 --u32 "0=1 & 2"', "u32: at char 5: a second '&' was expected"],
    ["-m u32", 'u32: option "--u32" must be specified'],
    ['-m u32 --u32 "0=-1"', "u32: at char 2: not a number or out of range"],
    ['-m u32 --u32 "foo"', "u32: at char 0: not a number or out of range"],
    ['-m u32 --u32 "0<<32=1"', ""],
    ['-m u32 --u32 "0>>33=1"', ""],
  ]);
});
