import { not, words } from "../row.js";

export const row = words((c, s) => {
  const text = c.pick([
    "--string a",
    "--string GET",
    "--string ab",
    '--string "GET /"',
    "--string zzz",
  ]);
  const hex = s.six
    ? c.pick(['"|20010db8|"', '"|00 00|"', '"|11|"'])
    : c.pick(['"|0a0000|"', '"|00 35|"', '"|0050|a"', '"|40|"']);
  const out = [`--algo ${c.pick(["bm", "kmp"])}`];
  out.push(`${not(c)}${c.percent(40) ? text : `--hex-string ${hex}`}`);
  const from = c.pick([0, 8, 12, 20, 28, 40]);
  if (c.percent(40)) out.push(`--from ${from}`);
  if (c.percent(40)) out.push(`--to ${from + c.pick([0, 1, 4, 20, 100, 2000])}`);
  if (c.percent(30)) out.push("--icase");
  return out.join(" ");
});
