/** comment: words for people (iptables-extensions(8), comment). */
import { CommentInfo } from "../../generated/layout/match/comment.js";
import { requireOption } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { quoted } from "../values.js";

/** The comment. */
interface CommentOptions {
  text: string;
}

/** Bytes of UTF-8 that a comment may have. */
const MAX_BYTES = 255;

export const extension = match<CommentOptions>({
  name: "comment",
  about: "words for people; always matches",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [{ name: "comment", value: "required" }],
  create: () => ({ text: "" }),
  option(info, use) {
    if (new TextEncoder().encode(use.value).length > MAX_BYTES) {
      throw new OptionError(`comment: option "--comment" must be at most ${MAX_BYTES} bytes long`);
    }
    info.text = use.value;
  },
  check: (_info, _context, given) => requireOption(given, "comment", "comment"),
  save: (info) => `--comment ${quoted(info.text)}`,
  list: (info) => `/* ${info.text} */`,
  foresee: () => ({}),
  encode(_info, record) {
    record.reserve(CommentInfo.size);
  },
});
