/** One instruction of a Dockerfile: `RUN` and what follows it. */
export interface Step {
  readonly name: string;
  readonly text: string;
}

/** Returns the instructions of a Dockerfile in order, without comments, continued lines joined. */
export function readDockerfile(text: string): readonly Step[] {
  return text
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, name = "", rest = ""] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
      return { name, text: rest.trim() };
    });
}

/** Returns the words of a simple instruction, one without quotes. */
export function words(text: string): string[] {
  return text.split(/\s+/);
}
