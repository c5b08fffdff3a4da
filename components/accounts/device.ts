import type { Session } from '#lib/accounts/schema.ts'
import type { Translate } from '#lib/words/translate.ts'

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

/** A user agent in words a person recognises. The order matters: most browsers also claim to be another. */
export const deviceOf = (t: Translate, { kind, userAgent }: Pick<Session, 'kind' | 'userAgent'>): string => {
  const browser = browsers.find(([sign]) => userAgent.includes(sign))?.[1]
  const system = systems.find(([sign]) => userAgent.includes(sign))?.[1]
  if (browser && system) return t('accounts.device.browser', { browser, system })
  if (kind === 'program')
    return userAgent ? t('accounts.device.program', { name: userAgent }) : t('accounts.device.unnamedProgram')
  return browser ?? system ?? t('accounts.device.unknown')
}
