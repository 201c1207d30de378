import type { Article } from "../../stories/article.ts";
import { extractArticle } from "../../stories/extract.ts";
import { tidyText } from "../../stories/tidy.ts";
import { decode } from "../decode.ts";
import type { PageRead } from "../source.ts";
import type { PageForm } from "./form.ts";

/** What a page's address served, ready for another thread. */
export interface PageBytes {
  readonly bytes: Uint8Array;
  readonly form: PageForm;
  /** As the server declared it. */
  readonly contentType: string | undefined;
  /** The address that answered, after redirects. */
  readonly url: string;
}

/** Finds the main text of a page; takes up to some 0.2 s of CPU time, and never fails. */
export function readPage(page: PageBytes): PageRead {
  const text = decode(page.bytes, page.contentType);
  return judged(page.form === "html" ? extractArticle(text, page.url) : { title: "", ...tidyText(text) });
}

/** A text behind a barrier is not the story's; no text is nothing to read, and how much is enough the caller knows. */
function judged(article: Article): PageRead {
  if (article.barrier !== undefined) return { kind: "unread", why: article.barrier };
  if (article.text.trim() === "") return { kind: "unread", why: "empty" };
  return { kind: "read", article };
}
