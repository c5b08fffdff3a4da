import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { files, linkPreviews } from '#lib/db/schema.ts'
import { purgeFiles } from '#lib/files/purge.ts'
import { serveFile } from '#lib/files/serve.ts'
import { remove } from '#lib/messages/operations.ts'
import { post } from '#lib/messages/post.ts'
import { createRoom, createUser, type Someone } from '../../tests/factories.ts'
import { photo } from '../../tests/forms.ts'
import { html, type Page, servePages } from '../../tests/pages.ts'
import { openWorld } from '../../tests/world.ts'
import type { Outside } from './outside.ts'
import { preview } from './preview.ts'
import { purgePreviews } from './purge.ts'

const world = await openWorld({ LINK_PREVIEW_PORTS: '80', LIMIT_PREVIEWS_PER_MIN: '1000' })
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const pages: Record<string, Page> = {
  '/photo.jpg': html(await photo(), 'image/jpeg'),
  '/drawing.svg': html('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'image/svg+xml'),
  '/liar.png': html('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'image/png'),
}
const site = await servePages(pages)
afterAll(site.close)
const outside: Outside = {
  resolve: async () => ['127.0.0.1'],
  allows: (address) => address === '127.0.0.1',
  ports: [site.port],
}
/** Of somebody who waits for it. */
const waiting = new AbortController().signal
const at = (path: string) => `http://site.test:${site.port}${path}`
const look = (someone: Someone, head: string | Buffer, type?: string) => {
  pages['/page'] = html(head, type)
  return preview(someone, at('/page'), outside, waiting)
}
const cardFor = async (...page: Parameters<typeof look>) => {
  const card = await look(...page)
  if (!card) throw new Error('the page shows nothing')
  return card
}
const pictured = '<title>Cats</title><meta property="og:image" content="/photo.jpg">'
const send = async (someone: Someone, room: { id: string }, previewIds: string[]) =>
  (await post(someone, room.id, { clientId: randomUUID(), content: at('/page'), previewIds })).message
const mayRead = (someone: Someone, id: string) =>
  serveFile(someone, id, () => undefined).then(
    ({ stream }) => Boolean(stream?.destroy()),
    (error) => {
      expect(error.code).toBe('not_found')
      return false
    },
  )

describe('a card', () => {
  test('tells what the page tells, with a picture made anew', async () => {
    const card = await cardFor(
      ana,
      `<head><title>No</title><meta property=og:title content="Cats &amp;\n dogs"><meta property="og:site_name" content="Zoo">
       <meta name=description content="No"><meta property="og:description" content="All of them \u202E">
       <meta property="og:image" content="/photo.jpg"></head>`,
    )
    expect(card).toEqual({
      id: expect.any(String),
      url: at('/page'),
      title: 'Cats & dogs',
      description: 'All of them',
      siteName: 'Zoo',
      image: { url: `/api/v1/files/${card.id}`, width: 20, height: 40 },
    })
    const { stream, headers } = await serveFile(ana, card.id, () => undefined)
    const made = await sharp(stream ? await buffer(stream) : undefined).metadata()
    expect([headers['content-type'], made.format, made.exif]).toEqual(['image/webp', 'webp', undefined])
  })

  test.each([
    ['<title>Plain</title>', 'Plain'],
    ['<meta name="twitter:title" content="Tweet"><title>Plain</title>', 'Tweet'],
    [
      '<title>&lt;b&gt;bold&lt;/b&gt;<script>alert(1)</script></title>',
      '<b>bold</b><script>alert(1)</script>',
    ],
    [`<title>${'x'.repeat(500)}</title>`, `${'x'.repeat(199)}…`],
    ['<title>Page</title><svg><title>Drawing</title></svg>', 'Page'],
  ])('of %s has its title as text', async (head, title) => {
    expect(await look(ana, head)).toMatchObject({ title, image: null })
  })

  test.each([
    ['text/html; charset=windows-1251', '<title>\xcf\xf0\xe8\xe2\xe5\xf2</title>', 'Привет'],
    ['text/html', '<meta charset="windows-1251"><title>\xcf\xf0\xe8\xe2\xe5\xf2</title>', 'Привет'],
    ['text/html; charset=shift_jis', '<title>\x93\xfa\x96{</title>', '日本'],
    ['text/html; charset=klingon', '<title>Hello</title>', 'Hello'],
    ['text/html', '<title>Gr\xc3\xbc\xc3\x9fe</title>', 'Grüße'],
    ['text/html', '<title>Gr\xfc\xdfe</title>', 'Grüße'],
    ['text/html; charset=iso-8859-1', '<title>Gr\xc3\xbc\xc3\x9fe</title>', 'Grüße'],
    [
      'text/html; charset=utf-8',
      '<meta charset=windows-1251><title>\xcf\xf0\xe8\xe2\xe5\xf2</title>',
      'Привет',
    ],
    ['text/html; charset=windows-1251', '\xef\xbb\xbf<title>Gr\xc3\xbc\xc3\x9fe</title>', 'Grüße'],
    [
      'text/html',
      '<meta http-equiv=Content-Type content="text/html; charset=Shift_JIS"><title>\x93\xfa\x96{</title>',
      '日本',
    ],
    ['text/html', '<meta name=description content="charset=utf-16"><title>Hello</title>', 'Hello'],
    ['text/html', '<meta charset=utf-16><title>Hello</title>', 'Hello'],
    ['text/html; charset=gbk', '<title>\xc4\xe3\xba\xc3</title>', '你好'],
    ['text/html', '\xff\xfe<\0t\0i\0t\0l\0e\0>\0H\0i\0', 'Hi'],
    ['text/html', '\xfe\xff\0<\0t\0i\0t\0l\0e\0>\0H\0i', 'Hi'],
    ['text/html', '<\0t\0i\0t\0l\0e\0>\0H\0i\0', 'Hi'],
    ['application/xhtml+xml', '<html><head><script src="x"/><title>Hi</title></head></html>', 'Hi'],
  ])('of %s is read as that', async (type, head, title) => {
    expect(await look(ana, Buffer.from(head, 'latin1'), type)).toMatchObject({ title })
  })

  const photoCard = { width: 20, height: 40 }
  const long = `<script>"<body>"; /* ${'x'.repeat(1_300_000)} */</script>`
  test.each<[string, string, object]>([
    [
      'a script of 1.3 MB behind',
      `<head><meta property=og:title content=Cats>${long}</head>`,
      { title: 'Cats' },
    ],
    [
      'a script of 1.3 MB before',
      `<head>${long}<meta property=og:title content=Cats></head>`,
      { title: 'Cats' },
    ],
    [
      'only a description and a picture',
      '<meta name=description content="All of them"><meta name="og:image" content="/photo.jpg">',
      {
        title: expect.stringMatching(/^site\.test:\d+\/page$/),
        description: 'All of them',
        image: expect.objectContaining(photoCard),
      },
    ],
    [
      'an empty title of Open Graph',
      '<meta property="og:title" content=" "><title>Cats</title>',
      { title: 'Cats' },
    ],
    [
      'an empty one, then another',
      '<meta property="og:title" content=""><meta property="og:title" content="Cats">',
      { title: 'Cats' },
    ],
    [
      'names in place of properties',
      '<meta name="OG:Title" content="Cats"><meta property="twitter:description" content="All">',
      { title: 'Cats', description: 'All' },
    ],
    [
      'two names for one',
      '<meta name="description" property="og:description" content="All"><title>Cats</title>',
      { description: 'All' },
    ],
    ['several in one', '<meta property="og:title twitter:title" content="Cats">', { title: 'Cats' }],
    [
      'microdata',
      '<meta itemprop="name" content="Cats"><meta itemprop="image" content="/photo.jpg">',
      { title: 'Cats', image: expect.objectContaining(photoCard) },
    ],
    [
      'a site without a title',
      '<meta property=og:site_name content=Zoo><meta name=description content=All>',
      { title: 'Zoo', siteName: 'Zoo' },
    ],
    ['shouted tags', '<HTML><HEAD><META PROPERTY="og:title" CONTENT="Cats"></HEAD>', { title: 'Cats' }],
    ['a title of several lines', '<title>\n  Cats\n\tand dogs \n</title>', { title: 'Cats and dogs' }],
    ['a very long title', `<title>${'x'.repeat(5_000)}</title>`, { title: `${'x'.repeat(199)}…` }],
    [
      'entities',
      '<meta property=og:title content="Cats &#x1F642; &eacute;&nbsp;&lt;3">',
      { title: 'Cats 🙂 é <3' },
    ],
    [
      'a first picture that is none',
      '<title>Cats</title><meta property=og:image content=/drawing.svg><meta property=og:image content=/missing.png><meta name=twitter:image content=/photo.jpg>',
      { image: expect.objectContaining(photoCard) },
    ],
    [
      'a picture from the base',
      '<base href="/deep/er/"><title>Cats</title><meta property=og:image content="../../photo.jpg">',
      { image: expect.objectContaining(photoCard) },
    ],
    [
      'a picture in a link',
      '<title>Cats</title><link rel="image_src" href="photo.jpg">',
      { image: expect.objectContaining(photoCard) },
    ],
    [
      'another page it sends to',
      `<meta http-equiv="refresh" content="0; URL='/cats'">`,
      { title: 'The cats' },
    ],
    [
      'another page that is not there',
      '<meta http-equiv=refresh content="0;url=/missing"><title>Cats</title>',
      { title: 'Cats' },
    ],
    [
      'another page after a while',
      '<meta http-equiv=refresh content="30;url=/cats"><title>Cats</title>',
      { title: 'Cats' },
    ],
    [
      'itself that it sends to',
      '<meta http-equiv=refresh content="0;url=/page"><title>Cats</title>',
      { title: 'Cats' },
    ],
  ])('of a page with %s says what can be said', async (_with, head, card) => {
    pages['/cats'] = html('<title>The cats</title>')
    expect(await look(ana, head)).toMatchObject(card)
  })

  test('of a link to a picture is the picture, and of one that is none there is none', async () => {
    expect(await preview(ana, at('/photo.jpg'), outside, waiting)).toMatchObject({
      title: 'photo.jpg',
      image: photoCard,
    })
    for (const path of ['/drawing.svg', '/liar.png'])
      expect(await preview(ana, at(path), outside, waiting)).toBeNull()
  })

  test('is made of what has come from a page whose line breaks', async () => {
    pages['/broken'] = (response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '5000' })
      response.write('<title>Cats</title>', () => response.destroy())
    }
    expect(await preview(ana, at('/broken'), outside, waiting)).toMatchObject({ title: 'Cats' })
  })

  test.each([
    '/drawing.svg',
    '/liar.png',
    '/missing.png',
    'http://10.0.0.1/x.png',
    'file:///etc/passwd',
    'data:image/png,x',
  ])('with the picture %s has none', async (image) => {
    const card = await cardFor(ana, `<title>T</title><meta property="og:image" content="${image}">`)
    expect(card.image).toBeNull()
  })

  test('is there for no page without a title, and for nothing one may not ask: nobody learns why', async () => {
    const shut = { ...ana, env: { ...ana.env, LINK_PREVIEWS: 'off' as const } }
    expect(await look(ana, '<p>Nothing</p>')).toBeNull()
    expect(await preview(ana, at('/missing'), outside, waiting)).toBeNull()
    expect(await look(ana, pictured)).not.toBeNull()
    expect(await preview(ana, at('/page'), { ...outside, allows: () => false }, waiting)).toBeNull()
    expect(await preview(ana, 'not a link', outside, waiting)).toBeNull()
    expect(await preview(shut, at('/page'), outside, waiting)).toBeNull()
  })

  test('is limited for each person', async () => {
    const strict = await openWorld({ LIMIT_PREVIEWS_PER_MIN: '1' })
    const fast = await createUser(strict)
    await look(fast, '<title>One</title>')
    await expect(look(fast, '<title>Two</title>')).rejects.toMatchObject({ code: 'rate_limited' })
  })
})

