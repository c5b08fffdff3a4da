import { globSync } from 'node:fs'
import type { Who } from './cast.ts'
import type { Door, Told } from './doors.ts'
import type { Scene } from './scene.ts'
import type { Alike } from './table.ts'

async function ask(thing: string, who: Who, scene: Scene): Promise<Told> {
  if (who === 'removed') await scene.remove()
  if (who === 'pending') scene.cast.holdBack()
  if (who === 'banned') await scene.ban()
  const { url, cookie } = await scene.callerOf(who, 'cookie')
  const path = thing.replace(/\[(\w+)\]/g, (_, name: 'roomId' | 'token') => scene.ids[name])
  const response = await fetch(url + path, { redirect: 'manual', headers: { cookie } })
  const body = await response.text()
  // A page that has begun to stream leads on by its script.
  const to = response.headers.get('location') ?? /NEXT_REDIRECT;\w+;([^;]+);/.exec(body)?.[1]
  if (to) return { cell: new URL(to, url).pathname, body }
  return { cell: response.status === 200 ? 'ok' : String(response.status), body, shown: shown(body, scene) }
}

/** What a page shows. Its scripts number their parts as they come. */
const shown = (body: string, { ids }: Scene) =>
  Object.values(ids)
    .reduce((text, id) => text.replaceAll(id, ''), body)
    .split('<script')
    .map((part, n) => (n ? part.split('</script>').slice(1).join('') : part))
    .join('')
    .replace(/nonce="[^"]*"/g, '')

const gone: Alike = { deactivated: { as: 'revoked' } }
const inGroups: Alike = { ...gone, banned: { as: 'removed' }, visitor: { as: 'guestIn' } }

export const pages: Door = {
  alike: {
    instance: { ...gone, visitor: { as: 'guest' } },
    private: inGroups,
    public: inGroups,
    direct: gone,
  },
  things: globSync('app/**/page.tsx').map((file) => file.replace(/^app|\/page\.tsx$|\/\(\w+\)/g, '') || '/'),
  isRead: () => true,
  ask,
  tables: {
    instance: `
              out       revoked   other     guest     bot       admin   pending
/             /rooms    /rooms    /rooms    /rooms    /rooms    /rooms  /rooms
/sign-in      ok        ok        /rooms    /rooms    /rooms    /rooms  /rooms
/register     ok        ok        /rooms    /rooms    /rooms    /rooms  /rooms
/forgot       ok        ok        ok        ok        ok        ok  ok
/link-account  ok       ok        ok        ok        ok        ok  ok
/secure       /sign-in  /sign-in  ok        ok        ok        ok        ok
/welcome      /sign-in  /sign-in  /rooms    /rooms    /rooms    /rooms  /secure
/reset/[token]  ok      ok        ok        ok        ok        ok  ok
/verify/[token]  ok     ok        ok        ok        ok        ok  ok
/keep-email/[token]  ok  ok       ok        ok        ok        ok  ok
/docs/api     ok        ok        ok        ok        ok        ok  ok
/rooms        /sign-in  /sign-in  ok        ok        ok        ok  /secure
/saved        /sign-in  /sign-in  ok        ok        ok        ok  /secure
/threads      /sign-in  /sign-in  ok        ok        ok        ok  /secure
/activity     /sign-in  /sign-in  ok        ok        ok        ok  /secure
/reminders    /sign-in  /sign-in  ok        ok        ok        ok  /secure
/scheduled    /sign-in  /sign-in  ok        ok        ok        ok  /secure
/emoji        /sign-in  /sign-in  ok        ok        ok        ok  /secure
/search       /sign-in  /sign-in  ok        ok        ok        ok  /secure
/profile      /sign-in  /sign-in  ok        ok        ok        ok  /secure
/admin        /admin/people  /admin/people  /admin/people  /admin/people  /admin/people  /admin/people  /admin/people
/admin/audit  /sign-in  /sign-in  404       404       404       ok  /secure
/admin/reports  /sign-in  /sign-in  404     404       404       ok  /secure
/admin/settings  /sign-in  /sign-in  404    404       404       ok  /secure
/admin/people  /sign-in  /sign-in  404       404       404       ok  /secure
/admin/rooms  /sign-in  /sign-in  404       404       404       ok  /secure
/admin/invitations  /sign-in  /sign-in  404  404    404       ok  /secure
/admin/storage  /sign-in  /sign-in  404     404       404       ok  /secure
/admin/activity  /sign-in  /sign-in  404    404       404       ok  /secure
/admin/health  /sign-in  /sign-in  404      404       404       ok  /secure
/admin/about  /sign-in  /sign-in  404       404       404       ok  /secure
/admin/calls  /sign-in  /sign-in  404       404       404       ok  /secure
`,
    private: `
                 out       revoked   other     removed   guest     bot       admin     guestIn   botIn     adminIn   member    moderator owner     mutedIn   pending
/rooms/[roomId]  /sign-in  /sign-in  404       404       404       404       404       ok        ok        ok        ok        ok        ok        ok  /secure
/invite/[token]  ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok  ok
/guest/[token]   ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok  ok
`,
    public: `
                 out       revoked   other     removed   guest     bot       admin     guestIn   botIn     adminIn   member    moderator owner     mutedIn   pending
/rooms/[roomId]  /sign-in  /sign-in  ok        ok        404       404       ok        ok        ok        ok        ok        ok        ok        ok  /secure
/invite/[token]  ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok  ok
/guest/[token]   ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok  ok
`,
    direct: `
                 out       revoked   other     removed   guest     bot       admin     guestIn   botIn     adminIn   member    owner   pending
/rooms/[roomId]  /sign-in  /sign-in  404       404       404       404       404       ok        ok        ok        ok        ok  /secure
/invite/[token]  ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok  ok
/guest/[token]   ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok        ok  ok
`,
  },
}
