/** How a page is written: as HTML, or as text without any markup. */
export type PageForm = "html" | "text";

const FORMS: Readonly<Record<string, PageForm>> = {
  "text/html": "html",
  "application/xhtml+xml": "html",
  "application/xml": "html",
  "text/xml": "html",
  "text/plain": "text",
  "text/markdown": "text",
};
/** Types that say nothing, or less than they should: here the bytes have a say. */
const VAGUE = ["", "text/plain", "application/octet-stream", "binary/octet-stream"];

/** How many bytes of a page are looked at. */
const HEAD_BYTES = 1_000;
const MARKUP = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|!--)/i;

/** How files begin that are no text, whatever they are served as: a PDF, and an archive of ZIP (OOXML, EPUB). */
const PDF = /^\s*%PDF-/;
const ZIP = "PK\x03\x04";
/** Text in units of two or four bytes has NUL bytes of its own; its mark, or its first two characters, tell. */
const WIDE = /^(?:\xff\xfe|\xfe\xff|\0\0\xfe\xff|\0[^\0]\0[^\0]|[^\0]\0[^\0]\0|\0{3}[^\0]|[^\0]\0{3})/;

/**
 * Returns how a page is written, by its content type, else by how it begins; undefined where it is no text at all
 * (a picture, a PDF), even if it is served as text.
 */
export function formOf(contentType: string | undefined, bytes: Uint8Array): PageForm | undefined {
  const [type = ""] = (contentType ?? "").toLowerCase().split(/[;,]/, 1);
  const name = type.trim();
  const head = headOf(bytes);
  const isMarkup = MARKUP.test(head);
  if (VAGUE.includes(name) && isMarkup) return "html";
  return !isMarkup && isBinary(head) ? undefined : FORMS[name];
}

function isBinary(head: string): boolean {
  return PDF.test(head) || head.startsWith(ZIP) || (head.includes("\0") && !WIDE.test(head));
}

function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(HEAD_BYTES, bytes.byteLength)).toString(
    "latin1",
  );
}
