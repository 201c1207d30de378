import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";

const start = (node: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(node, [...args, "src/start.js"], { encoding: "utf8" });
  return { status, stdout, stderr };
};
const refusal = (version: string) => ({
  status: 1,
  stdout: "",
  stderr:
    `Newshound needs Node 24 or newer; this is v${version}. ` +
    `Run it with "npm start", which brings its own, or install Node 24.\n`,
});

it("says one clear sentence when Node gives an older version", () => {
  const older = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } })`;
  const preload = `data:text/javascript,${encodeURIComponent(older)}`;
  expect(start(process.execPath, "--import", preload)).toEqual(refusal("20.20.2"));
});

const versionOf = (node: string) =>
  spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).stdout.trim();
const found = (process.env["PATH"] ?? "")
  .split(delimiter)
  .filter((folder) => !folder.includes("node_modules"))
  .map((folder) => join(folder, "node"))
  .find(existsSync);
const version = found ? versionOf(found) : "";

it.skipIf(!found || Number.parseInt(version, 10) >= 24)("says it on a Node that is older indeed", () => {
  expect(start(found ?? "")).toEqual(refusal(version));
});
