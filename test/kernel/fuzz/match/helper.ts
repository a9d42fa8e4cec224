import { not, words } from "../row.js";

export const row = words(
  (c) => `${not(c)}--helper ${c.pick(["ftp", "ftp-2121", "tftp", "irc", "sip", "nosuch", '""'])}`,
);
