import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { type ErrorCode, type Reply, statusOf } from '#lib/errors.ts'
import { password } from '../password.ts'
import type { Who } from './cast.ts'
import type { Door, Told } from './doors.ts'
import type { Scene } from './scene.ts'
import type { Alike } from './table.ts'

const inputs: Record<string, (scene: Scene) => object> = {
  registerAccount: () => ({ email: `${randomUUID()}@example.org`, name: 'New', password }),
  changeProfile: () => ({ name: 'Renamed' }),
  chooseTheme: () => ({ theme: 'dark' }),
  chooseOrder: () => ({ order: 'name' }),
  foldSidebar: () => ({ folded: true }),
  putBannerAway: () => ({ text: 'Hello' }),
  createRoom: () => ({ name: 'Own', visibility: 'private' }),
  changeRoom: () => ({ change: { description: 'Changed' } }),
  setAttention: () => ({ level: 'mentions' }),
  addMember: ({ cast }) => ({ userId: cast.newcomer.user.id }),
  setRole: () => ({ role: 'moderator' }),
}

type Built = { node: Record<string, { workers: Record<string, unknown>; exportedName: string }> }
const { node }: Built = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
const built = new Map(
  Object.entries(node).map(([id, { exportedName, workers }]) => [exportedName, { id, workers }]),
)

async function ask(thing: string, who: Who, scene: Scene): Promise<Told> {
  if (who === 'pending') scene.cast.holdBack()
  if (who === 'removed') await scene.remove()
  if (who === 'banned') await scene.ban()
  const { url, cookie } = await scene.callerOf(who, 'cookie')
  const { id, workers } = built.get(thing) ?? { id: '', workers: {} }
  // Any page that has it takes it.
  const page = Object.keys(workers)[0]?.replace(/^app|\/page$|\/\(\w+\)/g, '') ?? ''
  const response = await fetch(
    url + page.replace(/\[(\w+)\]/g, (_, name: 'roomId' | 'token') => scene.ids[name]),
    {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: url, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
      body: JSON.stringify([{ ...scene.ids, ...inputs[thing]?.(scene) }]),
    },
  )
  return told(response.status, await response.text())
}

/** What an action returned stands in a line of its own of the answer. */
function told(status: number, body: string): Told {
  const [, line] = /^\w+:(\{"ok":.*\})$/m.exec(body) ?? []
  if (line === undefined) return { cell: String(status), body }
  const reply: Reply<unknown> = JSON.parse(line)
  return reply.ok
    ? { cell: 'ok', body }
    : { cell: String(statusOf[reply.error.code as ErrorCode]), body: line, error: reply.error }
}

/** An action has the address of its export. */
const exported = globSync('lib/*/actions.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)].map(
    ([, name = '']) => name,
  ),
)

const gone: Alike = { deactivated: { as: 'revoked' } }
const visitor: Alike[Who] = { as: 'guestIn', but: { acceptInvite: '403' } }

export const actions: Door = {
  alike: {
    instance: { ...gone, visitor: { as: 'guest', but: { linkAccount: '403' } } },
    private: { ...gone, banned: { as: 'removed', but: { acceptInvite: '403' } }, visitor },
    public: { ...gone, banned: { as: 'removed', but: { acceptInvite: '403', joinRoom: '403' } }, visitor },
    direct: gone,
  },
  things: exported,
  isRead: () => false,
  ask,
  tables: {
    instance: `
                 out         guest       pending
                     revoked     bot
                         other       admin
registerAccount  ok  ok  ok  ok  ok  ok  ok
changeProfile    401 401 ok  ok  ok  ok  ok
linkAccount      401 401 403 403 403 403 403
chooseTheme      ok  ok  ok  ok  ok  ok  ok
chooseOrder      ok  ok  ok  ok  ok  ok  ok
foldSidebar      ok  ok  ok  ok  ok  ok  ok
putBannerAway    ok  ok  ok  ok  ok  ok  ok
createRoom       401 401 ok  403 403 ok  403
`,
    private: `
              out         removed     admin       adminIn     owner
                  revoked     guest       guestIn     member      mutedIn
                      other       bot         botIn       moderator   pending
changeRoom    401 401 404 404 404 404 404 403 403 403 403 403 ok  403 403
deleteRoom    401 401 404 404 404 404 404 403 403 ok  403 403 ok  403 403
joinRoom      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
leaveRoom     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  409 ok  403
setAttention  401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
addMember     401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
setRole       401 401 404 404 404 404 404 403 403 403 403 403 ok  403 403
removeMember  401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
createInvite  401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
endInvite     401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
acceptInvite  401 401 ok  404 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
`,
    public: `
              out         removed     admin       adminIn     owner
                  revoked     guest       guestIn     member      mutedIn
                      other       bot         botIn       moderator   pending
changeRoom    401 401 403 403 404 404 403 403 403 403 403 403 ok  403 403
deleteRoom    401 401 403 403 404 404 403 403 403 ok  403 403 ok  403 403
joinRoom      401 401 ok  ok  404 404 ok  ok  ok  ok  ok  ok  ok  ok  403
leaveRoom     401 401 403 403 404 404 403 ok  ok  ok  ok  ok  409 ok  403
setAttention  401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
addMember     401 401 403 403 404 404 403 403 ok  ok  ok  ok  ok  ok  403
setRole       401 401 403 403 404 404 403 403 403 403 403 403 ok  403 403
removeMember  401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
createInvite  401 401 403 403 404 404 403 403 ok  ok  ok  ok  ok  ok  403
endInvite     401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
acceptInvite  401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
`,
    direct: `
              out         removed     admin       adminIn     pending
                  revoked     guest       guestIn     member
                      other       bot         botIn       owner
changeRoom    401 401 404 404 404 404 404 403 403 403 403 403 403
deleteRoom    401 401 404 404 404 404 404 403 403 403 403 403 403
joinRoom      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
leaveRoom     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
setAttention  401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
addMember     401 401 404 404 404 404 404 403 403 403 403 403 403
setRole       401 401 404 404 404 404 404 403 403 403 403 403 403
removeMember  401 401 404 404 404 404 404 403 403 403 403 403 403
createInvite  401 401 404 404 404 404 404 403 403 403 403 403 403
endInvite     401 401 404 404 404 404 404 403 403 403 403 403 403
acceptInvite  401 401 404 404 404 404 404 404 404 404 404 404 403
`,
  },
}
