import { z } from 'zod'
import { mailJob } from '#lib/mail/mail-job.ts'
import { moment } from './moment.ts'
import { addressee } from './reader.ts'

/** Tells somebody that their password is another one now. `address` is "" where it is not known. */
export const passwordChanged = mailJob(
  'mail.passwordChanged',
  z.object({ userId: z.string(), at: z.number(), address: z.string() }),
  async (world, { userId, at, address }) => {
    const owner = await addressee(world, userId)
    if (!owner) return null
    const { t, formats } = owner.reader
    const letter = {
      subject: t('mail.passwordChanged.subject'),
      greeting: t('mail.greeting', { name: owner.name }),
      paragraphs: [t('mail.passwordChanged.body')],
      details: [
        { label: t('mail.when'), value: moment(formats, at) },
        ...(address ? [{ label: t('mail.address'), value: address }] : []),
      ],
      link: { label: t('mail.passwordChanged.link'), url: `${world.env.PUBLIC_URL}/forgot` },
      notes: [t('mail.passwordChanged.notYou')],
    }
    return { to: { name: owner.name, address: owner.email }, letter, reader: owner.reader }
  },
)
