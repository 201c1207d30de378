import { type Subject, subject } from "./subject.ts";

const LONG = "rindfleischetikettierungsueberwachung";

/** What is rare among the rest: each shows features of the language, and what merely looks like them. */
export const SPOTLIGHTS: readonly Subject[] = [
  // Names written apart at their humps.
  subject(
    "SuperApp|OpenAI|ClimateStrike|BlueSky|SuperAI|SoraGame|NewYork",
    "super app|Open AI|climate strike|blue sky|super AI|sora game|new york|super. App|openapp",
  ),
  // Names that are everyday words in small letters.
  subject("US|IT|AID|WHO|ICE|MAY|ACT|CAN", "us|it|aid|who|ice|may|act|can|Us|May|US|U.S.|u.s.|USA"),
  // Words inside hashtags.
  subject(
    'climate|super|strike|app|blue|sky|climat*|"climate strike"',
    "#ClimateStrike|#SuperApp|#SuperStrike|#AppClimate|#BlueSky|#superapp|#SuperClimate strike",
  ),
  // Two words written as one.
  subject(
    "super app|open ai|climate strike|blue sky|sora game|red sea|open-ai|super-app",
    "superapp|OpenAI|climatestrike|bluesky|soragame|redsea|super strike",
  ),
  // Possessives asked for without their apostrophe.
  subject(
    "Spuds|McDonalds|heros|companys|citys|boxs|Soras",
    "Spud's|McDonald’s|hero's|company’s|city's|box's|Sora’s|spud|heroic",
  ),
  // Hyphens where a query has a space, and the other way round.
  subject(
    '"super app"|"self driving"|"שלום ירושלים"|"سلام قدس"|"תל אביב"|"blue sky"|"новый год"|self-driving',
    "super-app|self-driving|שלום-ירושלים|سلام-القدس|תל-אביב|blue-sky|новый-год|super|app|driving|שלום|قدس",
  ),
  // Words of phrases that do not stand together.
  subject(
    '"super app"|"новый год"|"rock and roll"|"the company"|="super app"|"سلام قدس"|"שלום ירושלים"|"company app"',
    "super|app|Super-App|новый|год|rock-and-roll|rock & roll|company|the-company|app super|سلام|قدس|שלום|ירושלים",
  ),
  // Acronyms with dots and without.
  subject("AI|NATO|EU|UN|A.I.|n.a.t.o.|e.u.|UK", "A.I.|N.A.T.O.|E.U.|U.N.|U.K.|A.I. boom|NATO|EU|n.a.to"),
  // Regular plurals, and others that only look regular.
  subject(
    "spud|company|hero|tax|gas|city|box|watch|vote",
    "spuds|companies|heroes|taxes|gases|cities|boxes|watches|votes|companyes|gass",
  ),
  // Beginnings of words.
  subject(
    "Моск*|قدس*|ירוש*|Αθήν*|compan*|sora*|spud*|C*|삼성*",
    "Москве|القدسي|قدسي|ירושלימה|Αθήνας|companies|Soraya|spudding|C++|삼성전자|sor",
  ),
  // A little of everything.
  subject(
    'SuperApp|NATO|city|blue sky|open-ai|MAY|US|hero|U.N.|/sora \\d/|="AI"|="قدس"|قدس*|Моск*|hero*|삼성*',
    "super app|N.A.T.O.|cities|bluesky|openai|may|us|heroes|UN|Sora 2|ai|AI|القدس|قدسي|Москве|삼성전자",
  ),
  // Words with symbols, and without.
  subject(
    "C++|C|$tsla|#climate|@sama|.NET|node.js|C#|AT&T|#東京|#삼성|Disney+",
    "C++|C|C#|$TSLA|tsla|#climate|climate|@sama|sama|.NET|net|node.js|node js|AT&T|at t|#東京|東京|#삼성전자|삼성|Disney",
  ),
  // Symbols before words that are found inside others.
  subject(
    "#قدس|#سلام|#ירושלים|#C++|#spuds|#東京|#삼성|#clim*|.NET's|@ai+",
    "#القدس|#قدس|قدس|#سلام|#בירושלים|#ירושלים|#C++|#C|#Spud's|#spuds|#東京都|#삼성전자|#climate|.NET|@AI+|@AI",
  ),
  // What is asked for letter by letter.
  subject(
    '="OpenAI"|="café"|="The Verge"|="C++"|="東京"|="5"|="قدس"|openai',
    "OpenAI|openai|café|cafe|The Verge|the verge|C++|C|東京都|GPT-5|5|القدس|قدس|OpenAIs",
  ),
  // Two of these have the same hash and length; the long ones agree in their first 31 letters.
  subject(
    `declinate|liquid|costarring|${LONG}ordnung|${LONG}*|${LONG.slice(0, 31)}*`,
    `declinate|macallums|liquid|costarring|${LONG}ordnung|${LONG}|${LONG.slice(0, 31)}`,
  ),
];
