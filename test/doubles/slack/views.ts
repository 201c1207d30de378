import { type Block, checkView } from "./blocks.ts";
import { parsed, Refused } from "./content.ts";
import { APP, BOT_ID, type Json, TEAM, type View, type World } from "./world.ts";

/** A trigger opens one view within this time (https://docs.slack.dev/interactivity/handling-user-interaction). */
const TRIGGER_MS = 3000;
/** Modals on top of one another (https://docs.slack.dev/reference/methods/views.push). */
const STACK_MAX = 3;

/** Opens a modal for who pulled the trigger. */
export function openView(world: World, args: Json): Json {
  const user = pull(world, args["trigger_id"]);
  const raw = readView(args["view"], "modal");
  for (const one of openModals(world, user)) one.closed = true;
  return { view: asSent(add(world, raw, user, "opened")) };
}

/** Puts a modal on top of the open one. */
export function pushView(world: World, args: Json): Json {
  const user = pull(world, args["trigger_id"]);
  const raw = readView(args["view"], "modal");
  if (openModals(world, user).length >= STACK_MAX) throw new Refused("push_limit_reached");
  return { view: asSent(add(world, raw, user, "pushed")) };
}

/** Replaces what an open view shows. */
export function updateView(world: World, args: Json): Json {
  const view = world.views.find(
    ({ id, raw, closed }) =>
      !closed && (id === args["view_id"] || raw["external_id"] === (args["external_id"] ?? "")),
  );
  if (!view) throw new Refused("not_found");
  if (args["hash"] && args["hash"] !== view.hash) throw new Refused("hash_conflict");
  return { view: asSent(show(world, view, readView(args["view"], view.type))) };
}

/** Shows the home tab of a person. */
export function publishView(world: World, args: Json, user: string): Json {
  const raw = readView(args["view"], "home");
  const known = world.views.find((one) => one.type === "home" && one.user === user);
  if (known && args["hash"] && args["hash"] !== known.hash) throw new Refused("hash_conflict");
  return { view: asSent(known ? show(world, known, raw) : add(world, raw, user, "published")) };
}

/** What becomes of a modal after its submission was acknowledged with this payload. */
export function afterSubmit(world: World, view: View, payload: unknown): void {
  const { response_action: action, view: next, errors } = (payload ?? {}) as Json;
  if (action === "errors") {
    if (!errors || Object.keys(errors).length === 0) throw new Refused("invalid_arguments");
  } else if (action === "update") show(world, view, readView(next, "modal"));
  else if (action === "push") add(world, readView(next, "modal"), view.user, "pushed");
  else if (action === "clear") for (const one of openModals(world, view.user)) one.closed = true;
  else view.closed = true;
}

/** A view as Slack sends it to the app. */
export function asSent({ id, hash, raw, callbackId, privateMetadata }: View): Json {
  return {
    state: { values: {} },
    ...raw,
    id,
    team_id: TEAM,
    app_id: APP,
    bot_id: BOT_ID,
    hash,
    callback_id: callbackId,
    private_metadata: privateMetadata,
    root_view_id: id,
    previous_view_id: null,
  };
}

function readView(given: unknown, type: View["type"]): Json {
  const raw = parsed(given, "invalid_arguments") as Json;
  const messages = checkView(raw);
  const wrongType = raw?.["type"] === type ? [] : [`[ERROR] must be a ${type} [json-pointer:/view/type]`];
  if (messages.length + wrongType.length > 0)
    throw new Refused("invalid_arguments", { response_metadata: { messages: [...messages, ...wrongType] } });
  return raw;
}

function add(world: World, raw: Json, user: string, how: View["how"]): View {
  const view = {
    id: world.id("V"),
    type: how === "published" ? "home" : "modal",
    user,
    how,
    ...content(world, raw),
  } as const;
  world.views.push(view);
  return view;
}

function show(world: World, view: View, raw: Json): View {
  return Object.assign(view, content(world, raw));
}

function content(world: World, raw: Json) {
  return {
    raw,
    callbackId: String(raw["callback_id"] ?? ""),
    privateMetadata: String(raw["private_metadata"] ?? ""),
    title: String((raw["title"] as Json | undefined)?.["text"] ?? ""),
    blocks: raw["blocks"] as readonly Block[],
    hash: world.id("h"),
  };
}

function openModals(world: World, user: string): readonly View[] {
  return world.views.filter((one) => one.type === "modal" && one.user === user && !one.closed);
}

/** Uses up a trigger; returns whose it is. A trigger reads `trigger.<number>.<user>`. */
function pull(world: World, trigger: unknown): string {
  const given = world.triggers.get(String(trigger));
  if (given === undefined) throw new Refused("invalid_trigger_id");
  if (given === "used") throw new Refused("exchanged_trigger_id");
  if (world.now() - given > TRIGGER_MS) throw new Refused("expired_trigger_id");
  world.triggers.set(String(trigger), "used");
  return String(trigger).split(".").at(-1) ?? "";
}
