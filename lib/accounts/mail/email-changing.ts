import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { World } from '#lib/context.ts'
import { emailChanges, users } from '#lib/db/schema.ts'
import { hashSecret, newSecret } from '#lib/ids.ts'
import { mailJob } from '#lib/mail/mail-job.ts'
import { hasEmail } from '../queries.ts'
import { addressee } from './reader.ts'

const payload = z.object({ changeId: z.string() })

/** Asks for a confirmation from the email that somebody wants, or tells its owner that it has an account. */
export const confirmNewEmail = mailJob('mail.confirmNewEmail', payload, async (world, { changeId }) => {
  const found = await changeOf(world, changeId)
  if (!found) return null
  const { change, owner } = found
  const { t } = owner.reader
  const to = { name: owner.name, address: change.wanted }
  const greeting = t('mail.greeting', { name: owner.name })
  if ((await world.db.read.$count(users, hasEmail(change.wanted))) > 0) {
    const paragraphs = [t('mail.newEmailTaken.body')]
    return {
      to,
      reader: owner.reader,
      letter: { subject: t('mail.newEmailTaken.subject'), greeting, paragraphs },
    }
  }
  const token = await linked(world, changeId, 'confirmHash')
  const letter = {
    subject: t('mail.confirmNewEmail.subject'),
    greeting,
    paragraphs: [t('mail.confirmNewEmail.body', { before: change.before, wanted: change.wanted })],
    link: { label: t('mail.confirmEmail.link'), url: `${world.env.PUBLIC_URL}/verify/${token}` },
    notes: [t('mail.confirmNewEmail.life'), t('mail.notYou')],
  }
  return { to, letter, reader: owner.reader }
})

/** Tells the email before, with the way back. */
export const emailChanging = mailJob('mail.emailChanging', payload, async (world, { changeId }) => {
  const found = await changeOf(world, changeId)
  if (!found) return null
  const { change, owner } = found
  const { t } = owner.reader
  const token = await linked(world, changeId, 'keepHash')
  const letter = {
    subject: t('mail.emailChanging.subject'),
    greeting: t('mail.greeting', { name: owner.name }),
    paragraphs: [t('mail.emailChanging.body', { wanted: change.wanted }), t('mail.emailChanging.notYou')],
    link: { label: t('mail.emailChanging.link'), url: `${world.env.PUBLIC_URL}/keep-email/${token}` },
    notes: [t('mail.emailChanging.life')],
  }
  return { to: { name: owner.name, address: change.before }, letter, reader: owner.reader }
})

async function changeOf(world: World, id: string) {
  const [change] = await world.db.read.select().from(emailChanges).where(eq(emailChanges.id, id))
  const owner = change && (await addressee(world, change.userId))
  return change && owner ? { change, owner } : null
}

async function linked({ db }: World, id: string, which: 'confirmHash' | 'keepHash'): Promise<string> {
  const token = newSecret()
  await db.write((tx) =>
    tx
      .update(emailChanges)
      .set({ [which]: hashSecret(token) })
      .where(eq(emailChanges.id, id)),
  )
  return token
}
