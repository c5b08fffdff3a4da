import { bodyOf, http } from '../program.ts'
import { asAdministrator, type Given, hasAdministrator, tryAdministrator } from './administrator.ts'
import { type Credentials, type Instance, patiently } from './ask.ts'

type Newcomer = Credentials & { name: string }

/** How accounts are made here, as it is told in the summary; or why none can be made. */
export type WayIn = { told: string; make: (who: Newcomer) => Promise<void> }
export type NoWayIn = { reason: string }

/** What somebody was given comes first; then what the instance gives everybody. */
export async function wayInto(instance: Instance, given: Given): Promise<WayIn | NoWayIn> {
  const { url, registration, isNew } = instance
  if (isNew)
    return {
      reason: 'nobody has an account here yet, and the first one would be the administrator’s: make it',
    }
  if (hasAdministrator(given)) {
    await tryAdministrator(url, given)
    return { told: 'made by an administrator', make: (who) => byAdministrator(url, given, who) }
  }
  const invite = given.invitation && tokenOf(given.invitation)
  if (invite && registration !== 'closed')
    return { told: 'made with an invitation', make: (who) => register(url, { ...who, invite }) }
  if (registration === 'open') return { told: 'made by registering', make: (who) => register(url, who) }
  const other = 'QA_ADMIN_EMAIL and QA_ADMIN_PASSWORD, or QA_STORAGE_STATE'
  return registration === 'closed'
    ? { reason: `registration is closed here: give ${other}` }
    : { reason: `accounts are made by invitation here: give QA_INVITATION, or ${other}` }
}

/** As it is copied from an address bar, or by itself. */
const tokenOf = (link: string) =>
  URL.parse(link, 'https://rooms.invalid')?.pathname.split('/').filter(Boolean).at(-1)

const register = async (url: string, who: object) =>
  void bodyOf('Registering', await patiently(() => http(url)('POST', '/auth/register', who)))

async function byAdministrator(url: string, given: Given, { email, name, password }: Newcomer) {
  const made = await asAdministrator(url, given, (ask) =>
    patiently(() => ask('POST', '/admin/users', { email, name, role: 'member' })),
  )
  const token = bodyOf<{ link: string }>('Making an account', made).link.split('/').at(-1)
  bodyOf('Setting a password', await http(url)('POST', '/auth/reset', { token, password }))
}
