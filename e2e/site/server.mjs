// The built program with the invented city, on a port that was free; and what is said of it.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Starts `luoshi demo` and waits for its first line, which holds the address. */
export const start = async (program) => {
  const child = spawn(program, ["demo", "--lang", "zh", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => child.kill());
  const base = await new Promise((found, failed) => {
    child.once("exit", (code) => failed(new Error(`${program} ended with ${code}`)));
    createInterface(child.stdout).once("line", (line) => found(line.replace("listening on ", "")));
  });
  const stop = () => new Promise((ended) => {
    child.removeAllListeners("exit");
    child.once("exit", ended);
    child.kill("SIGINT");
  });
  return { base, stop };
};

/** What held and what did not. */
export class Told {
  held = 0;
  failed = 0;
  expect = (holds, what) => {
    if (holds) this.held += 1;
    else {
      this.failed += 1;
      console.log(`   FAILED: ${what}`);
    }
    return holds;
  };
}
