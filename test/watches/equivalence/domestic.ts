import { type Subject, subject } from "./subject.ts";

/** Subjects in Latin letters. */
export const DOMESTIC: readonly Subject[] = [
  subject(
    'OpenAI|openai|"open ai"|open-ai|="OpenAI"|Open AI|Open*|#OpenAI|AI',
    "OpenAI|openai|Open AI|open-ai|OpenAIs|OpenAI’s|OPENAI|ＯｐｅｎＡＩ|open|AI|#OpenAI|Open\u00adAI|Open. AI",
    "open.?ai",
    "AI\\b",
    "op(en|t)",
  ),
  subject(
    'Spud|spuds|spud*|="Spud"|"spud"|spud\'s',
    "Spud|Spuds|spuds|Spud's|spud|spudding",
    "spuds?\\b",
    "S[pq]ud",
  ),
  subject(
    'company|companies|"the company"|compan*|="Company"|the',
    "company|companies|Companies|company’s|the company|a company|Company|the",
    "compan(y|ies)",
  ),
  subject(
    'super app|"super app"|super-app|superapp|SuperApp|="super app"|app|super',
    "super app|super-app|superapp|SuperApp|super. App|super|app|apps|super, app|Super App's",
    "super.?app",
  ),
  subject(
    'US|us|U.S.|u.s.|AID|"US aid"|aid|IT|="US"',
    "US|us|U.S.|USA|US's|aid|AID|US aid|it|IT|US. Aid|Us",
    "u\\.?s\\.? aid",
  ),
  subject(
    'C++|C#|C|"C++ tips"|Disney|Disney+|tips',
    "C++|C#|C|C++'s|C++ tips|Disney+|Disney|C tips|tips|#C",
    "C\\+\\+",
  ),
  subject(
    '.NET|node.js|net|"node js"|".NET core"|net*|="node.js"',
    ".NET|node.js|net|node js|Node. Js|Network|.NET core|nets|node.js's",
    "node\\.js",
  ),
  subject(
    'AT&T|R&D|"rock & roll"|"rock and roll"|rock|="AT&T"|"roll over"',
    "AT&T|AT&amp;T|AT T|R & D|R&D|rock & roll|rock and roll|rock roll|roll over",
    "AT&T",
    "rock (and|&) roll",
  ),
  subject(
    '$TSLA|tsla|@sama|sama|#climate|climate|strike|climate strike|"climate strike"',
    "$TSLA|TSLA|@sama|sama|#climate|climate|#ClimateStrike|climate strike|strike|climate-strike|#Climate strike|strikes",
    "climate\\s*strike",
    "\\$tsla",
  ),
  subject(
    'A.I.|AI|a.i.|"A.I. boom"|"AI boom"|boom|AI*',
    "A.I.|AI|AI's|A.I. boom|AI boom|AIs|aim|boom|booms|A.I.'s",
    "A\\.?I\\.? boom",
  ),
  subject(
    '1,000|1000|GPT-5|GPT-5.5|GPT5|GPT*|="GPT-5"|"GPT 5"|12:30',
    "1,000|1000|1\u202f000|GPT-5|GPT-5.5|GPT5|GPT 5|12:30|GPT|5|10,000",
    "GPT-\\d",
    "\\d{4}",
  ),
  subject(
    'café|cafe|="café"|Müller|straße|strasse|istanbul|"café Müller"|caf*',
    "Café|cafe|CAFE|cafés|Müller|Muller|Mueller|Straße|STRASSE|İSTANBUL|Istanbul|Café Müller|cafe\u0301",
    "m[uü]ller",
    "stra(ß|ss)e",
  ),
  subject(
    "McDonald's|McDonalds|O'Brien|mcdonald|\"McDonalds app\"|heroes|hero|tax",
    "McDonald's|McDonalds|McDonald’s|McDonald|O'Brien|O’Brien's|McDonald's app|McDonaldss|hero|heroes|tax|taxes",
    "mc?donald'?s",
  ),
  subject(
    'Sora|sora*|"Sora 2"|="Sora"|title:sora|Soraya|🚀|👍|"sora game"',
    "Sora|Soraya|Soras|sora’s|Sora 2|sora game|Sora. Game|🚀|👍🏽|game|so",
    "sora( \\d)?",
    "(?:^|\\s)so\\b",
  ),
  subject(
    'self-driving|selfdriving|"self driving"|self driving|ClimateBench|self-driv*',
    "self-driving|self driving|selfdriving|self. Driving|driving|self|Climate Bench|ClimateBench|climate-bench",
    "self.driving",
  ),
];
