// The markup of a block as pieces: words, and tokens that the island shows as chips.

const TOKEN = /\{\{[^{}\n]*\}\}|\[\[[a-z_]+:[^[\]\n]*\]\]|\[\^[^[\]\n]*\]/g;

/** Pieces of a line of markup, in order: {text} or {token}. Joined they give the line again. */
export function pieces(line) {
  const found = [];
  let at = 0;
  for (const match of line.matchAll(TOKEN)) {
    if (match.index > at) found.push({ text: line.slice(at, match.index) });
    found.push({ token: match[0] });
    at = match.index + match[0].length;
  }
  if (at < line.length) found.push({ text: line.slice(at) });
  return found;
}

/** What a chip says: the value that the server told, else what the token itself says. */
export function labelOf(token, labels) {
  if (token in labels) return labels[token];
  const mark = token.match(/^\[\[[a-z_]+:(.*)\]\]$/);
  if (mark) return mark[1];
  const note = token.match(/^\[\^(.*)\]$/);
  return note ? `[${note[1]}]` : token;
}

/** "figure", "citation", "mark" or "note". */
export function kindOf(token) {
  if (token.startsWith("{{@")) return "citation";
  if (token.startsWith("{{")) return "figure";
  return token.startsWith("[[") ? "mark" : "note";
}
