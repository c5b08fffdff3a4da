import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { sessions } from '#lib/db/schema.ts'
import { mailJob } from '#lib/mail/mail-job.ts'
import { deviceOf } from '../device.ts'
import { moment } from './moment.ts'
import { addressee } from './reader.ts'

/** Tells somebody that their account was signed in to from where it never was. */
export const newDevice = mailJob(
  'mail.newDevice',
  z.object({ sessionId: z.string(), userId: z.string() }),
  async (world, { sessionId, userId }) => {
    const owner = await addressee(world, userId, sessionId)
    const [session] = await world.db.read.select().from(sessions).where(eq(sessions.id, sessionId))
    if (!owner || !session) return null
    const country = await world.countryOf(session.address)
    const { t, formats } = owner.reader
    const letter = {
      subject: t('mail.newDevice.subject'),
      greeting: t('mail.greeting', { name: owner.name }),
      paragraphs: [t('mail.newDevice.body')],
      details: [
        { label: t('mail.newDevice.device'), value: deviceOf(t, session) },
        { label: t('mail.when'), value: moment(formats, session.createdAt) },
        ...(country === null
          ? []
          : [{ label: t('mail.country'), value: formats.displayName(country, { type: 'region' }) }]),
        { label: t('mail.address'), value: session.address },
      ],
      link: { label: t('mail.newDevice.link'), url: `${world.env.PUBLIC_URL}/profile` },
      notes: [t('mail.newDevice.yours'), t('mail.newDevice.notYou')],
    }
    return { to: { name: owner.name, address: owner.email }, letter, reader: owner.reader }
  },
)
