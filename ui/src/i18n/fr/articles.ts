/** Articles of a text, as a sentence names them: a number alone takes its word, a letter says by itself that it is an article. */
export function articles(name: string): string {
  if (!/^\d/.test(name)) return name;
  return `${/ (?:et|à) |, /.test(name) ? "articles" : "article"} ${name}`;
}

/** A text with its articles: « Loi n° 12, articles 5 et 28 ». */
export const citation = (text: string, name: string | null): string => [text, name && articles(name)].filter(Boolean).join(", ");
