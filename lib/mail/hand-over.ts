import type { World } from '#lib/context.ts'
import { Fault } from '#lib/errors.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { Final } from '#lib/jobs/final.ts'
import type { UnderWay } from '#lib/jobs/kind.ts'
import { directionOf } from '#lib/words/locale.ts'
import type { Reader } from '#lib/words/of-languages.ts'
import { asHtml } from './as-html.ts'
import { asText } from './as-text.ts'
import type { Letter } from './letter.ts'
import { transportOf } from './transport.ts'

/** To whom, what, and in which words. */
export type Mail = { to: { name: string; address: string }; letter: Letter; reader: Reader }

/**
 * Hands a letter to the mail server, once: tried again only when that server said that it did not take it.
 * Where nobody knows, as when the line broke after the letter or this process died, the job is given up, and
 * kept. Each try of a job has the same Message-ID, so that whoever gets two after all sees one.
 */
export async function handOver(
  world: Pick<World, 'db' | 'env' | 'now'>,
  { to, letter, reader: { locale, t } }: Mail,
  { id, signal, commit, takeBack }: UnderWay,
): Promise<void> {
  const { env, now } = world
  const [transport, { name: place }] = await Promise.all([transportOf(env), settingsOf(world)])
  const footer = t('mail.footer', { place, address: new URL(env.PUBLIC_URL).host })
  const around = { place, footer, locale, direction: directionOf(locale) }
  const { name = '', address } = env.MAIL_FROM
  const message = {
    from: { name: name || place, address },
    to,
    subject: t('mail.subject', { subject: letter.subject, place }),
    text: asText(letter, around),
    html: asHtml(letter, around),
    date: new Date(now()),
    messageId: `<${id}@${address.slice(address.lastIndexOf('@') + 1)}>`,
    // Nobody's absence note answers it (RFC 3834, 5).
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
  }
  signal.throwIfAborted()
  await commit()
  try {
    await transport.sendMail(message)
  } catch (error) {
    const failure = (error instanceof Error ? error : {}) as SmtpError
    const what = inWords(failure)
    if (!wasRefused(failure)) throw new Final(`${what} Whether the mail was taken is not known.`)
    await takeBack()
    throw failure.permanent && failure.code !== 'EAUTH' ? new Final(what) : new Fault(what)
  }
}

/** What nodemailer says of a failure beside its words. */
type SmtpError = {
  code?: string
  originalCode?: string
  command?: string
  responseCode?: number
  permanent?: boolean
  timeoutType?: string
}

/** Before anything of a mail is sent. */
const early = ['EDNS', 'ETLS', 'EREQUIRETLS', 'EAUTH', 'ENOAUTH', 'EENVELOPE', 'ECONFIG']
const noLine = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']
const noGreeting = ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT']

/** Whether it certainly was not taken: the server said so, or was never reached. */
const wasRefused = ({ responseCode, code = '', originalCode = '', timeoutType = '' }: SmtpError): boolean =>
  responseCode !== undefined ||
  early.includes(code) ||
  noLine.includes(originalCode) ||
  noGreeting.includes(timeoutType)

/** Without the server's own words: they quote addresses. */
const inWords = ({ code = 'unknown', originalCode, command, responseCode }: SmtpError): string =>
  `The mail server failed: ${[responseCode, originalCode ?? code, command].filter(Boolean).join(', ')}.`
