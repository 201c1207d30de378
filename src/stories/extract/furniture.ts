/** Headings under which other stories are named; the whole line, small letters or not, a colon or arrow after it. */
const TEASER_HEADING = line(
  "related(?: (?:articles?|stor(?:y|ies)|posts?|news|content|topics?|links?|coverage|reading|items?|videos?|special topics?))?",
  "(?:read|see|watch|explore|discover)(?: (?:more|also|next|this|on))+(?: (?:on|about|from|in|at) .{1,40})?",
  "(?:also|keep|continue|further) reading|also read|read|(?:more|other|latest|recent|top|popular|featured|trending) (?:stories|news|articles|posts|headlines|reads|videos|coverage)",
  "(?:more|latest|news) (?:from|on|in|about|by) .{1,40}|more like this|more to read|more(?: here)?|what to read next|up next|next up|next article|previous article",
  "you (?:may|might|could)(?: also)? (?:like|enjoy|be interested in|have missed)|(?:in case you|what you) missed(?: it)?|don['’]t miss|must[- ]reads?",
  "recommended(?: (?:for you|stories|articles|reading|videos|by .{1,30}))?|recommendations|suggested(?: (?:for you|stories|articles|posts))?|picked for you|for you",
  "(?:most|more)[- ](?:read|popular|viewed|shared|commented)(?: .{1,20})?|popular(?: (?:now|today|posts))?|trending(?: (?:now|today|topics))?|editors?['’]s? (?:picks?|choice)|top picks|what['’]s (?:hot|trending)",
  "(?:around|from(?: around)?|elsewhere on) the web|from our partners?|(?:sponsored|promoted|partner|paid)(?: (?:content|stories|links|post))?|you['’]ll (?:also )?like|see also|more information",
  "(?:das könnte (?:sie|dich) (?:auch |noch )?(?:interessieren|gefallen)|mehr zum thema|mehr (?:aus|von|zu|über) .{1,40}|weitere (?:artikel|themen|beiträge|nachrichten|meldungen)|lesen sie (?:auch|mehr|hier|dazu).{0,30}|lesen sie dazu|auch interessant|ähnliche (?:artikel|beiträge|themen)|meistgelesen(?:e artikel)?|zum thema|verwandte (?:artikel|themen))",
  "(?:à lire (?:aussi|également|ensuite)|lire (?:aussi|également|la suite)|sur le même (?:sujet|thème)|(?:nos|autres|les) (?:derniers? )?articles(?: .{1,30})?|articles? (?:liés|similaires|recommandés|connexes)|les plus (?:lus|populaires)|voir aussi|pour aller plus loin|vous aimerez aussi|dans la même rubrique)",
  "(?:(?:noticias?|artículos?|contenidos?|notas?|temas?) (?:relacionad[oa]s?|recomendad[oa]s?)|te puede interesar|también te puede interesar|le puede interesar|lo más (?:leído|visto|popular)|lee también|lea también|leer más|más (?:noticias|información|leídas)|ver también|archivado en)",
  "(?:(?:notícias|matérias|artigos|conteúdos?) relacionad[oa]s|leia (?:também|mais)|veja (?:também|mais)|saiba mais|mais lidas?|últimas notícias|você também pode gostar)",
  "(?:leggi anche|articoli correlati|potrebbe interessarti|ti potrebbe interessare|i più letti|lees ook|lees meer|meer over .{1,40}|gerelateerd(?:e artikelen)?|meest gelezen|läs (?:också|även|mer)|les også|læs også|mer om .{1,40}|lue myös|czytaj (?:też|także|więcej)|zobacz (?:też|także)|przeczytaj (?:też|także)|ilgili haberler|bunlar da ilginizi çekebilir|baca juga|xem thêm|tin liên quan)",
  "(?:читайте также|читать (?:также|далее|еще)|по теме|похожие (?:статьи|новости|материалы|записи)|материалы по теме|другие новости|смотрите также|новости по теме|самое (?:читаемое|популярное)|популярное|ещё по теме|читайте далее|рекомендуем|читайте також)",
  "(?:関連(?:記事|ニュース|リンク|トピックス|キーワード)?|あわせて読みたい|合わせて読みたい|おすすめ(?:の)?(?:記事)?|人気(?:の)?記事|人気ランキング|アクセスランキング|(?:この|その他の)?(?:記事|ニュース)?をもっと見る|次の記事|前の記事|最新記事|相关(?:阅读|新闻|文章|报道|链接)|相關(?:閱讀|新聞|文章|報導)|推荐阅读|延伸(?:阅读|閱讀)|热门(?:文章|新闻|推荐)|猜你喜欢|更多(?:新闻|文章)?|관련\\s?(?:기사|뉴스|글)|많이 본 뉴스|추천\\s?(?:기사|뉴스))",
  "(?:(?:مواضيع|أخبار|مقالات|موضوعات) (?:ذات صلة|متعلقة|مشابهة)|اقرأ (?:أيضا|أيضًا|أيضاً|المزيد)|قد يهمك(?: أيضا| أيضًا)?|الأكثر قراءة|ذات صلة|כתבות (?:נוספות|קשורות)|קראו (?:עוד|גם)|עוד בנושא|אולי יעניין אותך|यह भी पढ़ें|ये भी पढ़ें|संबंधित (?:खबरें|ख़बरें|समाचार)|और पढ़ें|मिलती-जुलती खबरें|درهمین باره|مطالب مرتبط)",
);

