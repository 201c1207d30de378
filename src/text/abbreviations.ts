import { wordSet } from "./word-set.ts";

// Abbreviations in small letters, without their last full stop.

/** A full stop after these never ends a sentence. */
export const NEVER_LAST = wordSet(
  "mr mrs ms mx dr prof gen sen rep gov lt col capt cmdr sgt maj adm rev hon pres supt messrs vs e.g i.e cf approx ca",
);

/** A full stop after these ends a sentence now and then. */
export const SELDOM_LAST = wordSet(
  "st mt ft ave blvd inc corp ltd co bros llc plc jr sr etc al dept est univ ph.d " +
    "jan feb mar apr jun jul aug sep sept oct nov dec",
);

/** A full stop after these ends no sentence where a figure follows. */
export const NUMBERED = wordSet("no nos p pp fig figs vol art sec ch para");
