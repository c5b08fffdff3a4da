import { and, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { World } from '#lib/context.ts'
import { users } from '#lib/db/schema.ts'
import { hashSecret } from '#lib/ids.ts'
import { mailJob } from '#lib/mail/mail-job.ts'
import { isMailSetUp } from '#lib/mail/set-up.ts'
import { readerOf } from '#lib/words/of-languages.ts'
import { mailedLink } from './password-links.ts'
import { hasEmail } from './queries.ts'
import type { Client } from './sessions.ts'
import { requirePasswords, takesPasswords } from './takes-passwords.ts'

/**
 * Sends a link to set a new password to whoever has an account with this email. The same is done whether
 * somebody has one or not, so that neither the answer nor its time tells: who it is, is looked up by the job.
 */
export async function askForLink(world: World, email: string, client: Client): Promise<void> {
  requirePasswords(world)
  await world.limits.mailFrom(client.address)
  if (!isMailSetUp(world.env) || !(await world.limits.mailTo(email))) return
  // Pressed twice while the mail waits, it is one mail.
  const key = hashSecret(email)
  const payload = { email, languages: client.languages ?? '' }
  await world.db.write((tx) => world.jobs.enqueue(tx, 'mail.passwordForgotten', payload, { key }))
}

export const passwordForgotten = mailJob(
  'mail.passwordForgotten',
  z.object({ email: z.string(), languages: z.string() }),
  async (world, { email, languages }) => {
    if (!takesPasswords(world)) return null
    const owner = await world.db.write(async (tx) => {
      const { id, name, email: address } = users
      const [found] = await tx
        .select({ id, name, address })
        .from(users)
        .where(and(hasEmail(email), isNull(users.deactivatedAt)))
      return found && { ...found, ...(await mailedLink(tx, world, found.id)) }
    })
    if (!owner) return null
    const reader = await readerOf(languages)
    const { t } = reader
    const letter = {
      subject: t('mail.passwordForgotten.subject'),
      greeting: t('mail.greeting', { name: owner.name }),
      paragraphs: [t('mail.passwordForgotten.body')],
      link: { label: t('mail.passwordForgotten.link'), url: owner.link },
      notes: [t('mail.passwordForgotten.life'), t('mail.notYou')],
    }
    return { to: { name: owner.name, address: owner.address }, letter, reader }
  },
  // No email stays behind, maybe of somebody who has no account here. Started again it finds nobody.
  (given) => ({ ...given, email: '' }),
)
