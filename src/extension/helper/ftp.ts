/** ftp (RFC 959, 1123, 2428): the host's half of the helper. */
import { HelperKind } from "../../generated/abi.js";
import type { Descriptor } from "../extension.js";

export const descriptor: Descriptor = {
  name: "ftp",
  about: "data connections that PORT, EPRT, PASV and EPSV announce",
  families: ["ipv4", "ipv6"],
  options: [],
  decidedBy: ["packet", "conntrack"],
  helpers: [{ name: "ftp", kind: HelperKind.FTP, families: ["ipv4", "ipv6"], protocols: [6] }],
};
