const fence = '```'

/** Texts with `<@id>` in them, and how often each mentions that id where it is drawn. */
export const mentioning: Record<string, { write: (mark: string) => string; mentions: boolean }> = {
  'in a sentence': { write: (mark) => `Hello ${mark}, how are you?`, mentions: true },
  'in emphasis': { write: (mark) => `**Hello ${mark}**`, mentions: true },
  'in a quote in a list': { write: (mark) => `- > ${mark}`, mentions: true },
  'in a cell': { write: (mark) => `|a|b|\n|-|-|\n|x|${mark}|`, mentions: true },
  'in a heading': { write: (mark) => `# ${mark}`, mentions: true },
  'in the words of a link': { write: (mark) => `[for ${mark}](https://a.example/)`, mentions: true },
  'after code': { write: (mark) => `\`x\` ${mark}`, mentions: true },
  'in code and outside': { write: (mark) => `\`${mark}\` ${mark}`, mentions: true },
  'beside letters': { write: (mark) => `x${mark}y`, mentions: true },
  'in a span of code': { write: (mark) => `Say \`${mark}\``, mentions: false },
  'in a span of two ticks': { write: (mark) => `\`\`a \` ${mark}\`\``, mentions: false },
  'in a fence': { write: (mark) => `${fence}\n${mark}\n${fence}`, mentions: false },
  'in a fence of a language': {
    write: (mark) => `${fence}html\n<p>${mark}</p>\n${fence}\nbye`,
    mentions: false,
  },
  'in a fence of waves': { write: (mark) => `~~~\n${mark}\n~~~`, mentions: false },
  'in a fence nobody closed': { write: (mark) => `${fence}\nx\n${mark}`, mentions: false },
  'in a fence in a quote': { write: (mark) => `> ${fence}\n> ${mark}\n> ${fence}`, mentions: false },
  'in a fence in a list': { write: (mark) => `- ${fence}\n  ${mark}\n  ${fence}`, mentions: false },
  'where a link leads': { write: (mark) => `[x](https://a.example/${mark})`, mentions: false },
  'after a backslash': { write: (mark) => `\\${mark}`, mentions: false },
}
