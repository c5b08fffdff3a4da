import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Attachment } from '#lib/files/schema.ts'
import type { MessagePage } from '#lib/messages/schema.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { createRoom, http, register, say } from '../client.ts'
import { startServer } from '../server.ts'

const run = (script: string, dataDir: string, ...args: string[]) =>
  spawnSync(process.execPath, ['scripts/command.ts', script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir },
  })
const backUp = (dataDir: string, ...args: string[]) => run('backup', dataDir, ...args)

test('a backup made while people write stands in for the folder it was made of', async () => {
  const server = await startServer({ LIMIT_MESSAGES_PER_5S: '1000' })
  const ana = await register(server.url, 'Ana')
  const room = await createRoom(ana)
  const line = await ana.connect()
  const form = new FormData()
  form.set('file', new File(['abc'], 'letters.txt', { type: 'text/plain' }))
  const uploaded = await fetch(`${server.url}/api/v1/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ana.accessToken}` },
    body: form,
  })
  const file = (await uploaded.json()) as Attachment
  await ana.post(`/rooms/${room.id}/messages`, {
    clientId: crypto.randomUUID(),
    content: 'kept',
    attachmentIds: [file.id],
  })

  const folder = join(temporaryFolder('backup'), 'backup')
  const writing = Array.from({ length: 50 }, () => say(line, room.id, 'meanwhile'))
  expect(backUp(server.dataDir, folder)).toMatchObject({ status: 0, stderr: '' })
  await Promise.all(writing)
  expect(backUp(server.dataDir, folder), 'never over another one').toMatchObject({ status: 1 })
  expect(backUp(server.dataDir).stderr).toContain('Say where to')
  expect(backUp(server.dataDir, '--check', folder).stdout).toContain('is whole')
  expect(run('restore', server.dataDir, folder), 'while it runs').toMatchObject({
    status: 1,
    stderr: expect.stringContaining('Stop Rooms'),
  })
  await say(line, room.id, 'afterwards')
  await server.stop()

  const back = run('restore', server.dataDir, folder)
  expect(back).toMatchObject({ status: 0, stdout: expect.stringContaining('What was there before is in') })
  const again = await startServer({ DATA_DIR: server.dataDir })
  const page = await http(again.url, ana.accessToken)('GET', `/rooms/${room.id}/messages`)
  const said = (page.body as MessagePage).items.map(({ content }) => content)
  expect(said).toContain('kept')
  expect(said).not.toContain('afterwards')
  await again.stop()

  const restored = await startServer({ DATA_DIR: folder })
  const read = http(restored.url, ana.accessToken)
  const { items } = (await read('GET', `/rooms/${room.id}/messages`)).body as MessagePage
  expect(items[0]).toMatchObject({ content: 'kept', attachments: [{ id: file.id }] })
  expect((await read('GET', `/files/${file.id}`)).body).toBe('abc')
  await restored.stop()

  const { entries } = JSON.parse(readFileSync('drizzle/sqlite/meta/_journal.json', 'utf8'))
  const newer = new Database(join(folder, 'rooms.db'))
  newer
    .prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
    .run('x', entries.at(-1).when + 1)
  newer.close()
  await expect(startServer({ DATA_DIR: folder })).rejects.toThrow(/used by a newer version of Rooms/)
})