/** Headings under which readers write, not the publisher. */
const COMMENT_HEADING = line(
  "comments?|\\d{1,6} (?:comments?|responses?|replies|reader comments|thoughts? on .{1,200})|(?:reader )?(?:comments?|responses?|replies)(?: ?\\(\\d{1,6}\\)| \\d{1,6})|reader comments",
  "(?:leave|post|write|add|submit)(?: a| your)? (?:reply|comment|response|feedback)|join the (?:conversation|discussion)|(?:show|view|see|load|read) (?:all )?(?:\\d{1,6} )?comments.{0,20}|what do you think|have your say|comments (?:are|have been) (?:closed|disabled|off)",
  "(?:\\d{1,6} )?(?:kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer?|komentarze|комментари(?:и|ев|я|й)|コメント|评论|評論|댓글|تعليقات|التعليقات|תגובות|टिप्पणियाँ|yorumlar)(?: ?[(（]\\d{1,6}[)）])?",
  "(?:kommentar (?:schreiben|verfassen)|laisser un commentaire|deja (?:un|tu) comentario|deixe (?:um|seu) comentário|оставить комментарий|добавить комментарий|コメントを(?:書く|残す|投稿)|发表评论|اترك تعليقا?|أضف تعليقا?)",
);

/** Headings of what a publisher says of itself and its authors after a story. */
const CLOSING_HEADING = line(
  "about (?:the |this )?(?:authors?|writer|reporter|contributor|publisher|editor)|(?:the )?author|written by|(?:über|zum) (?:den |die )?autor(?:in)?|à propos de l['’]auteur|sobre (?:el|la|o|a) autora?|об авторе|著者(?:について|紹介|プロフィール)?|関連タグ|この記事を書いた人|ライター|プロフィール",
  "(?:sign up|subscribe)(?: (?:for|to|now) .{1,60})?|(?:get|join) (?:our|the) .{0,30}newsletter|newsletter|share(?: (?:this|on|via|the) ?.{0,30})?|share this(?: (?:article|story|post|page))?|teilen|partager|compartir|compartilhar|condividi|поделиться|シェア(?:する)?|分享(?:到)?|공유|follow us(?: on .{1,30})?|stay (?:connected|up to date|informed)|tags?|topics?|filed under|categories|keywords|schlagw(?:orte|örter)|themen|étiquettes|etiquetas|теги|タグ|标签|contact(?: us)?|advertisement|anzeige|publicité|publicidad|реклама|広告|广告",
);

