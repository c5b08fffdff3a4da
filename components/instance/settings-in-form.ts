import { formText } from '#components/ui/form-text.ts'
import type { Banner, Settings, SettingsChange } from '#lib/instance/schema.ts'

/** What there is to choose from, in the order it is offered. */
export const choices = {
  registration: ['open', 'invite', 'closed'],
  roomCreation: ['members', 'admins'],
  deletedMessages: ['keep', 'remove'],
  roomRetention: ['shorter', 'any'],
  bannerLevel: ['info', 'warning', 'critical'],
} as const satisfies { [K in keyof Settings]?: readonly Settings[K][] } & {
  bannerLevel: readonly Banner['level'][]
}

const chosen = <const V extends string>(form: FormData, name: string, options: readonly V[]): V | undefined =>
  options.find((one) => one === form.get(name))

/** The settings as they stand in a form. What is switched off in it is not there, and stays as it is. */
export function settingsIn(form: FormData): SettingsChange {
  const text = formText(form, 'banner').trim()
  return {
    ...(form.has('name') && { name: formText(form, 'name') }),
    registration: chosen(form, 'registration', choices.registration),
    ...(form.has('emailDomains') && {
      emailDomains: formText(form, 'emailDomains')
        .split(/[\s,;]+/)
        .filter(Boolean),
    }),
    roomCreation: chosen(form, 'roomCreation', choices.roomCreation),
    banner: text === '' ? null : { text, level: chosen(form, 'bannerLevel', choices.bannerLevel) ?? 'info' },
    requireTwoFactor: form.has('requireTwoFactor'),
    deletedMessages: chosen(form, 'deletedMessages', choices.deletedMessages),
    // What is no number does not leave the field.
    retentionDays: Number(formText(form, 'retentionDays')) || null,
    roomRetention: chosen(form, 'roomRetention', choices.roomRetention),
  }
}
