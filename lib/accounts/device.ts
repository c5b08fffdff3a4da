import type { Translate } from '#lib/words/translate.ts'
import type { Session } from './schema.ts'

const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

type Device = Pick<Session, 'kind' | 'userAgent'>

/** A user agent in words a person recognises. The order matters: most browsers also claim to be another. */
export const deviceOf = (t: Translate, { kind, userAgent }: Device): string => {
  const { browser, system } = signsOf(userAgent)
  if (browser && system) return t('accounts.device.browser', { browser, system })
  if (kind === 'program')
    return userAgent ? t('accounts.device.program', { name: userAgent }) : t('accounts.device.unnamedProgram')
  return browser ?? system ?? t('accounts.device.unknown')
}

/** What stays the same of a device while its programs get newer. */
export const sortOf = ({ kind, userAgent }: Device): string => {
  const { browser, system } = signsOf(userAgent)
  return browser || system ? `${kind} ${browser} ${system}` : `${kind} ${userAgent.split('/', 1)[0]}`
}

const signsOf = (userAgent: string) => ({
  browser: browsers.find(([sign]) => userAgent.includes(sign))?.[1],
  system: systems.find(([sign]) => userAgent.includes(sign))?.[1],
})
