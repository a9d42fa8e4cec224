/** comment: words for people (iptables-extensions(8), comment). */
import { CommentInfo } from "../../generated/layout/match/comment.js";
import { requireOption } from "../checks.js";
import { match } from "../extension.js";
import { quoted } from "../values.js";

/** The comment. */
interface CommentOptions {
  text: string;
}

/** Bytes of UTF-8 that a comment has at most; what is longer is cut. */
const MAX_BYTES = 255;

export const extension = match<CommentOptions>({
  name: "comment",
  about: "words for people; always matches",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "comment", value: "required" }],
  create: () => ({ text: "" }),
  option(info, use) {
    const bytes = new TextEncoder().encode(use.value);
    const cut = bytes.length > MAX_BYTES;
    info.text = cut ? new TextDecoder().decode(bytes.subarray(0, MAX_BYTES)) : use.value;
  },
  check: (_info, _context, given) => requireOption(given, "comment", "comment"),
  save: (info) => `--comment ${quoted(info.text)}`,
  list: (info) => `/* ${info.text} */`,
  steady: () => true,
  foresee: () => ({}),
  encode(_info, record) {
    record.reserve(CommentInfo.size);
  },
});
