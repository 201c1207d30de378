import { joinAbout } from "../watches/about.ts";
import { action, aside } from "./cards.ts";
import type { Action, Desk, Part, Reply } from "./command.ts";

const SAY = {
  only: (about: string) => `It tells only stories that a language model finds to be about: ${about}`,
  later: "about: is judged when a story is told. Here the words before it decide alone.",
  noModel:
    "about: needs a language model, which whoever runs me can set up. Here the words before it decide alone.",
} as const;

/** Returns what a watch asks for beyond its words; nothing where it asks for nothing more. */
export function aboutLine(about: string | undefined): readonly Part[] {
  return about === undefined ? [] : [{ kind: "text", pieces: [SAY.only(about)] }];
}

/** Returns how `about:` counts where stories are only looked for. */
export function aboutLater(about: string | undefined, { writes }: Pick<Desk, "writes">): readonly Part[] {
  return about === undefined ? [] : [aside(writes ? SAY.later : SAY.noModel)];
}

/** Returns an answer to words that `about:` stood behind: it says how that counts, and what is watched from it keeps it. */
export function withAbout(answer: Reply, about: string | undefined, desk: Pick<Desk, "writes">): Reply {
  if (about === undefined) return answer;
  const { card } = answer;
  const buttons = desk.writes ? card.buttons.map((button) => keeping(button, about)) : card.buttons;
  return { ...answer, card: { ...card, parts: [...card.parts, ...aboutLater(about, desk)], buttons } };
}

function keeping(button: Action, about: string): Action {
  const [query] = button.args;
  if (button.id !== "watch" || query === undefined) return button;
  return action(button.label, ["watch"], joinAbout(query, about));
}
