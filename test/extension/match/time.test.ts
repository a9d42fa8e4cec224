import { describe } from "vitest";
import { accepts, prints, refuses } from "../../support/extension.js";

describe("match time", () => {
  accepts("ipv4", [
    ["-m time", "-m time --datestop 2038-01-19T03:14:07", "TIME UTC"],
    [
      "-m time --timestart 01:02:03 --timestop 04:05:06",
      "-m time --timestart 01:02:03 --timestop 04:05:06 --datestop 2038-01-19T03:14:07",
      "TIME from 01:02:03 to 04:05:06 UTC",
    ],
    [
      "-m time --timestart 1:2 --timestop 23:59",
      "-m time --timestart 01:02:00 --timestop 23:59:00 --datestop 2038-01-19T03:14:07",
      "TIME from 01:02:00 to 23:59:00 UTC",
    ],
    [
      "-m time --timestart 12:00",
      "-m time --timestart 12:00:00 --timestop 23:59:59 --datestop 2038-01-19T03:14:07",
      "TIME from 12:00:00 to 23:59:59 UTC",
    ],
    [
      "-m time --timestop 12:00",
      "-m time --timestart 00:00:00 --timestop 12:00:00 --datestop 2038-01-19T03:14:07",
      "TIME from 00:00:00 to 12:00:00 UTC",
    ],
    [
      "-m time --timestart 23:00 --timestop 01:00",
      "-m time --timestart 23:00:00 --timestop 01:00:00 --datestop 2038-01-19T03:14:07",
      "TIME from 23:00:00 to 01:00:00 UTC",
    ],
    [
      "-m time --timestart 23:00 --timestop 01:00 --contiguous",
      "-m time --timestart 23:00:00 --timestop 01:00:00 --datestop 2038-01-19T03:14:07 --contiguous",
      "TIME from 23:00:00 to 01:00:00 UTC contiguous",
    ],
    [
      "-m time --datestart 2023-11-14",
      "-m time --datestart 2023-11-14T00:00:00 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2023-11-14 00:00:00 UTC",
    ],
    [
      "-m time --datestart 2023-11-14T10:20:30 --datestop 2023-12-31T23:59:59",
      "-m time --datestart 2023-11-14T10:20:30 --datestop 2023-12-31T23:59:59",
      "TIME starting from 2023-11-14 10:20:30 until date 2023-12-31 23:59:59 UTC",
    ],
    [
      "-m time --datestart 2023",
      "-m time --datestart 2023-01-01T00:00:00 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2023-01-01 00:00:00 UTC",
    ],
    [
      "-m time --datestart 2023-05",
      "-m time --datestart 2023-05-01T00:00:00 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2023-05-01 00:00:00 UTC",
    ],
    [
      "-m time --datestart 2023-11-14T10",
      "-m time --datestart 2023-11-14T10:00:00 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2023-11-14 10:00:00 UTC",
    ],
    [
      "-m time --datestart 2023-11-14T10:20",
      "-m time --datestart 2023-11-14T10:20:00 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2023-11-14 10:20:00 UTC",
    ],
    [
      "-m time --datestart 2023-02-31",
      "-m time --datestart 2023-03-03T00:00:00 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2023-03-03 00:00:00 UTC",
    ],
    ["-m time --datestart 1970-01-01", "-m time --datestop 2038-01-19T03:14:07", "TIME UTC"],
    [
      "-m time --datestart 2023-11-14 --datestop 2023-11-13",
      "-m time --datestart 2023-11-14T00:00:00 --datestop 2023-11-13T00:00:00",
      "TIME starting from 2023-11-14 00:00:00 until date 2023-11-13 00:00:00 UTC",
    ],
    [
      "-m time --weekdays Mon,Tue",
      "-m time --weekdays Mon,Tue --datestop 2038-01-19T03:14:07",
      "TIME on Mon,Tue UTC",
    ],
    [
      "-m time --weekdays 1,2,7",
      "-m time --weekdays Mon,Tue,Sun --datestop 2038-01-19T03:14:07",
      "TIME on Mon,Tue,Sun UTC",
    ],
    [
      "-m time ! --weekdays Sat,Sun",
      "-m time --weekdays Mon,Tue,Wed,Thu,Fri --datestop 2038-01-19T03:14:07",
      "TIME on Mon,Tue,Wed,Thu,Fri UTC",
    ],
    [
      "-m time --weekdays Mon,Tue,Wed,Thu,Fri,Sat,Sun",
      "-m time --datestop 2038-01-19T03:14:07",
      "TIME UTC",
    ],
    [
      "-m time --monthdays 1,15,31",
      "-m time --monthdays 1,15,31 --datestop 2038-01-19T03:14:07",
      "TIME on 1st,15th,31st UTC",
    ],
    [
      "-m time ! --monthdays 22,23,28",
      "-m time --monthdays 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,24,25,26,27,29,30,31 --datestop 2038-01-19T03:14:07",
      "TIME on 1st,2nd,3rd,4th,5th,6th,7th,8th,9th,10th,11st,12nd,13rd,14th,15th,16th,17th,18th,19th,20th,21st,24th,25th,26th,27th,29th,30th,31st UTC",
    ],
    ["-m time --kerneltz", "-m time --datestop 2038-01-19T03:14:07 --kerneltz", "TIME"],
    [
      "-m time --kerneltz --timestart 10:00 --timestop 11:00",
      "-m time --timestart 10:00:00 --timestop 11:00:00 --datestop 2038-01-19T03:14:07 --kerneltz",
      "TIME from 10:00:00 to 11:00:00",
    ],
    ["-m time --utc", "-m time --datestop 2038-01-19T03:14:07", "TIME UTC"],
    ["-m time --localtz", "-m time --datestop 2038-01-19T03:14:07 --kerneltz", "TIME"],
    [
      "-m time --timestart 10:00 --timestop 11:00 --weekdays Mon --monthdays 3 --datestart 2023-01-01 --datestop 2024-01-01 --kerneltz",
      "-m time --timestart 10:00:00 --timestop 11:00:00 --monthdays 3 --weekdays Mon --datestart 2023-01-01T00:00:00 --datestop 2024-01-01T00:00:00 --kerneltz",
      "TIME from 10:00:00 to 11:00:00 on Mon on 3rd starting from 2023-01-01 00:00:00 until date 2024-01-01 00:00:00",
    ],
    [
      "-m time --timestart 08:09",
      "-m time --timestart 08:09:00 --timestop 23:59:59 --datestop 2038-01-19T03:14:07",
      "TIME from 08:09:00 to 23:59:59 UTC",
    ],
    [
      "-m time --timestart 000:09",
      "-m time --timestart 00:09:00 --timestop 23:59:59 --datestop 2038-01-19T03:14:07",
      "TIME from 00:09:00 to 23:59:59 UTC",
    ],
    [
      "-m time --timestart 0:0:0 --timestop 0:0:0",
      "-m time --timestart 00:00:00 --timestop 00:00:00 --datestop 2038-01-19T03:14:07",
      "TIME from 00:00:00 to 00:00:00 UTC",
    ],
    [
      "-m time --weekdays 67",
      "-m time --weekdays Wed --datestop 2038-01-19T03:14:07",
      "TIME on Wed UTC",
    ],
    [
      "-m time --weekdays Mo,Tu,We,Th,Fr,Sa,Su",
      "-m time --datestop 2038-01-19T03:14:07",
      "TIME UTC",
    ],
    [
      "-m time --datestop 2038-01-19T03:14:07",
      "-m time --datestop 2038-01-19T03:14:07",
      "TIME UTC",
    ],
    [
      "-m time --weekdays Monday",
      "-m time --weekdays Mon --datestop 2038-01-19T03:14:07",
      "TIME on Mon UTC",
    ],
    [
      "-m time --weekdays Mond,Tue",
      "-m time --weekdays Mon,Tue --datestop 2038-01-19T03:14:07",
      "TIME on Mon,Tue UTC",
    ],
    [
      "-m time --weekdays Mo,Tues",
      "-m time --weekdays Mon,Tue --datestop 2038-01-19T03:14:07",
      "TIME on Mon,Tue UTC",
    ],
    [
      "-m time --weekdays MonTue",
      "-m time --weekdays Mon --datestop 2038-01-19T03:14:07",
      "TIME on Mon UTC",
    ],
    [
      "-m time --weekdays Mon,",
      "-m time --weekdays Mon --datestop 2038-01-19T03:14:07",
      "TIME on Mon UTC",
    ],
    [
      "-m time --monthdays 1,",
      "-m time --monthdays 1 --datestop 2038-01-19T03:14:07",
      "TIME on 1st UTC",
    ],
    [
      "-m time --monthdays ,1",
      "-m time --monthdays 1 --datestop 2038-01-19T03:14:07",
      "TIME on 1st UTC",
    ],
    [
      "-m time --monthdays 031",
      "-m time --monthdays 3 --datestop 2038-01-19T03:14:07",
      "TIME on 3rd UTC",
    ],
    [
      "-m time --datestart 2023-1-1",
      "-m time --datestart 2023-01-01T00:00:00 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2023-01-01 00:00:00 UTC",
    ],
    [
      "-m time --datestart 2023-01-01T1:2:3",
      "-m time --datestart 2023-01-01T01:02:03 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2023-01-01 01:02:03 UTC",
    ],
    [
      "-m time --datestart 2023-00-01",
      "-m time --datestart 2022-12-01T00:00:00 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2022-12-01 00:00:00 UTC",
    ],
    [
      "-m time --datestart 2023-01-00",
      "-m time --datestart 2022-12-31T00:00:00 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2022-12-31 00:00:00 UTC",
    ],
    [
      "-m time --datestart 2038-01-19T03:14:08",
      "-m time --datestart 2038-01-19T03:14:08 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2038-01-19 03:14:08 UTC",
    ],
    [
      "-m time --datestart 2023-08-09T08:09:08",
      "-m time --datestart 2023-08-09T08:09:08 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2023-08-09 08:09:08 UTC",
    ],
    [
      "-m time --datestart 1970-01-01T00:00:01",
      "-m time --datestart 1970-01-01T00:00:01 --datestop 2038-01-19T03:14:07",
      "TIME starting from 1970-01-01 00:00:01 UTC",
    ],
    [
      "-m time --datestart 2023-01-01T",
      "-m time --datestart 2023-01-01T00:00:00 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2023-01-01 00:00:00 UTC",
    ],
    [
      "-m time --datestart 2023-",
      "-m time --datestart 2022-12-01T00:00:00 --datestop 2038-01-19T03:14:07",
      "TIME starting from 2022-12-01 00:00:00 UTC",
    ],
  ]);
  accepts("ipv6", [
    ["-m time", "-m time --datestop 2038-01-19T03:14:07", "TIME UTC"],
    [
      "-m time --timestart 10:00 --timestop 11:00 --weekdays Mon,Sun --monthdays 3 --datestart 2023-01-01T00:00:00",
      "-m time --timestart 10:00:00 --timestop 11:00:00 --monthdays 3 --weekdays Mon,Sun --datestart 2023-01-01T00:00:00 --datestop 2038-01-19T03:14:07",
      "TIME from 10:00:00 to 11:00:00 on Mon,Sun on 3rd starting from 2023-01-01 00:00:00 UTC",
    ],
  ]);
  prints("ipv4", [
    ["-m time --weekdays 8", "-m time --weekdays  --datestop 2038-01-19T03:14:07", "TIME on  UTC"],
    ['-m time --weekdays ""', "-m time --weekdays  --datestop 2038-01-19T03:14:07", "TIME on  UTC"],
    [
      "-m time ! --weekdays Mon,Tue,Wed,Thu,Fri,Sat,Sun",
      "-m time --weekdays  --datestop 2038-01-19T03:14:07",
      "TIME on  UTC",
    ],
    [
      "-m time --monthdays 0",
      "-m time --monthdays  --datestop 2038-01-19T03:14:07",
      "TIME on  UTC",
    ],
    [
      '-m time --monthdays ""',
      "-m time --monthdays  --datestop 2038-01-19T03:14:07",
      "TIME on  UTC",
    ],
    ["-m time --datestop 1970-01-01", "-m time", "TIME until date UTC"],
  ]);
  refuses("ipv4", [
    [
      "-m time --timestart 01:00 --timestop 23:00 --contiguous",
      "time: --contiguous only makes sense when stoptime is smaller than starttime",
    ],
    [
      "-m time --contiguous",
      "time: --contiguous only makes sense when stoptime is smaller than starttime",
    ],
    [
      "-m time --timestart 24:00",
      'invalid time "24:00" specified, should be hh:mm[:ss] format and within the boundaries',
    ],
    [
      "-m time --timestart 12:60",
      'invalid time "60" specified, should be hh:mm[:ss] format and within the boundaries',
    ],
    [
      "-m time --timestart 12:30:60",
      'invalid time "60" specified, should be hh:mm[:ss] format and within the boundaries',
    ],
    [
      "-m time --timestart 12",
      'invalid time "12" specified, should be hh:mm[:ss] format and within the boundaries',
    ],
    [
      "-m time --timestart foo",
      'invalid time "foo" specified, should be hh:mm[:ss] format and within the boundaries',
    ],
    [
      "-m time --timestart 12:30x",
      'invalid time "30x" specified, should be hh:mm[:ss] format and within the boundaries',
    ],
    [
      "-m time --datestart 2023-13-14",
      'Invalid date "2023-13-14" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]',
    ],
    [
      "-m time --datestart 2039-01-01",
      'Invalid date "2039-01-01" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]',
    ],
    [
      "-m time --datestart 1969-01-01",
      'Invalid date "1969-01-01" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]',
    ],
    [
      "-m time --datestart foo",
      'Invalid date "foo" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]',
    ],
    [
      "-m time --datestart 2023-11-14x",
      'Invalid date "2023-11-14x" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]',
    ],
    ["-m time --weekdays monday,FRIDAY", "mon is not a valid day specifier"],
    ["-m time --weekdays mo,tu", "mo is not a valid day specifier"],
    ["-m time --weekdays 0", "No, the week does NOT begin with Sunday."],
    ["-m time --weekdays foo", "foo is not a valid day specifier"],
    ["-m time --weekdays Mon,,Tue", "No, the week does NOT begin with Sunday."],
    ["-m time --monthdays 32", "32 is not a valid day for --monthdays"],
    ["-m time --monthdays foo", "fo is not a valid day for --monthdays"],
    ["-m time --monthdays 1st,2nd,3rd,5th", "1s is not a valid day for --monthdays"],
    ["-m time --monthdays 1x", "1x is not a valid day for --monthdays"],
    ["-m time --monthdays 1-5", "1- is not a valid day for --monthdays"],
    ["-m time --utc --kerneltz", "cannot be used together with"],
    ["-m time ! --timestart 10:00", 'time: option "--timestart" cannot be inverted.'],
    [
      "-m time --timestart 10:00 --timestart 11:00",
      'time: option "--timestart" can only be used once.',
    ],
    ["-m time --weekdays 1x", "1x is not a valid day specifier"],
    ["-m time --weekdays M", "M is not a valid day specifier"],
    ["-m time --monthdays 0x3", "0x is not a valid day for --monthdays"],
    ["-m time --monthdays -1", "-1 is not a valid day for --monthdays"],
    [
      "-m time --datestart 2023-01-01T24",
      'Invalid date "2023-01-01T24" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]',
    ],
    [
      "-m time --datestart 2023-01-01T23:60",
      'Invalid date "2023-01-01T23:60" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]',
    ],
    [
      "-m time --datestart 2023-01-32",
      'Invalid date "2023-01-32" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]',
    ],
    [
      "-m time --datestart 2023-01-01T23:59:60",
      'Invalid date "2023-01-01T23:59:60" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]',
    ],
    [
      "-m time --datestart 2023T10",
      'Invalid date "2023T10" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]',
    ],
    [
      "-m time --timestart 0x10:10",
      'invalid time "0x10:10" specified, should be hh:mm[:ss] format and within the boundaries',
    ],
  ]);
});
