import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { jobs } from '#lib/db/schema.ts'
import { claim } from '#lib/jobs/claim.ts'
import type { Jobs } from '#lib/jobs/enqueue.ts'
import { jobKind } from '#lib/jobs/kind.ts'
import { retry } from '#lib/jobs/operations.ts'
import { perform } from '#lib/jobs/perform.ts'
import { readerOf } from '#lib/words/of-languages.ts'
import { linkIn, type MailServer, startMailServer } from '../../tests/mail-server.ts'
import { openWorld } from '../../tests/world.ts'
import { handOver } from './hand-over.ts'
import type { Letter } from './letter.ts'

/** What the server says next, instead of taking a mail. */
let answer: { at: 'rcpt' | 'data'; code: number } | null = null
const refusal = (code: number) =>
  Object.assign(new Error('no <ana@example.org>, said the server'), { responseCode: code })
const mails = await startMailServer({
  onRcptTo: (_address, _session, done) => {
    if (answer?.at === 'rcpt') done(refusal(answer.code))
    else done()
  },
})
const broken: MailServer = await startMailServer({
  onData: (stream, _session, done) => {
    stream.resume()
    stream.on('end', () => {
      if (answer?.at === 'data') done(refusal(answer.code))
      // The line breaks when the mail is here, and before anybody said so.
      else broken.breakOff()
    })
  },
})
afterAll(() => Promise.all([mails.stop(), broken.stop()]))

const world = await openWorld({ ...mails.settings, INSTANCE_NAME: 'The Attic' })
const badWorld = { ...world, env: { ...world.env, SMTP_URL: broken.settings.SMTP_URL } }
const { enqueue } = world.jobs as Jobs
const { db } = world
const never = new AbortController().signal
const ana = { name: 'Ana', address: 'ana@example.org' }
const hello: Letter = { subject: 'Hello', greeting: 'Hello Ana,', paragraphs: ['All is well.'] }

let letter = hello
let to = ana
const kind = jobKind({
  name: 'test.mail',
  payload: z.object({}),
  run: async (around, _, underWay) => handOver(around, { to, letter, reader: await readerOf('') }, underWay),
})
const stored = () => db.read.select().from(jobs).where(eq(jobs.kind, kind.name))
const ask = () => db.write((tx) => enqueue(tx, kind.name, {}))
async function tryOnce(around: typeof world | typeof badWorld = world) {
  const [job] = await claim(db, kind.name, 1, world.now())
  if (!job) throw new Error('nothing is due')
  return perform(around, kind, job, never)
}

beforeEach(async () => {
  answer = null
  letter = hello
  to = ana
  mails.arrived.splice(0)
  await db.write((tx) => tx.delete(jobs))
})

