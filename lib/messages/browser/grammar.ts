import { Marked } from 'marked'

const mention = /<@([\w-]{1,64})>/
/** Deeper than anybody means it: a line of a thousand ">" must not become a thousand boxes. Only leading spaces, so it cannot backtrack. */
const tooDeep = /^(?:[ \t]*(?:>|[*+-]|\d{1,9}[.)])){8}/
const nothing = () => undefined

/** GFM without what has no place in a conversation: HTML, images, link definitions, underlined headings, code by indentation. */
export const grammar = new Marked({
  gfm: true,
  extensions: [
    {
      name: 'mention',
      level: 'inline',
      tokenizer(src) {
        const [raw, userId] = src.startsWith('<@') ? (mention.exec(src) ?? []) : []
        return raw && src.startsWith(raw) ? { type: 'mention', raw, userId } : undefined
      },
    },
  ],
  tokenizer: {
    html: nothing,
    tag: nothing,
    def: nothing,
    lheading: nothing,
    code: nothing,
    link: (src) => (src.startsWith('!') ? undefined : false),
    blockquote: (src) => (tooDeep.test(src) ? undefined : false),
    list: (src) => (tooDeep.test(src) ? undefined : false),
  },
  // Ids may hold underscores, which must not pair up with one outside.
  hooks: { emStrongMask: (src) => src.replace(/<@[\w-]{1,64}>/g, (found) => 'a'.repeat(found.length)) },
})
