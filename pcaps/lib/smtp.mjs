// The smallest mail server that a real client can hand a message to (RFC 5321): smtp.mjs NAME.
// It accepts whatever it is told and keeps nothing.
import { createServer } from "node:net";

const name = process.argv[2] ?? "localhost";

/** The answer to one command line. */
function answer(line) {
  const command = line.slice(0, 4).toUpperCase();
  switch (command) {
    case "EHLO":
      return `250-${name}\r\n250-8BITMIME\r\n250 SIZE 100000\r\n`;
    case "HELO":
      return `250 ${name}\r\n`;
    case "DATA":
      return "354 end with a dot on a line of its own\r\n";
    case "QUIT":
      return `221 ${name} closing\r\n`;
    case "MAIL":
    case "RCPT":
    case "RSET":
    case "NOOP":
      return "250 OK\r\n";
    default:
      return "502 not implemented\r\n";
  }
}

createServer((socket) => {
  let rest = "";
  let inMessage = false;
  socket.on("error", () => socket.destroy());
  socket.write(`220 ${name} ESMTP\r\n`);
  socket.on("data", (data) => {
    const lines = (rest + data.toString("latin1")).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (inMessage) {
        if (line !== ".") continue;
        inMessage = false;
        socket.write("250 OK, taken\r\n");
        continue;
      }
      const reply = answer(line);
      inMessage = reply.startsWith("354");
      socket.write(reply);
      if (reply.startsWith("221")) socket.end();
    }
  });
}).listen(25, "::");
