import { say } from '#components/ui/toast.ts'
import { connection } from '#lib/realtime/browser/connection.ts'
import type { Translate } from '#lib/words/translate.ts'

/**
 * Whether a page can be fetched now; otherwise says that it cannot. The router, left alone, would leave this
 * page for the browser's own words, and with it whatever goes on here.
 */
export const canReach = (t: Translate): boolean => {
  if (!connection.get().away) return true
  say(t('common.away'))
  return false
}
