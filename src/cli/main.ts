/** The command `sluice`: finds the command, runs it, and turns what went wrong into one message and
 * an exit code. */
import { isMainThread } from "node:worker_threads";
import { CaptureError } from "../capture/damage.js";
import { GzipError } from "../capture/gzip.js";
import { SetupError } from "../setup/error.js";
import { commands } from "./commands.js";
import { ExitCode, UsageError } from "./errors.js";
import { commandHelp, overview } from "./help.js";
import { nearest } from "./nearest.js";
import { Output, OutputError } from "./output.js";
import { version } from "./version.js";
import { runShare } from "./worker.js";

function print(text: string): void {
  const out = Output.open("-");
  out.text(text);
  out.close();
}

function commandNamed(word: string) {
  const command = commands.find((c) => c.name === word);
  if (command !== undefined) return command;
  const close = nearest(word, [...commands.map((c) => c.name), "help", "version"]);
  throw new UsageError(
    `unknown command ${word}`,
    close === null ? "sluice help lists the commands" : `did you mean ${close}?`,
  );
}

async function run(words: readonly string[]): Promise<void> {
  const [word, ...rest] = words;
  if (word === undefined) throw new UsageError("no command was given", "sluice help lists them");
  if (word === "--version" || word === "-V" || word === "version") return print(`${version}\n`);
  if (word === "help" || word === "--help" || word === "-h") {
    return print(rest[0] === undefined ? overview(commands) : commandHelp(commandNamed(rest[0])));
  }
  const command = commandNamed(word);
  const end = rest.indexOf("--");
  const before = end < 0 ? rest : rest.slice(0, end);
  if (before.includes("--help") || before.includes("-h")) return print(commandHelp(command));
  await command.run(rest);
}

/** Tells what went wrong; answers the exit code. */
function report(error: unknown): number {
  const say = (text: string) => process.stderr.write(`sluice: ${text}\n`);
  if (error instanceof OutputError) {
    if (!error.closedPipe) say(error.message);
    return error.closedPipe ? ExitCode.done : ExitCode.usage;
  }
  if (error instanceof UsageError) {
    say(error.hint === undefined ? error.message : `${error.message}\n  hint: ${error.hint}`);
    return ExitCode.usage;
  }
  if (error instanceof SetupError) {
    say(error.format());
    return ExitCode.usage;
  }
  if (error instanceof CaptureError) {
    say(error.message);
    return error.unreadable ? ExitCode.usage : ExitCode.damage;
  }
  if (error instanceof GzipError) {
    say(error.message);
    return ExitCode.damage;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  say(`this is a bug in sluice ${version}; please report it with what follows\n${stack}`);
  return ExitCode.bug;
}

if (isMainThread) {
  try {
    await run(process.argv.slice(2));
  } catch (error) {
    process.exitCode = report(error);
  }
} else await runShare();
