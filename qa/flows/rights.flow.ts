import { expect, test } from 'rooms/qa'
import { sendFile } from '../program.ts'

test('Rights: a stranger learns nothing of a private room', { tag: '@once' }, async ({
  ana,
  room,
  stranger,
}) => {
  // By programs, so that a page that hears nothing hides no leak.
  const { told } = await sendFile(ana.program, 'secret.txt', new Blob(['secret bytes']))
  const attachmentIds = [(JSON.parse(told) as { id: string }).id]
  const secret = { clientId: crypto.randomUUID(), content: 'a secret', attachmentIds }
  await ana.program.post(`/rooms/${room.id}/messages`, secret)
  type Said = { items: { id: string; attachments: { url: string }[] }[] }
  const { items } = await ana.program.get<Said>(`/rooms/${room.id}/messages`)
  const file = items.at(-1)?.attachments[0]?.url ?? ''
  const paths = ['', '/messages', '/members', '/changes?since=0', '/pins', '/ice-servers', '/export']
  const asked = [...paths.map((path) => `/rooms/${room.id}${path}`), file]
  // A member reads it all first, as when something between here and there keeps copies.
  for (const path of asked) await ana.program.http('GET', path)
  for (const path of asked)
    await test.step(`GET ${path.replace(room.id, '…').replace(/files\/.*/, 'files/…')} is refused`, async () => {
      const { status, body } = await stranger.program.http('GET', path)
      expect(status, 'the room leaks').toBe(404)
      expect(JSON.stringify(body), 'the room leaks').not.toContain('secret')
    })
  await test.step('nor is anything taken from them', async () => {
    const message = { clientId: crypto.randomUUID(), content: 'let me in' }
    for (const [method, path, sent] of [
      ['POST', '/messages', message],
      ['POST', '/members', { userId: stranger.program.user.id }],
      ['PATCH', '', { name: 'QA taken' }],
      ['DELETE', '', undefined],
    ] as const)
      expect((await stranger.program.http(method, `/rooms/${room.id}${path}`, sent)).status, method).toBe(404)
  })
  await test.step('its page shows nothing of it', async () => {
    await stranger.page.goto(`/rooms/${room.id}`)
    await expect(stranger.page.getByRole('main')).toBeVisible()
    await expect(stranger.page.getByText('a secret')).toHaveCount(0)
    await expect(stranger.page.getByText(room.name)).toHaveCount(0)
  })
})

test('Rights: whoever is not signed in learns nothing', { tag: '@once' }, async ({ ana, room, visit }) => {
  await ana.program.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content: 'a secret' })
  const page = await visit()
  for (const path of [`/api/v1/rooms/${room.id}/messages`, '/api/v1/me', '/api/v1/rooms'])
    expect((await page.request.get(path)).status(), path).toBe(401)
  await page.goto(`/rooms/${room.id}`)
  await expect(page, 'the page of a room leads to the sign-in').toHaveURL(/\/sign-in/)
})