test('a letter comes as text and as HTML, from the place, and answers itself to nobody', async () => {
  letter = {
    ...hello,
    paragraphs: ['One & <b>two</b>.'],
    details: [{ label: 'When', value: 'today' }],
    link: { label: 'Go there', url: 'https://rooms.test/there?a=1&b=2' },
    notes: ['Nothing else.'],
  }
  await ask()
  expect(await tryOnce()).toBe('done')
  const mail = await mails.next(ana.address)
  expect(mail.subject).toBe('Hello · The Attic')
  expect(mail.from).toEqual({ name: 'The Attic', address: 'rooms@rooms.test' })
  expect(mail.to).toEqual([ana])
  expect(mail.text?.trim()).toBe(
    [
      'Hello Ana,',
      'One & <b>two</b>.',
      'When: today',
      'Go there:\nhttps://rooms.test/there?a=1&b=2',
      'Nothing else.',
      `-- \nThe Attic\n${(await readerOf('')).t('mail.footer', { place: 'The Attic', address: 'rooms.test' })}`,
    ].join('\n\n'),
  )
  expect(linkIn(mail)).toBe('https://rooms.test/there?a=1&b=2')
  expect(mail.html).toContain('One &amp; &lt;b&gt;two&lt;/b&gt;.')
  expect(mail.html).toContain('href="https://rooms.test/there?a=1&amp;b=2"')
  expect(mail.html, 'nothing is fetched').not.toMatch(/<img|<link|<script|url\(|@import/)
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value
  expect(header('auto-submitted')).toBe('auto-generated')
  expect(header('content-language')).toBe('en')
  expect(await stored(), 'nothing of it is kept').toEqual([])
})

test('no name makes a header of its own', async () => {
  const evil = 'Ana\r\nBcc: eve@example.org\r\n\r\n<h1>'
  to = { name: `${evil}" <eve@example.org>`, address: ana.address }
  letter = { ...hello, subject: `Hello ${evil}` }
  await ask()
  expect(
    await tryOnce({ ...world, env: { ...world.env, MAIL_FROM: { name: evil, address: 'r@rooms.test' } } }),
  ).toBe('done')
  const mail = await mails.next(ana.address)
  expect(mail.recipients).toEqual([ana.address])
  expect(mail.headers.map(({ key }) => key).filter((key) => /bcc/.test(key))).toEqual([])
  expect(mail.to?.map(({ address }) => address)).toEqual([ana.address])
  expect(mail.from?.address).toBe('r@rooms.test')
})

test('what the server refuses for now is tried again, with the same Message-ID', async () => {
  await ask()
  answer = { at: 'rcpt', code: 450 }
  expect(await tryOnce()).toMatchObject({ error: { message: expect.stringMatching(/450/) } })
  const [waiting] = await stored()
  expect(waiting).toMatchObject({ state: 'waiting', committedAt: null })
  expect(JSON.stringify(waiting?.failure), 'the words of the server quote addresses').not.toContain('ana@')
  expect(JSON.stringify(waiting?.failure)).toContain('450')
  answer = null
  world.pass(60_000)
  expect(await tryOnce()).toBe('done')
  expect((await mails.next(ana.address)).messageId).toBe(`<${waiting?.id}@rooms.test>`)
  expect(mails.arrived).toHaveLength(1)
})

test('a server that is away is tried again; an address that does not exist is not', async () => {
  await ask()
  const nowhere = { ...world, env: { ...world.env, SMTP_URL: 'smtp://127.0.0.1:1' } }
  expect(await tryOnce(nowhere)).toMatchObject({ retryAt: expect.any(Number) })
  expect(await stored()).toMatchObject([{ state: 'waiting', committedAt: null }])
  world.pass(60_000)
  answer = { at: 'rcpt', code: 550 }
  expect(await tryOnce()).toMatchObject({ retryAt: null })
  expect(await stored()).toMatchObject([{ state: 'given_up' }])
})

test('a mail that was refused when it was whole is tried again as the server says', async () => {
  await ask()
  answer = { at: 'data', code: 451 }
  expect(await tryOnce(badWorld)).toMatchObject({ retryAt: expect.any(Number) })
  expect(await stored()).toMatchObject([{ state: 'waiting', committedAt: null }])
})

test('of which nobody knows whether it was taken is not sent again, unless somebody asks for it', async () => {
  await ask()
  expect(await tryOnce(badWorld)).toMatchObject({ retryAt: null })
  const [over] = await stored()
  expect(over).toMatchObject({ state: 'given_up', tries: 1 })
  expect(over?.failure?.message).toContain('is not known')
  await retry(world, over?.id ?? '')
  expect(await tryOnce()).toBe('done')
  expect((await mails.next(ana.address)).messageId).toBe(`<${over?.id}@rooms.test>`)
})

test('a process that dies while it hands over leaves a mail that is not sent again', async () => {
  await ask()
  const [job] = await claim(db, kind.name, 1, world.now())
  if (!job) throw new Error('nothing is due')
  // As far as it came: the mail is out, and nothing more was stored.
  await db.write((tx) => tx.update(jobs).set({ committedAt: world.now() }).where(eq(jobs.id, job.id)))
  world.pass(60_000)
  expect(await tryOnce()).toMatchObject({ retryAt: null })
  expect(await stored()).toMatchObject([{ state: 'given_up' }])
  expect(mails.arrived).toEqual([])
})

test('whoever lost the job to another hands nothing over', async () => {
  await ask()
  const [job] = await claim(db, kind.name, 1, world.now())
  if (!job) throw new Error('nothing is due')
  world.pass(60_000)
  expect(await tryOnce()).toBe('done')
  expect(await perform(world, kind, job, never)).toMatchObject({ error: expect.any(Error) })
  expect(mails.arrived).toHaveLength(1)
})
