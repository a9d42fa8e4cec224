/** The host's security module: labels of packets and connections (SELinux, `/etc/selinux/config`). */
import { SetupError } from "./error.js";
import type { Word } from "./language.js";

/** What has no label is shown with this one (SECINITSID_UNLABELED of the reference policy). */
const UNLABELED = "system_u:object_r:unlabeled_t:s0";

/** Contexts and the numbers that the kernel has for them (secids). */
export class SecurityLabels {
  /** By number: 0 is that of what has no label. */
  private readonly contexts = [UNLABELED];
  private readonly numbers = new Map<string, number>();

  /** The number of a context, from 1 on, in the order in which they were first asked for. */
  number(context: string): number {
    const known = this.numbers.get(context);
    if (known !== undefined) return known;
    this.numbers.set(context, this.contexts.length);
    return this.contexts.push(context) - 1;
  }

  /** The context that has a number. */
  context(number: number): string {
    return this.contexts[number] ?? UNLABELED;
  }
}

/** user:role:type, and a level or range of levels where the policy has those. */
export const isContext = (text: string): boolean => /^[^:\s]+:[^:\s]+:[^:\s]+(?::\S+)?$/.test(text);

/** `echo SELINUX=permissive > /etc/selinux/config`: what the host has then. `before` is what it had. */
export function readSelinuxConfig(
  before: SecurityLabels | null,
  text: string,
  word: Word,
): SecurityLabels | null {
  const [, name, value] = /^\s*(SELINUX|SELINUXTYPE)\s*=\s*(\S+)\s*$/.exec(text) ?? [];
  if (/^\s*(#.*)?$/.test(text) || name === "SELINUXTYPE") return before;
  if (value === "disabled") return null;
  if (value === "enforcing" || value === "permissive") return before ?? new SecurityLabels();
  throw new SetupError(
    word.position,
    `"${text}" is no line of /etc/selinux/config`,
    "SELINUX=enforcing, SELINUX=permissive or SELINUX=disabled",
  );
}
