import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { emoji, instance } from '#lib/db/schema.ts'
import { createUser } from '../../tests/factories.ts'
import { incoming, picture } from '../../tests/forms.ts'
import { openWorld } from '../../tests/world.ts'
import { addEmoji } from './operations.ts'
import { refoldEmoji } from './refold.ts'

test('a name that was folded otherwise is taken as it is folded now; of two that are the same both stay', async () => {
  const world = await openWorld({ LIMIT_UPLOADS_PER_MIN: '1000' })
  const ana = await createUser(world, 'Ana')
  const png = await picture('png', 4, 4)
  const add = (name: string) => addEmoji(ana, incoming('file.png', png, 'image/png', name))
  const asBefore = async (name: string) => {
    const { id } = await add(name)
    await world.db.write((tx) => tx.update(emoji).set({ nameFolded: name }).where(eq(emoji.id, id)))
  }
  await asBefore('straße')
  await asBefore('spaß')
  await add('spass')
  await world.db.write((tx) => tx.delete(instance).where(eq(instance.key, 'emojiFolded')))
  await refoldEmoji(world.db)
  await expect(add('strasse')).rejects.toMatchObject({ reason: 'emoji.taken' })
  const kept = await world.db.read.select().from(emoji)
  expect(kept.map(({ name, nameFolded }) => `${name} ${nameFolded}`).sort()).toEqual([
    'spass spass',
    'spaß spaß',
    'straße strasse',
  ])
})
