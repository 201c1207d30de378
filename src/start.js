import module from "node:module";

// Plain JavaScript on purpose: an older Node must get as far as the sentence below, and it cannot read TypeScript.
const OLDEST = 24;

if (Number(process.versions.node.split(".")[0]) < OLDEST) {
  process.stderr.write(
    `Newshound needs Node ${OLDEST} or newer; this is v${process.versions.node}. ` +
      `Run it with "npm start", which brings its own, or install Node ${OLDEST}.\n`,
  );
  process.exitCode = 1;
} else {
  // What was compiled is kept among the temporary files: the next start takes half the time.
  module.enableCompileCache();
  const args = process.argv.slice(2);
  if (args[0] === "demo") {
    const { demo } = await import("../demo/demo.ts");
    await demo(args.slice(1));
  } else if (args[0] === "doctor" && args.length === 1) {
    const { doctor } = await import("./doctor.ts");
    await doctor();
  } else {
    const { main } = await import("./main.ts");
    await main(args);
  }
}
