import { wordSet } from "../text/word-set.ts";

/** Words that say nothing of what a story is about: articles and the like, and those that any headline may have. */
const COMMON = wordSet(
  "the a an and or but nor not of to in on at by for from with without into onto over under about after before since " +
    "until during between among against amid as if than then that this these those it its he his him she her they " +
    "them their we our us you your i my me who whom whose what which when where why how is are was were be been being " +
    "am do does did done has have had having will would can could may might must should shall just only also too very " +
    "more most less least much many some any all no none one two three first last next new now still yet again ever " +
    "never out up down off so such here there because while though although both each every other another own same " +
    "says say said tell tells told report reports reported news story stories live update updates latest today week " +
    "year years day days month months time times get gets got make makes made take takes back set via per amp vs " +
    // The commonest of other languages, since feeds come in many.
    "der die das den dem des ein eine einen einem einer und oder nicht mit von vom zum zur für auf ist sind war wird " +
    "nach bei aus über wie auch sich im am la le les un une des du et ou en dans sur pour par avec est sont qui que " +
    "el los las una del al y con por para se su es lo il gli della di da che nel per o os um uma na dos van het een",
);

/** Whether a folded word is so common that it names no topic. */
export function isCommon(key: string): boolean {
  return COMMON.has(key);
}