/** Lines that are never a story's, wherever they stand and whatever the language of the story. */
const FURNITURE = line(
  "0 ?/ ?\\d{2,6}|comments? ?\\(\\d{1,6}\\)|no comments(?: yet)?|(?:\\d{1,6} )?(?:shares?|likes?|views?|tweets?|retweets?|comments?|reads?)|like this:?|loading(?:\\.\\.\\.|…)?|like loading(?:\\.\\.\\.|…)?",
  "(?:adverti[sz]e?ment(?: ?[-–—].{1,60}| ?(?:article|story) continues.{0,40})?|ad|continua depois da publicidade|continúa después de la publicidad|la suite après la publicité|story continues below.{0,40}|article continues (?:below|after).{0,40}|scroll (?:down )?(?:to|for) .{1,60}|continue reading(?: below| the main story)?|skip advertisement|report this ad|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|реклама|広告|スポンサーリンク|广告|الإعلان|פרסומת|विज्ञापन)",
  "(?:share|tweet|pin(?: it)?|email(?: this)?|e-mail|print(?: this)?(?: (?:article|page|story|friendly))?|text size|story highlights|\\[\\+\\] enlarge|kudos|save|bookmark|copy(?: link)?|link copied|flip(?:board)?|reddit|whats ?app|facebook|twitter|linkedin|pinterest|instagram|telegram|messenger|pocket|x|drucken|teilen|merken|imprimer|partager|compartir|imprimir|compartilhar|отправить|поделиться|печать|シェア|ツイート|ブックマーク|印刷|保存)(?: (?:on|via|to|this|with|in|sur|auf|en|no|by) .{1,40})?(?: \\d{1,6})?",
  "(?:follow|find|join|like) (?:us|me|@\\S{1,30})(?: (?:on|at) .{1,60})?|follow .{2,60} on (?:twitter|facebook|instagram|linkedin|threads|bluesky|mastodon).{0,20}|read or share this story.{0,80}|back to top|haut de page|nach oben|top|(?:go )?back|home|skip to (?:main )?content|menu|close|search|sign (?:in|up)|log ?in|register|subscribe(?: now)?|read more(?: ?[»›→>…]+)?|more|view (?:all|gallery|comments|image in fullscreen)|(?:click|tap) (?:here )?to (?:enlarge|expand|zoom|share|view|subscribe).{0,60}|show (?:more|less)|expand|play(?: video)?|watch(?: (?:video|now|live))?|listen(?: to (?:this )?article)?(?: \\d{1,3} ?min.{0,10})?|hide caption|toggle caption|enlarge(?: this image)?|photos?|video|gallery|image(?: credit)?|close modal|open image in gallery",
  "(?:©|copyright\\b|\\(c\\) ?\\d{4}).{0,200}|all rights reserved\\.?.{0,80}|(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|все права защищены|無断転載.{0,20}|版权所有.{0,40}).{0,60}",
  "the post .{1,300} (?:appeared first|first appeared) on .{1,100}|(?:tags?|tagged(?: (?:with|as))?|filed under|filed to|posted in|categor(?:y|ies)|topics?|labels?|schlagwörter|etiquetas|теги|タグ)\\s?: ?.{1,300}",
  "\\d{1,2}[:.h]\\d{2}(?: ?[ap]\\.?m\\.?| uhr)?(?: [A-Z]{2,4})?|\\d{1,3}[- ]?min(?:ute)?s?(?:[- ]read)?|(?:estimated )?reading time:? .{1,20}|lesezeit:? .{1,20}|(?:temps de )?lecture ?:? \\d.{1,15}",
);

