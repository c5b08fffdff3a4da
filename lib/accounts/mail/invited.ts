import { z } from 'zod'
import { mailJob } from '#lib/mail/mail-job.ts'
import { mailedLink } from '../password-links.ts'
import { takesPasswords } from '../takes-passwords.ts'
import { addressee } from './reader.ts'

/** Tells somebody that an administrator made an account for them, and how they come in. */
export const invited = mailJob(
  'mail.invited',
  z.object({ userId: z.string(), by: z.string() }),
  async (world, { userId, by }) => {
    const owner = await addressee(world, userId)
    if (!owner) return null
    const { t } = owner.reader
    const to = { name: owner.name, address: owner.email }
    if (!takesPasswords(world)) {
      const letter = {
        subject: t('mail.invited.subject'),
        greeting: t('mail.greeting', { name: owner.name }),
        paragraphs: [t('mail.invited.bodyElsewhere', { by })],
        link: { label: t('mail.invited.linkElsewhere'), url: `${world.env.PUBLIC_URL}/sign-in` },
        notes: [],
      }
      return { to, letter, reader: owner.reader }
    }
    const { link } = await world.db.write((tx) => mailedLink(tx, world, userId, 'newcomer'))
    const letter = {
      subject: t('mail.invited.subject'),
      greeting: t('mail.greeting', { name: owner.name }),
      paragraphs: [t('mail.invited.body', { by })],
      link: { label: t('mail.invited.link'), url: link },
      notes: [t('mail.invited.life')],
    }
    return { to, letter, reader: owner.reader }
  },
)
