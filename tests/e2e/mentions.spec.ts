import type { Page } from '@playwright/test'
import type { MessagePage } from '#lib/messages/schema.ts'
import { createRoom, type Program, register } from '../client.ts'
import { act, expect, expectNoSeriousAxe, message, type Person, test } from '../fixtures.ts'

const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / })
const editor = (page: Page) => page.getByRole('textbox', { name: 'Edit message' })

/** Ana in a room with two who have the same name. */
const withTwo = async (signUp: (name: string) => Promise<Person>, url: string) => {
  const ana = await signUp('Ana')
  const first = await register(url, 'Alex Kim')
  const second = await register(url, 'Alex Kim')
  const room = await createRoom(ana.program, [first, second], { name: 'Twins' })
  await ana.opens(room)
  await expect(composer(ana.page)).toBeFocused()
  const last = async () => {
    const { items } = await ana.program.get<MessagePage>(`/rooms/${room.id}/messages`)
    return items.at(-1)
  }
  return { ...ana, first, second, room, last }
}

/** Chooses somebody as their place in the list has it. */
const choose = async (page: Page, person: Program, people: Program[]) => {
  await composer(page).pressSequentially('@alex')
  const options = page.getByRole('option', { name: /Alex Kim.*here since/ })
  await expect(options).toHaveCount(2)
  await options.nth(people.indexOf(person)).click()
}

test('of two of one name who was chosen is mentioned: after a reload, a rename, an edit, undo, cut and paste', async ({
  signUp,
  server,
}) => {
  const { page, program, first, second, room, last } = await withTwo(signUp, server.url)
  const { items } = await program.get<{ items: { id: string; name: string }[] }>(`/rooms/${room.id}/members`)
  const both = items.filter(({ name }) => name === 'Alex Kim')
  const people = both.map(({ id }) => (id === first.user.id ? first : second))

  await choose(page, second, people)
  await expect(composer(page)).toHaveValue('@Alex Kim ')
  await composer(page).pressSequentially('are you there?')
  await composer(page).press('Home')
  await composer(page).pressSequentially('Oh, ')
  await page.reload()
  await expect(composer(page)).toHaveValue('Oh, @Alex Kim are you there?')
  await second.http('PATCH', '/me', { name: 'Alexandra Kim' })
  await composer(page).press('Enter')
  await expect(message(page, 'Oh, @Alexandra Kim are you there?')).toBeVisible()
  await expect.poll(async () => (await last())?.mentions).toEqual([second.user.id])
  await second.http('PATCH', '/me', { name: 'Alex Kim' })
  await expect(message(page, 'Oh, @Alex Kim are you there?')).toBeVisible()

  await act(page, 'Oh, @Alex Kim are you there?', 'Edit')
  await expect(editor(page)).toHaveValue('Oh, @Alex Kim are you there?')
  await editor(page).press('End')
  await editor(page).pressSequentially(' Say')
  await editor(page).press('Enter')
  await expect(message(page, 'Oh, @Alex Kim are you there? Say')).toBeVisible()
  await expect.poll(last).toMatchObject({
    content: `Oh, <@${second.user.id}> are you there? Say`,
    mentions: [second.user.id],
  })

  // Undone, redone, made bold, cut and pasted.
  await choose(page, second, people)
  await composer(page).press('ControlOrMeta+A')
  await composer(page).press('Delete')
  await expect(composer(page)).toHaveValue('')
  await composer(page).press('ControlOrMeta+Z')
  await expect(composer(page)).toHaveValue('@Alex Kim ')
  await composer(page).press('ControlOrMeta+A')
  await composer(page).press('ControlOrMeta+B')
  await expect(composer(page)).toHaveValue('**@Alex Kim** ')
  await composer(page).press('ControlOrMeta+A')
  await composer(page).press('ControlOrMeta+X')
  await expect(composer(page)).toHaveValue('')
  await composer(page).pressSequentially('and ')
  await composer(page).press('ControlOrMeta+V')
  await expect(composer(page)).toHaveValue('and **@Alex Kim** ')
  await composer(page).press('Enter')
  await expect(message(page, 'and @Alex Kim')).toBeVisible()
  await expect.poll(async () => (await last())?.content).toBe(`and **<@${second.user.id}>**`)
})

test('a name of two that is typed is asked about, in code it is a name; who has left is said', async ({
  signUp,
  server,
}) => {
  const { page, program, first, second, room, last } = await withTwo(signUp, server.url)
  await composer(page).pressSequentially('Is @Alex Kim here?')
  await composer(page).press('Enter')
  const asked = page.getByRole('group', { name: 'Several people here are called Alex Kim' })
  await expect(asked).toBeVisible()
  expect(await last(), 'nobody is told before').toBeUndefined()
  await expectNoSeriousAxe(page)
  await expect(asked.getByRole('button', { name: /Alex Kim/ })).toHaveCount(2)
  await asked.getByRole('button', { name: 'Nobody' }).click()
  await expect(message(page, 'Is @Alex Kim here?')).toBeVisible()
  await expect.poll(async () => (await last())?.content).toBe('Is @Alex Kim here?')
  expect((await last())?.mentions).toEqual([])

  await composer(page).pressSequentially('`@Alex Kim` is code')
  await composer(page).press('Enter')
  await expect.poll(async () => (await last())?.content).toBe('`@Alex Kim` is code')

  await composer(page).pressSequentially('@alex')
  await page
    .getByRole('option', { name: /Alex Kim/ })
    .first()
    .click()
  for (const { user } of [first, second]) await program.http('DELETE', `/rooms/${room.id}/members/${user.id}`)
  await expect(page.getByText('Alex Kim is not in this room and will not be told.')).toBeVisible()
  await composer(page).press('Enter')
  await expect.poll(async () => (await last())?.content).toBe('@Alex Kim')
})

test('Ctrl with the places of B and K, on a Cyrillic keyboard', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Keys' })
  await page.goto(`/rooms/${room.id}`)
  await composer(page).fill('слово')
  await composer(page).press('ControlOrMeta+A')
  const hold = (key: string, code: string) =>
    composer(page).dispatchEvent('keydown', { key, code, ctrlKey: true, bubbles: true, cancelable: true })
  await hold('и', 'KeyB')
  await expect(composer(page)).toHaveValue('**слово**')
  await hold('л', 'KeyK')
  await expect(page.getByRole('dialog')).toBeVisible()
})
