import { api } from '#lib/http/api.ts'
import type { Who } from './cast.ts'

const open = new Set(
  api.filter(({ needs }) => needs === 'nothing').map(({ method, path }) => `${method} ${path}`),
)

/**
 * Why somebody is refused, where there is one reason for it: `cells` is the row. Nothing of what is open to
 * everybody, which refuses for reasons of its own.
 */
export function dueReason(thing: string, who: Who, cells: Partial<Record<Who, string>>): string | undefined {
  const cell = cells[who]
  if (thing === 'POST /auth/login' && who === 'deactivated') return 'accounts.deactivated'
  if (open.has(thing)) return
  if (cell === '401' && strangers.has(who))
    // A form has its name alone; whoever sends it had a page.
    return /[ :]/.test(thing) ? 'accounts.signInFirst' : 'accounts.yourSessionEnded'
  if (cell !== '403') return
  // What is refused to others, too, may be refused for that.
  if (who === 'pending' && cells.other !== '403') return 'accounts.setUpTwoFactor'
  if (who === 'banned' && cells.removed !== '403') return 'rooms.banned'
  if (who === 'mutedIn' && cells.guestIn !== '403') return 'rooms.muted'
  if (who === 'visitor' && (cells.guestIn ?? cells.guest) !== '403') return 'accounts.guest'
}

const strangers: ReadonlySet<Who> = new Set(['out', 'revoked', 'deactivated'])
