import { stem } from "../../text/stems.ts";
import { wordSet } from "../../text/word-set.ts";

// What newsrooms write in different words for one thing, and what they write in every story. Only words that stand for
// one another in most headlines: what is merely related would join what is merely alike.

/** Each group of words is compared as its first one. */
const ALIKE = [
  "kill dead death deadly fatal fatality die",
  "injure injury wound hurt",
  "earthquake quake temblor tremor",
  "fire blaze inferno wildfire",
  "plane aircraft airplane aeroplane jet airliner",
  "police cop officer",
  "buy acquire acquisition purchase takeover",
  "sue lawsuit suit",
  "arrest detain",
  "resign resignation quit",
  "win victory beat defeat",
  "fall drop decline plunge tumble slump slide sink",
  "rise jump surge soar climb gain",
  "launch unveil introduce debut release",
  "outage downtime disruption",
  "strike walkout",
  "talk negotiation",
  "deal agreement pact accord",
  "cut slash reduce",
  "layoff redundancy",
  "judge court",
  "probe investigation investigate inquiry enquiry",
  "boss ceo chief",
  "firm company",
  "vote ballot poll",
  "pm premier",
  "study research",
  "explosion blast explode",
  "flood flooding",
  "hurricane typhoon cyclone",
  "crash collision collide",
  "hack breach",
  "approve approval",
  "delay postpone",
  "scientist researcher",
  "doctor physician",
  "movie film",
  "car vehicle automobile",
  "child kid",
  "murder homicide",
  "usa america american",
  "uk britain british",
  "russia russian",
  "china chinese",
  "israel israeli",
  "malaysia malaysian",
  "france french",
  "germany german",
  "japan japanese",
  "india indian",
  "iran iranian",
  "iraq iraqi",
  "italy italian",
  "spain spanish",
  "ukraine ukrainian",
  "syria syrian",
  "turkey turkish turkiye",
  "canada canadian",
  "mexico mexican",
  "brazil brazilian",
  "australia australian",
  "europe european",
  "korea korean",
  "pakistan pakistani",
  "egypt egyptian",
  "afghanistan afghan",
  "greece greek",
  "ireland irish",
  "scotland scottish",
  "sweden swedish",
  "norway norwegian",
  "denmark danish",
  "netherlands dutch",
  "belgium belgian",
  "switzerland swiss",
  "austria austrian",
  "poland polish",
  "chile chilean",
  "peru peruvian",
  "argentina argentine argentinian",
  "colombia colombian",
  "venezuela venezuelan",
  "indonesia indonesian",
  "philippines filipino philippine",
  "thailand thai",
  "taiwan taiwanese",
  "vietnam vietnamese",
  "saudi saudis",
  "palestine palestinian",
  "lebanon lebanese",
  "nigeria nigerian",
  "kenya kenyan",
];
const SAME: ReadonlyMap<string, string> = new Map(
  ALIKE.flatMap((group) => {
    const [first = "", ...others] = group.split(" ").map(stem);
    return others.map((other): [string, string] => [other, first]);
  }),
);

/** Words of reporting, of columns and of the calendar: any story may have them. */
const EVERYDAY: ReadonlySet<string> = new Set(
  [
    "say said tell report reported reportedly according claim news update live latest watch video photo picture exclusive",
    "breaking analysis opinion explainer briefing newsletter column morning evening daily weekly week day night today",
    "yesterday tomorrow year month hour minute time roundup recap story need know new first second last next top best",
    "after amid over could may might will set here why how what who when make take get go come official spokesman",
    "spokesperson statement announce people man woman percent per cent pct million billion also told",
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur fri sat sun",
    "january february march april june july august september october november december jan feb mar apr jun jul aug",
    "sep sept oct nov dec reuters afp ap",
  ].flatMap((line) => line.split(" ").map(stem)),
);

/** The commonest words of other languages written in Latin letters; English has its own list of frequencies. */
const FOREIGN = wordSet(
  "der die das den dem des ein eine einen einem einer und oder nicht mit von zu im am auf fur ist sind war hat haben wird " +
    "werden nach bei aus wie uber sich auch als bis um vor zum zur dass mehr noch nur " +
    "le la les un une des du de et en est sont dans pour par sur avec que qui ne pas ce cette ces son sa ses au aux plus " +
    "se il elle ont ete apres leur entre mais comme a l d s n qu " +
    "el los las una unos y o del al por para con como su sus mas pero lo fue ha han este esta entre sobre sin ser tras " +
    "gli i della dei delle di da nel nella che per non e sono alla dal si " +
    "os as um uma do dos das na no nas nos ao pelo pela com nao mais foi " +
    "het een van op te dat voor met zijn niet aan er maar om ook door bij naar wordt werd",
);

/** Returns what a folded word is compared as. */
export function wordOf(key: string): string {
  const one = stem(key);
  return SAME.get(one) ?? one;
}

/** Returns whether any story may have what `wordOf` gave. */
export function isEveryday(word: string): boolean {
  return EVERYDAY.has(word);
}

/** Returns whether a folded word is one of the commonest of another language. */
export function isForeignFiller(key: string): boolean {
  return FOREIGN.has(key);
}
