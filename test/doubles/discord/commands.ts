import { checkCommands, formError } from "./checks.ts";
import { MISSING_ACCESS } from "./permissions.ts";
import { type Asked, type Body, bodies, type Route } from "./types.ts";
import type { World } from "./world.ts";

/** Makes the routes by which application commands are registered; `puts` counts the bulk overwrites. */
export function commandRoutes(world: World): { readonly routes: Route[]; puts(): number } {
  let puts = 0;

  function put({ body }: Asked, scope: string) {
    if (scope !== "global" && world.guilds.get(scope)?.state !== "here") return MISSING_ACCESS;
    const refused = formError(checkCommands(body["list"]));
    if (refused) return refused;
    puts += 1;
    const known = world.commands.get(scope) ?? [];
    const list = bodies(body["list"]).map((command) => kept(command, known, scope));
    world.commands.set(scope, list);
    world.changes.emit("change");
    return { status: 200, body: list };
  }

  /** A command of a known name keeps its id. */
  function kept(command: Body, known: readonly Body[], scope: string): Body {
    const same = known.find(({ name, type }) => name === command["name"] && type === (command["type"] ?? 1));
    const guild = scope === "global" ? {} : { guild_id: scope };
    const id = same?.["id"] ?? world.newId();
    const defaults = { type: 1, default_member_permissions: null, nsfw: false, contexts: null };
    return { ...defaults, ...command, id, application_id: world.bot.id, version: world.newId(), ...guild };
  }

  const at = (scope: string) => ({ status: 200, body: world.commands.get(scope) ?? [] });
  const routes: Route[] = [
    { pattern: "GET /applications/:application/commands", run: () => at("global") },
    { pattern: "PUT /applications/:application/commands", run: (asked) => put(asked, "global") },
    {
      pattern: "GET /applications/:application/guilds/:guild/commands",
      run: ({ params }) => at(params["guild"] ?? ""),
    },
    {
      pattern: "PUT /applications/:application/guilds/:guild/commands",
      run: (asked) => put(asked, asked.params["guild"] ?? ""),
    },
  ];
  return { routes, puts: () => puts };
}
