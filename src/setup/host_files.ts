/** Files of the host that a setup writes to with `echo`. */
import { SetupError } from "./error.js";
import { type Command, redirectWord } from "./input.js";
import { guard } from "./iptables/rule_options.js";
import { addHostName, addTableName } from "./ip/names.js";
import type { Word } from "./language.js";
import type { Setup } from "./model.js";
import type { Objects } from "./objects.js";
import { readSelinuxConfig } from "./security.js";
import { type SysctlHost, writeProc } from "./sysctl/command.js";

const tableNames = /^\/etc\/iproute2\/rt_tables(\.d\/[^/]+\.conf)?$/;
const realmNames = /^\/etc\/iproute2\/rt_realms(\.d\/[^/]+\.conf)?$/;
const labelNames = "/etc/xtables/connlabel.conf";
const selinux = "/etc/selinux/config";

/** `echo N NAME >> /etc/iproute2/rt_tables`, `echo VALUE > /proc/sys/...`, and files of what rules
 * share. Throws SetupError for any other file. */
export function runEcho(
  setup: Setup,
  host: SysctlHost,
  command: Word,
  words: readonly Word[],
  statement: Command,
): void {
  const [redirect, more] = statement.redirects;
  const target = redirect === undefined ? undefined : redirectWord(redirect);
  const text = words.map((word) => word.text).join(" ");
  const first = words[0] ?? command;
  if (redirect !== undefined && target !== undefined && more === undefined) {
    if (redirect.kind !== "<" && write(setup, host, target, first, text)) return;
  }
  throw new SetupError(
    target?.position ?? command.position,
    "echo works with >> /etc/iproute2/rt_tables and > /proc/sys/... only",
    "a setup prints no messages and writes no files",
  );
}

/** Whether the file is one of those. */
function write(setup: Setup, host: SysctlHost, file: Word, first: Word, text: string): boolean {
  if (tableNames.test(file.text)) addTableName(setup.network, text, first);
  else if (realmNames.test(file.text)) addHostName(setup.names.realms, text, first);
  else if (file.text === labelNames) addHostName(setup.names.labels, text, first);
  else if (file.text === selinux)
    setup.names.security = readSelinuxConfig(setup.names.security, text, first);
  else if (file.text.startsWith("/proc/sys/")) writeProc(host, file, text);
  else if (file.text.startsWith("/proc/")) writeObject(setup.objects, file, first, text);
  else return false;
  return true;
}

/** `echo +ADDRESS > /proc/net/xt_recent/NAME`: what rules share, by its file. */
function writeObject(objects: Objects, target: Word, word: Word, text: string): void {
  let found = false;
  guard(word, () => {
    found = objects.write(target.text, text);
  });
  if (found) return;
  throw new SetupError(
    target.position,
    `${target.text}: No such file or directory`,
    "a list is there once a rule names it",
  );
}
