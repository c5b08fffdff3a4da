import type { Page } from '#lib/http/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { bodyOf } from '../program.ts'
import { asAdministrator, type Given, hasAdministrator } from './administrator.ts'
import { logIn } from './ask.ts'
import { forget, leftOf, type Made, type openJournal } from './journal.ts'
import { mark } from './mark.ts'

/** What was removed, and what could not be, with the reason. */
export type Cleaned = { removed: number; kept: string[] }

/** Removes what runs have made: of one, or of all that are noted in this folder. */
export async function clean(folder: string, given: Given, run?: string): Promise<Cleaned> {
  const outcome: Cleaned = { removed: 0, kept: [] }
  for (const { file, left } of leftOf(folder, run)) {
    const failed: string[] = []
    for (const made of left)
      try {
        await remove(made, given)
        outcome.removed++
      } catch (error) {
        failed.push(`${made.email} at ${made.url}: ${error instanceof Error ? error.message : error}`)
      }
    outcome.kept.push(...failed)
    if (failed.length === 0) forget(file)
  }
  return outcome
}

/** Removes one account with the rooms that it owns and that carry the mark; the journal is told. */
export async function removeNoted(journal: ReturnType<typeof openJournal>, made: Made, given: Given) {
  await remove(made, given)
  journal.isGone(made.email)
}

async function remove(made: Made, given: Given): Promise<void> {
  const owner = await logIn(made.url, made).catch((error: { status?: number }) => {
    if (error.status === 401) return null
    throw error
  })
  // It was noted and not made, or has no password yet.
  if (!owner) return hasAdministrator(given) ? removeByAdministrator(made, given) : undefined
  const { items } = await owner.get<Page<Room>>('/rooms?scope=joined&limit=100')
  for (const { id, name, role } of items)
    if (role === 'owner' && (name ?? '').startsWith(mark))
      bodyOf('Deleting a room', await owner.http('DELETE', `/rooms/${id}`))
  bodyOf('Deleting an account', await owner.http('DELETE', '/me', { password: made.password }))
}

const removeByAdministrator = ({ url, email }: Made, given: Given) =>
  asAdministrator(url, given, async (ask) => {
    const asked = await ask('GET', `/admin/users?query=${encodeURIComponent(email)}`)
    const { items } = bodyOf<Page<{ id: string; email: string }>>('Looking for an account', asked)
    for (const one of items)
      if (one.email === email) bodyOf('Deleting an account', await ask('DELETE', `/admin/users/${one.id}`))
  })
