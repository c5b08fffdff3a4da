import { say } from '#components/ui/toast.ts'
import { asRefusal } from '#lib/errors.ts'
import type { Conversation } from '#lib/messages/browser/conversation.ts'
import type { Message } from '#lib/messages/schema.ts'

/** Sets or takes back a reaction; a refusal is said in passing, since nothing typed is lost. */
export const react = (conversation: Conversation, message: Message, emoji: string, on: boolean) =>
  conversation.react(message.id, emoji, on).catch((error: unknown) => say(asRefusal(error)))

export const toggle = (conversation: Conversation, message: Message, emoji: string, viewerId: string) => {
  const mine = message.reactions.some((one) => one.emoji === emoji && one.userIds.includes(viewerId))
  return react(conversation, message, emoji, !mine)
}
