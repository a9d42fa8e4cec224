/** How text may look on standard output: colours on a terminal unless NO_COLOR forbids them
 * (no-color.org), lines no wider than the terminal. */
import { plain, type Style } from "../report/style.js";

const WIDTH_LEAST = 40;
const WIDTH_MOST = 120;

/** What standard output is. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The style for standard output. */
export function style(stdout: Terminal = process.stdout): Style {
  const { env } = process;
  const columns = Number(env.COLUMNS) || stdout.columns || plain.width;
  const width = Math.max(WIDTH_LEAST, Math.min(columns, WIDTH_MOST));
  if (!stdout.isTTY || (env.NO_COLOR ?? "") !== "" || env.TERM === "dumb") {
    return { ...plain, width };
  }
  const paint = (code: string) => (text: string) => `\x1b[${code}m${text}\x1b[0m`;
  return { width, good: paint("32"), bad: paint("31"), dim: paint("2"), strong: paint("1") };
}
