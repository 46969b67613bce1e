// A plain field of markup, shown as words with chips. The field stays what is sent; without this script it is used as it is.

import { baseKeymap } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Fragment, Schema, Slice } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { kindOf, labelOf, pieces } from "./markup.js";

const schema = new Schema({
  nodes: {
    doc: { content: "line+" },
    line: { content: "inline*", toDOM: () => ["p", 0], parseDOM: [{ tag: "p" }] },
    text: { group: "inline" },
    token: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { markup: {}, label: {}, name: { default: "" } },
      parseDOM: [
        {
          tag: "span[data-markup]",
          getAttrs: (span) => ({ markup: span.dataset.markup, label: span.textContent, name: span.dataset.name }),
        },
      ],
      leafText: (node) => node.attrs.markup,
      toDOM: ({ attrs }) => [
        "span",
        {
          class: `token token--${kindOf(attrs.markup)}`,
          "data-markup": attrs.markup,
          "data-name": attrs.name,
          title: attrs.name || attrs.markup,
          role: "img",
          "aria-label": attrs.name ? `${attrs.name}: ${attrs.label}` : attrs.label,
        },
        attrs.label,
      ],
    },
  },
});

const lineOf = (text, known) =>
  schema.node(
    "line",
    null,
    pieces(text).map((piece) => (piece.token ? tokenOf(piece.token, known) : schema.text(piece.text))),
  );

const tokenOf = (markup, { labels, names }) =>
  schema.node("token", { markup, label: labelOf(markup, labels), name: names[markup] || "" });

const written = (doc) => {
  const lines = [];
  doc.forEach((line) => lines.push(line.textBetween(0, line.content.size)));
  return lines.join("\n");
};

const documentOf = (text, known) =>
  schema.node("doc", null, text.split(/\r?\n/).map((line) => lineOf(line, known)));

/** Shows a textarea as an island; returns what the page needs of it. `known` holds labels and names of tokens. */
export function mount(field, known) {
  const hasLines = field.dataset.lines === "yes";
  const place = document.createElement("div");
  field.after(place);
  field.hidden = true;
  const view = new EditorView(place, {
    state: EditorState.create({
      doc: documentOf(field.value, known),
      plugins: [
        history(),
        keymap({ "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo }),
        keymap(hasLines ? baseKeymap : { ...baseKeymap, Enter: () => true }),
      ],
    }),
    attributes: {
      class: "block-island",
      role: "textbox",
      "aria-multiline": "true",
      lang: "vi",
      ...(field.getAttribute("aria-label")
        ? { "aria-label": field.getAttribute("aria-label") }
        : { "aria-labelledby": field.id.replace("text-", "label-") }),
    },
    clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, "\n"),
    // Whatever is pasted comes as plain words; tokens in them become chips again.
    handlePaste: (self, event) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const lines = text.split(/\r?\n/);
      const parts = hasLines ? lines : [lines.join(" ")];
      const content = Fragment.from(parts.map((line) => lineOf(line, known)));
      self.dispatch(self.state.tr.replaceSelection(new Slice(content, 1, 1)).scrollIntoView());
      return true;
    },
    dispatchTransaction(transaction) {
      this.updateState(this.state.apply(transaction));
      if (!transaction.docChanged) return;
      field.value = written(this.state.doc);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  return {
    view,
    field,
    insert(markup, label, name) {
      known.labels[markup] = label;
      known.names[markup] = name;
      view.dispatch(view.state.tr.replaceSelectionWith(tokenOf(markup, known), false).scrollIntoView());
      view.focus();
    },
    /** Marks the selected numeral with the reason why it is none; false if no words are selected. */
    mark(kind) {
      const { from, to } = view.state.selection;
      const text = view.state.doc.textBetween(from, to).trim();
      if (!text) return false;
      view.dispatch(view.state.tr.replaceSelectionWith(tokenOf(`[[${kind}:${text}]]`, known), false));
      view.focus();
      return true;
    },
    replace(text) {
      const next = documentOf(text, known);
      view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, next.content));
    },
  };
}
