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
const HEAD_BYTES = 512;
const MARKUP = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|!--)/i;

/** Returns how a page is written, by its content type, else by how it begins; undefined where it is no text at all (a picture, a PDF). */
export function formOf(contentType: string | undefined, bytes: Uint8Array): PageForm | undefined {
  const [type = ""] = (contentType ?? "").toLowerCase().split(/[;,]/, 1);
  const name = type.trim();
  if (VAGUE.includes(name) && MARKUP.test(headOf(bytes))) return "html";
  return FORMS[name];
}

function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(HEAD_BYTES, bytes.byteLength)).toString(
    "latin1",
  );
}
