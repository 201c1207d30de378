import fc from "fast-check";

// The same texts in every run, so that a red run means a change and not chance. To look further: SEED=$RANDOM npm test
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env["SEED"] ?? 24) });