/** How a byline, a date line or a credit begins; a line like that has no sentence. */
const MARGIN = line(
  "(?:(?:first |last |originally )?(?:published|updated|posted|modified|submitted)(?: (?:on|at|in|by))?|veröffentlicht|aktualisiert|stand|publié(?: le)?|mis à jour(?: le)?|actualizado|publicado(?: em)?|опубликовано|обновлено|公開日|更新日|掲載日|発売日)\\b.{0,80}",
  "(?:(?:photo|image|picture|illustration|photograph|video|graphic|credit|fo?to|bild|crédit|imagen|фото)s?(?: (?:by|credits?|courtesy(?: of)?|illustration|via|:)|:)|(?:getty images|reuters|associated press|ap photo|afp|shutterstock|istock)\\s?(?:/.{0,40})?$).{0,160}",
  "(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]{0,6},? .{0,10}\\d{1,2}.{0,30}\\d{4}.{0,40}",
  "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}.{0,40}|\\d{1,2}(?:st|nd|rd|th)?\\.? \\p{L}{3,12}\\.?,? \\d{4}.{0,40}|\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}.{0,30}|\\d{4}年\\d{1,2}月\\d{1,2}日.{0,30}|\\d{1,2} (?:min(?:ute)?s?|hours?|days?) ago",
  "\\d{1,2}[:.]\\d{2}.{0,12},? \\d{1,2}\\.? \\p{L}{3,12}\\.? \\d{4}.{0,20}|.{3,70} ?[|•·–—] ?(?:\\d{1,2}\\.? \\p{L}{3,12}\\.?,? \\d{4}|\\p{L}{3,12}\\.? \\d{1,2},? \\d{4}).{0,30}",
);

/** A byline: names begin with capitals, which sets it apart from a sentence that begins with the same word. */
const BYLINE =
  /^\W{0,3}(?:by|By|BY|Von|Par|Por|Di|Door):? \p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|and|AND|und|et|y|de|van|von|da|der|&|\|)){0,8}(?:\s?[,|•·–—].{0,60})?$/u;

/** An invitation to read another story, with its headline on the same line. */
const INLINE_TEASER =
  /^(?:\W{0,3})(?:related|read(?: more| also| next| this)?|also read|see also|see more|more|watch(?: more| now| live)?|don['’]t miss|must read|listen|recommended|trending|click here|find out more|learn more|for more|full story|opinion|exclusive|mehr(?: dazu| zum thema)?|lesen sie(?: auch| mehr| dazu)?|(?:[àa] )?lire(?: aussi| également)|lee también|lea también|leer más|leia (?:também|mais)|veja (?:também|mais)|leggi anche|lees ook|читайте также|по теме|関連記事|あわせて読みたい|相关阅读|اقرأ (?:أيضا|أيضًا|أيضاً)|ये भी पढ़ें|यह भी पढ़ें)(?:\s?[:：|>»›→–—-]|\s)/iu;

/** A line that ends as sentences do; a teaser's excerpt breaks off. */
const SENTENCE_END = /[.!?。！？．।؟:;*]["'”’»)\]］」』）]*(?:\s?\[\d{1,3}\])?$/u;
const CUT_OFF = /(?:…|\.\.\.|\[…\]|\[\.\.\.\])["'”’»)\]]*$/u;

export function isTeaserHeading(text: string): boolean {
  return text.length <= 90 && TEASER_HEADING.test(text);
}

export function isCommentHeading(text: string): boolean {
  return text.length <= 240 && COMMENT_HEADING.test(text);
}

export function isClosingHeading(text: string): boolean {
  return text.length <= 90 && CLOSING_HEADING.test(text);
}

/** Returns whether a line is of the page, wherever it stands: counters, buttons, notices. */
export function isFurniture(text: string): boolean {
  return text.length <= 320 && FURNITURE.test(text);
}

/** Returns whether a line says who wrote a story or took its picture, and when. */
export function isMargin(text: string): boolean {
  return text.length <= 160 && (MARGIN.test(text) || BYLINE.test(text));
}

export function isInlineTeaser(text: string): boolean {
  return INLINE_TEASER.test(text);
}

export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text) && !CUT_OFF.test(text);
}

export function isCutOff(text: string): boolean {
  return CUT_OFF.test(text);
}

/** Matches a whole line, marks of lists and arrows around it apart. */
function line(...ways: readonly string[]): RegExp {
  return new RegExp(`^[\\s#*•·|▶►»›→+-]{0,4}(?:${ways.join("|")})\\s?[:：.!?…»›→>|▼↓-]{0,3}$`, "iu");
}
