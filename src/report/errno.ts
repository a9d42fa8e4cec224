/** Errors of local senders in the words of strerror(3). */
import { Errno } from "../generated/abi.js";

const words: Readonly<Record<Errno, string>> = {
  [Errno.EPERM]: "Operation not permitted",
  [Errno.EACCES]: "Permission denied",
  [Errno.EINVAL]: "Invalid argument",
  [Errno.EMSGSIZE]: "Message too long",
  [Errno.EADDRNOTAVAIL]: "Cannot assign requested address",
  [Errno.ENETDOWN]: "Network is down",
  [Errno.ENETUNREACH]: "Network is unreachable",
  [Errno.EHOSTUNREACH]: "No route to host",
};

/** What a local sender was told. */
export function errorText(errno: number): string {
  return words[errno as Errno] ?? `Error ${errno}`;
}