describe('a card that is sent', () => {
  test('is read with its message, its picture by the members only, until the message is deleted', async () => {
    const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
    const card = await cardFor(ana, pictured)
    expect([await mayRead(ana, card.id), await mayRead(bob, card.id)]).toEqual([true, false])
    const message = await send(ana, room, [card.id])
    expect(message.previews).toEqual([card])
    expect([await mayRead(bob, card.id), await mayRead(eve, card.id)]).toEqual([true, false])
    expect(await remove(ana, { messageId: message.id })).toMatchObject({ previews: [] })
    expect(await mayRead(bob, card.id)).toBe(false)
  })

  test("is one's own, and goes with one message: any other is sent without it", async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    const card = await cardFor(ana, pictured)
    expect((await send(bob, room, [card.id, 'nothing'])).previews).toEqual([])
    expect((await send(ana, room, [card.id])).previews).toEqual([card])
    expect((await send(ana, room, [card.id])).previews).toEqual([])
  })

  test('is forgotten after a day when it is not', async () => {
    const card = await cardFor(ana, pictured)
    world.pass(26 * 3_600_000)
    await purgePreviews(world)
    await purgeFiles(world)
    expect(await world.db.read.$count(linkPreviews)).toBe(0)
    expect((await world.db.read.select().from(files)).map(({ id }) => id)).not.toContain(card.id)
  })
})
