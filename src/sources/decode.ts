/** How many bytes of a document are searched for its XML prolog, and of a page for its meta elements. */
const PROLOG_BYTES = 1024;
const META_BYTES = 4096;

/** Code points per call of String.fromCodePoint; more arguments could exhaust the stack. */
const CHUNK = 8192;

/**
 * Turns the bytes of a document into text, and never fails.
 *
 * The order: a byte order mark; UTF-16 or UTF-32 told by the shape of the first four bytes; UTF-8 where the
 * bytes are valid UTF-8, whatever is declared (labels are wrong more often than the bytes are UTF-8 by chance);
 * the charset of the content type; the encoding of the XML prolog; the charset of a meta element of HTML;
 * windows-1252. UTF-8 by label counts only where some of it is: one broken character among good ones.
 */
export function decode(bytes: Uint8Array, contentType: string | undefined): string {
  const shape = byMark(bytes) ?? byShape(bytes);
  if (shape !== undefined) return read(bytes, shape);
  const declared = [charsetOf(contentType), prologEncoding(bytes), metaCharset(bytes)].flatMap(
    (label) => knownLabel(label) ?? [],
  );
  // ISO-2022-JP is made of ASCII bytes only, so it would pass as UTF-8.
  const valid = declared.includes("iso-2022-jp") ? undefined : validUtf8(bytes);
  if (valid !== undefined) return valid;
  // A label of the UTF-16 family is wrong here: such bytes have been recognised by now.
  const label = declared.find(
    (name) => !name.startsWith("utf-16") && (name !== "utf-8" || isMostlyUtf8(bytes)),
  );
  return read(bytes, label ?? "windows-1252");
}

/** The encoding that a byte order mark announces. The mark of UTF-32LE begins with that of UTF-16LE. */
function byMark(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, 0xff, 0xfe, 0, 0)) return "utf-32le";
  if (startsWith(bytes, 0, 0, 0xfe, 0xff)) return "utf-32be";
  if (startsWith(bytes, 0xff, 0xfe)) return "utf-16le";
  if (startsWith(bytes, 0xfe, 0xff)) return "utf-16be";
  return startsWith(bytes, 0xef, 0xbb, 0xbf) ? "utf-8" : undefined;
}

function startsWith(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

/** Feeds begin with ASCII characters, so where their zero bytes lie tells width and order. */
function byShape(bytes: Uint8Array): string | undefined {
  if (bytes.length < 4) return undefined;
  const zeros = Array.from(bytes.subarray(0, 4), (byte) => (byte === 0 ? "0" : "x")).join("");
  const shapes: Readonly<Record<string, string>> = {
    "000x": "utf-32be",
    x000: "utf-32le",
    "0x0x": "utf-16be",
    x0x0: "utf-16le",
  };
  return shapes[zeros];
}

/** A document that is cut off inside its last character is still UTF-8, if it has shown before that it is. */
function validUtf8(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    const isWhole = Buffer.byteLength(text) === bytes.byteLength;
    return isWhole || /[^\p{ASCII}]/u.test(text) ? text : undefined;
  } catch {
    return undefined; // Not an error: this is how TextDecoder says no.
  }
}

/** Whether invalid UTF-8 is damaged UTF-8 (a text cut inside a character), and not another encoding under a wrong label. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  return /[^\p{ASCII}\uFFFD]/u.test(new TextDecoder().decode(bytes));
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?([^\s"';,]{1,40})/i.exec(contentType?.slice(0, 500) ?? "")?.[1];
}

function prologEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, PROLOG_BYTES));
  const prolog = /<\?xml\s[^>]*/i.exec(head)?.[0] ?? "";
  return /\sencoding\s*=\s*["']\s*([^\s"']{1,40})/i.exec(prolog)?.[1];
}

/** Browsers look for it in the first 1,024 bytes; many a page has it later. */
function metaCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, META_BYTES));
  return /<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([^\s"';/>]{1,40})/i.exec(head)?.[1];
}

/** The name by which TextDecoder knows an encoding, or undefined for a label that it does not know. */
function knownLabel(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined; // Unknown labels throw; the next source of a label is asked.
  }
}

function read(bytes: Uint8Array, encoding: string): string {
  if (encoding === "utf-32le" || encoding === "utf-32be") return readUtf32(bytes, encoding === "utf-32le");
  return new TextDecoder(encoding).decode(bytes);
}

/** TextDecoder does not know UTF-32. */
function readUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  let points: number[] = [];
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) {
    const point = view.getUint32(at, littleEndian);
    if (at === 0 && point === 0xfeff) continue;
    points.push(point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? 0xfffd : point);
    if (points.length === CHUNK) {
      parts.push(String.fromCodePoint(...points));
      points = [];
    }
  }
  return parts.join("") + String.fromCodePoint(...points);
}
