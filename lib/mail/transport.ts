import type { Transporter } from 'nodemailer'
import type { Env } from '#lib/env.ts'

const opened = new WeakMap<Env, Promise<Transporter>>()

/** The way to the mail server. A server without mail never loads what speaks to one. */
export function transportOf(env: Env): Promise<Transporter> {
  const opening = opened.get(env) ?? open(env)
  opened.set(env, opening)
  return opening
}

/** A connection for each mail: there are few, and one that was kept is dead when it is wanted. */
async function open({ SMTP_URL }: Env): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    // What stands in the address wins over what follows.
    url: SMTP_URL,
    // A link that sets a password is readable to whoever is on the way, unless the way is this machine.
    requireTLS: !isHere(new URL(SMTP_URL).hostname),
    dnsTimeout: 10_000,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    // A mail holds words, and nothing of this machine or of others.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

const isHere = (host: string) => host === 'localhost' || host === '[::1]' || host.startsWith('127.')
