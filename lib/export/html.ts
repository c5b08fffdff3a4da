import { actedText, isAction } from '#lib/messages/markdown/action.ts'
import { withNames } from '#lib/messages/markdown/with-names.ts'
import type { Message } from '#lib/messages/schema.ts'
import { escapeHtml } from '#lib/text/escape-html.ts'
import { isolated } from '#lib/text/isolate.ts'
import { policy, style } from './style.ts'
import type { Writer } from './writer.ts'

/** One page that needs nothing else, and in which nothing can run, wherever it is opened. */
export const html: Writer = {
  head: ({ at, room, people }) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(room.name)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1 dir="auto">${escapeHtml(room.name)}</h1>
${room.description && `<p dir="auto">${escapeHtml(room.description)}</p>`}
<p>Exported ${shownTime(at)}. People: <span dir="auto">${people.map(({ name }) => `<bdi>${escapeHtml(name)}</bdi>`).join(', ')}</span></p>
</header>
<ol>
`,
  message: (message, nameOf) =>
    message.deletedAt === null
      ? `<li id="m${message.seq}"><b dir="auto">${escapeHtml(message.author.name)}</b> <a href="#m${message.seq}">${shownTime(message.createdAt)}</a>${message.editedAt ? ' <small>(edited)</small>' : ''}${message.pinnedAt ? ' <small>(pinned)</small>' : ''}
${replyTo(message)}${forwarded(message)}${said(message.content, nameOf)}${below(message)}</li>
`
      : `<li id="m${message.seq}"><b dir="auto">${escapeHtml(message.author.name)}</b> <small>${gone(message)}</small></li>\n`,
  foot: '</ol>\n</body>\n</html>\n',
}

const gone = ({ removed }: Message) => {
  if (!removed) return 'Message deleted'
  return removed.reason === ''
    ? 'Removed by a moderator'
    : `Removed by a moderator: <bdi>${escapeHtml(removed.reason)}</bdi>`
}

const shownTime = (at: string) =>
  `<time datetime="${escapeHtml(at)}">${escapeHtml(at.slice(0, 16).replace('T', ' '))} UTC</time>`

function said(content: string, nameOf: (userId: string) => string | undefined): string {
  // Whoever is given the page may not know that there is such a room.
  const nowhere = actedText(content).replace(/<#[\w-]{1,64}>/g, 'another room')
  const text = withNames(nowhere, (userId) => {
    const name = nameOf(userId)
    return name === undefined ? undefined : isolated(name)
  })
  return `<div dir="auto"${isAction(content) ? ' class="action"' : ''}>${escapeHtml(text)}</div>`
}

const replyTo = ({ replyTo: original }: Message) =>
  original === null
    ? ''
    : `<blockquote><a href="#m${original.seq}" dir="auto">${escapeHtml(original.authorName)}</a> <span dir="auto">${escapeHtml(original.excerpt)}</span></blockquote>\n`

const forwarded = ({ forwarded: passed }: Message) =>
  passed ? `<p><small>Forwarded from <bdi>${escapeHtml(passed.author.name)}</bdi></small></p>\n` : ''

function below({ attachments, reactions, poll }: Message): string {
  const files = attachments.map(
    ({ name, url, sizeBytes }) =>
      `<li><a href="${escapeHtml(url)}" rel="noreferrer" dir="auto">${escapeHtml(name)}</a> <small>${(sizeBytes / 1024).toFixed(0)} KiB</small></li>`,
  )
  const thumbs = reactions.map(({ emoji, userIds }) => `${escapeHtml(emoji)} ${userIds.length}`)
  const votes = poll?.choices.map(
    ({ text, userIds }) => `<li dir="auto">${escapeHtml(text)} <small>${userIds.length}</small></li>`,
  )
  return `${votes ? `<ul>${votes.join('')}</ul>` : ''}${files.length > 0 ? `<ul>${files.join('')}</ul>` : ''}${thumbs.length > 0 ? `<small>${thumbs.join('  ')}</small>` : ''}`
}
