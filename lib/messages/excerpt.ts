import { cut, shortened } from '#lib/text/cut.ts'
import { isolated } from '#lib/text/isolate.ts'
import type { Message } from './schema.ts'

const excerptChars = 140
const nameChars = 80
/** Half of it is no name, and nothing to read. */
const begunMention = /<[@#][\w-]{0,64}$/

/** What a reply shows of the message it answers: its text, else what its files are called. */
export const excerptOf = ({ content, attachments }: Pick<Message, 'content' | 'attachments'>): string => {
  // A name is made short before what isolates it is put around.
  const names = attachments.map(({ name }) => isolated(shortened(name, nameChars))).join(', ')
  const line = (content === '' && names !== '' ? `📎 ${names}` : content).replace(/\s+/g, ' ')
  if (line.length <= excerptChars) return line
  return `${cut(line, excerptChars - 1).replace(begunMention, '')}…`
}
