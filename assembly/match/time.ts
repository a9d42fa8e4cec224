/**
 * time: when a packet comes (iptables-extensions(8), time; time_mt of the kernel). Time is that of the
 * capture; the kernel's time zone is UTC, which --kerneltz asks for.
 */
import { now } from "../memory/clock";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u32 each: seconds since the epoch, seconds of the day, bits of days counted from 1; TimeFlag. */
export const enum TimeInfo {
  dateStart = 0,
  dateStop = 4,
  dayStart = 8,
  dayStop = 12,
  monthDays = 16,
  weekDays = 20,
  flags = 24,
  size = 32,
}

export const enum TimeFlag {
  CONTIGUOUS = 1,
}

const SECONDS_PER_DAY: i64 = 86400;

/** Whether now is within all that was asked. */
export function match(_p: Packet, data: usize, _c: Context): bool {
  let seconds = now / 1000000000;
  if (seconds < <i64>load<u32>(data, TimeInfo.dateStart)) return false;
  if (seconds > <i64>load<u32>(data, TimeInfo.dateStop)) return false;
  const ofDay = <u32>(seconds % SECONDS_PER_DAY);
  const start = load<u32>(data, TimeInfo.dayStart);
  const stop = load<u32>(data, TimeInfo.dayStop);
  if (start < stop) {
    if (ofDay < start || ofDay > stop) return false;
  } else {
    if (ofDay < start && ofDay > stop) return false;
    // behind midnight it is still the day on which it began
    const contiguous = (load<u32>(data, TimeInfo.flags) & TimeFlag.CONTIGUOUS) != 0;
    if (contiguous && ofDay <= stop) seconds -= SECONDS_PER_DAY;
  }
  const days = seconds / SECONDS_PER_DAY;
  // the epoch was a Thursday; Sunday is 7
  const weekDay = <u32>((days + 3) % 7) + 1;
  if ((load<u32>(data, TimeInfo.weekDays) & (1 << weekDay)) == 0) return false;
  const monthDays = load<u32>(data, TimeInfo.monthDays);
  if (monthDays == 0xfffffffe) return true;
  return (monthDays & (1 << monthDay(days))) != 0;
}

/** Day of the month of a day since the epoch: counted in years that begin in March, of which all
 * months but the last have 30 or 31 days in the same order. */
function monthDay(days: i64): u32 {
  const shifted = <u32>(days + 719468);
  const ofEra = shifted % 146097;
  const year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
  const ofYear = ofEra - (365 * year + year / 4 - year / 100);
  const month = (5 * ofYear + 2) / 153;
  return ofYear - (153 * month + 2) / 5 + 1;
}
