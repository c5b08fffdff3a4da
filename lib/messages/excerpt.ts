import type { Message } from './schema.ts'

const excerptChars = 140
/** What a reply shows of the message it answers: its text, else what its files are called. */
export const excerptOf = ({ content, attachments }: Pick<Message, 'content' | 'attachments'>): string => {
  const names = attachments.map(({ name }) => name).join(', ')
  const line = (content === '' && names !== '' ? `📎 ${names}` : content).replace(/\s+/g, ' ')
  return line.length > excerptChars ? `${line.slice(0, excerptChars - 1)}…` : line
}
