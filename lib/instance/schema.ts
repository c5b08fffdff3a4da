import { z } from 'zod'
import { line } from '#lib/http/schema.ts'

/**
 * What somebody is in this installation, from least to most. Guests and bots are in
 * no rooms but those they were brought into.
 */
export const instanceRole = z.enum(['guest', 'bot', 'member', 'admin'])

/** What can be set for the whole installation, and how it is until somebody does. */
export const settings = z.object({
  name: line(80).default('Rooms'),
  /** Who may make an account: everybody, whoever brings an invitation, or nobody. */
  registration: z.enum(['open', 'invite', 'closed']).default('open'),
})

/** The settings as they hold; `fixed` are those the environment sets, which nobody changes here. */
export const heldSettings = z.object({
  ...settings.shape,
  fixed: z.array(settings.keyof()),
})

export const settingsChange = z.object({
  name: settings.shape.name.removeDefault().optional(),
  registration: settings.shape.registration.removeDefault().optional(),
})

/** What everybody may know, also before they sign in: nothing of people or rooms. */
export const openInstance = z.object({
  ...settings.shape,
  signIn: z.object({
    password: z.boolean(),
    passkey: z.boolean(),
    providers: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  /** Whether mail can be sent. */
  mail: z.boolean(),
  push: z.object({ publicKey: z.string() }).nullable(),
})

export type InstanceRole = z.infer<typeof instanceRole>
export type Settings = z.infer<typeof settings>
export type SettingsChange = z.infer<typeof settingsChange>
export type HeldSettings = z.infer<typeof heldSettings>
