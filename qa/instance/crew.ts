import { randomUUID } from 'node:crypto'
import type { QaSettings } from '../settings.ts'
import type { Credentials, Instance } from './ask.ts'
import { removeNoted } from './clean.ts'
import { openJournal } from './journal.ts'
import { mark } from './mark.ts'
import type { WayIn } from './ways-in.ts'

/** Accounts that the flows of one worker share: each is made when it is first asked for. */
export type Crew = {
  member: (name: string) => Promise<Credentials & { name: string }>
  /** Removes them, with what they made. */
  leave: () => Promise<void>
}

export function gather(way: WayIn, instance: Instance, settings: QaSettings): Crew {
  const journal = openJournal(settings.journal, settings.run)
  const members = new Map<string, Promise<Credentials & { name: string }>>()
  const make = async (name: string) => {
    const who = { name: `${mark}${name}`, email: emailOf(instance, settings), password: randomUUID() }
    journal.willMake({ url: instance.url, email: who.email, password: who.password })
    await way.make(who)
    return who
  }
  return {
    member: (name) => {
      const made = members.get(name) ?? make(name)
      members.set(name, made)
      return made
    },
    leave: async () => {
      for (const made of members.values()) {
        const who = await made.catch(() => null)
        if (who)
          await removeNoted(journal, { ...who, url: instance.url }, settings.given).catch(() => undefined)
      }
    },
  }
}

function emailOf({ emailDomains }: Instance, { email, run }: QaSettings): string {
  const one = `qa-${run}-${randomUUID().slice(0, 8)}`
  return email ? email.replace('*', one) : `${one}@${emailDomains[0] ?? 'example.org'}`
}
