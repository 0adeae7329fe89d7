// Runs Azurite in this process and ends with the process that started it: the parent holds our standard input open,
// and the operating system closes it however the parent goes, SIGKILL included.
"use strict";

const [node, , azurite, ...options] = process.argv;

process.stdin.resume();
process.stdin.once("close", () => {
    if (process.listenerCount("SIGTERM") === 0) {
        process.exit(0);
    }
    // Azurite's own handler for SIGTERM writes its indexes to disk; a connection that stays open must not keep it.
    setTimeout(() => process.exit(0), 5000).unref();
    process.emit("SIGTERM");
});
process.stdin.once("error", () => process.stdin.destroy());

// With the parent gone nobody reads what we print.
for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", () => stream.destroy());
}

// Ctrl+C reaches every process of the terminal; the parent may need us while it finishes its work.
process.on("SIGINT", () => {});
const once = process.once;
process.once = (event, listener) => (event === "SIGINT" ? process : once.call(process, event, listener));

process.argv = [node, azurite, ...options];
require(azurite);
