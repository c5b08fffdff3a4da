import { record } from '#lib/audit/record.ts'
import type { Context } from '#lib/context.ts'
import { Refusal } from '#lib/errors.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { type HeldSettings, type Settings, type SettingsChange, settings } from '#lib/instance/schema.ts'
import { settingsOf, storeSettings, textOf } from '#lib/instance/settings.ts'
import { administratorNow } from './deed.ts'
import { settleAll } from './two-factor/required.ts'
import { withTwoFactor } from './two-factor/who.ts'

/*
 * Settings are the instance's; that an administrator changed them is told in the log, which accounts know.
 */

/** The settings, for administrators. */
export async function allSettings(context: Context): Promise<HeldSettings> {
  requireAdministrator(context.viewer)
  return settingsOf(context)
}

/**
 * Sets what holds for the whole installation; all of it or nothing. Refuses (`conflict`) to change what the
 * environment sets.
 */
export async function changeSettings(
  context: Context,
  wanted: SettingsChange,
  address: string,
): Promise<void> {
  requireAdministrator(context.viewer)
  await context.change(async (tx, note) => {
    const actor = await administratorNow(tx, context, address)
    const before = await settingsOf(context, tx)
    const changed = settings
      .keyof()
      .options.flatMap((key) =>
        wanted[key] === undefined || textOf(wanted[key]) === textOf(before[key])
          ? []
          : [{ key, to: wanted[key] }],
      )
    if (changed.length === 0) return
    const fixed = changed.find(({ key }) => before.fixed.includes(key))
    if (fixed) throw new Refusal('conflict', 'instance.setByEnvironment', { setting: fixed.key })
    const required = changed.find(({ key }) => key === 'requireTwoFactor')?.to
    // Whoever switches it on must be able to switch it off.
    if (required === true && !(await withTwoFactor(tx, [actor.id])).has(actor.id))
      throw new Refusal('conflict', 'accounts.secureYourselfFirst')
    if (typeof required === 'boolean') await settleAll(tx, note, required)
    await storeSettings(tx, Object.fromEntries(changed.map(({ key, to }) => [key, to])))
    const target = { kind: 'instance' as const, id: 'instance', name: before.name }
    for (const { key, to } of changed)
      await record(tx, context.now(), actor, {
        action: 'settings.changed',
        target,
        detail: { setting: key, from: told(before[key]), to: told(to) },
      })
    note('instance.changed', {})
  })
}

/** As the log says it: what is none of it is nothing. */
function told(value: Settings[keyof Settings]): string {
  if (value === null) return ''
  return Array.isArray(value) ? value.join(', ') : textOf(value)
}
