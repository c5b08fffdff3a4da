import { canChange } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'

type Here = Pick<Room, 'visibility' | 'isActive' | 'role'> & { hasCall: boolean }

/** What may stand after "/" at the beginning of a message. What each says of itself is words of the page. */
export const commands = [
  { name: 'me', takes: 'text', isOffered: () => true },
  { name: 'call', takes: 'nothing', isOffered: ({ hasCall }: Here) => hasCall },
  { name: 'topic', takes: 'text', isOffered: (here: Here) => canChange(here) },
  { name: 'remind', takes: 'time', isOffered: () => true },
  { name: 'poll', takes: 'lines', isOffered: () => true },
] as const
export type CommandName = (typeof commands)[number]['name']
/** What is done instead of sending: what somebody does is a message as it was typed. */
export type Command = { name: Exclude<CommandName, 'me'>; words: string }

const spoken = /^(\/\/?)([a-z]+)(?:\s|$)/

const spokenIn = (text: string) => {
  const [all = '', slashes, said] = spoken.exec(text) ?? []
  const command = commands.find(({ name }) => name === said)
  return command && { command, slashes, words: text.slice(all.length).trim() }
}

/** The command a text is; null for what is to be sent: a path, a command nobody knows, or too many words. */
export const commandIn = (text: string): Command | null => {
  const found = spokenIn(text)
  if (found?.slashes !== '/' || found.command.name === 'me') return null
  if (found.command.takes === 'nothing' && found.words !== '') return null
  return { name: found.command.name, words: found.words }
}

/** What is sent of "//me", "//topic": the command as a text. Null where there is none. */
export const escapedIn = (text: string): string | null => {
  const found = spokenIn(text)
  if (found?.slashes !== '//') return null
  return `${found.command.name === 'me' ? '\\' : ''}${text.slice(1)}`
}

/** The commands that begin so and can be used here. */
export const commandsFor = (begun: string, here: Here) =>
  commands.filter(({ name, isOffered }) => name.startsWith(begun) && isOffered(here))

/** A question and its choices, each in a line of its own. */
export const pollIn = (words: string): { question: string; choices: string[] } => {
  const [question = '', ...choices] = words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return { question, choices }
}
