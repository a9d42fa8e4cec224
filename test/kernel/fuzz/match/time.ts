import { not, words } from "../row.js";

// The kernel's clock is its own: what is drawn holds at any time, or at none.
export const row = words((c) => {
  const out: string[] = [];
  if (c.percent(30)) out.push(`--datestart ${c.pick(["2020-01-01", "2037-06-01T10:00:00"])}`);
  if (c.percent(30)) out.push(`--datestop ${c.pick(["2019-12-31", "2037-12-31T23:59:59"])}`);
  const over = c.percent(20);
  if (over) out.push("--timestart 12:00:01 --timestop 12:00:00");
  else if (c.percent(30)) out.push("--timestart 00:00 --timestop 23:59:59");
  if (over && c.percent(50)) out.push("--contiguous");
  const week = "Mon,Tue,Wed,Thu,Fri,Sat,Sun";
  if (c.percent(30)) out.push(`${not(c)}--weekdays ${week}`);
  if (c.percent(30)) out.push(`${not(c)}--monthdays 0`);
  out.push(c.pick(["", "--utc", "--kerneltz", "--localtz"]));
  return out.filter((word) => word !== "").join(" ");
});
