import { z } from 'zod'
import { line, paragraph } from '#lib/http/schema.ts'
import { isDomain, tidiedDomain } from './email-domains.ts'

/**
 * What somebody is in this installation, from least to most. Guests and bots are in
 * no rooms but those they were brought into.
 */
export const instanceRole = z.enum(['guest', 'bot', 'member', 'admin'])

/** What is told above every page. Only what is for information can be put away by its readers. */
const banner = z.object({
  text: paragraph(500).min(1, 'invalid.empty'),
  level: z.enum(['info', 'warning', 'critical']),
})

const emailDomain = z.string().max(254).overwrite(tidiedDomain).refine(isDomain, 'invalid.emailDomain')

/** How long messages are kept. */
export const retentionDays = z.number().int().min(1).max(36_500)

/**
 * What can be set for the whole installation, and how it is until somebody does: a line each. Whatever its
 * type, it is kept as text (settings.ts).
 */
export const settings = z.object({
  name: line(80).default('Rooms'),
  /** Who may make an account: everybody, whoever brings an invitation, or nobody. */
  registration: z.enum(['open', 'invite', 'closed']).default('open'),
  /** What the email of whoever comes without an invitation ends in; empty: in anything. */
  emailDomains: z.array(emailDomain).max(100).overwrite(withoutDoubles).default([]),
  /** Who makes rooms; direct ones are everybody's. */
  roomCreation: z.enum(['members', 'admins']).default('members'),
  banner: banner.nullable().default(null),
  /** What becomes of the messages of somebody whose account is deleted. */
  deletedMessages: z.enum(['keep', 'remove']).default('keep'),
  /** Whether whoever has no second factor sets one up before anything else. */
  requireTwoFactor: z.boolean().default(false),
  /** After so many days messages go, with their files; null: never. */
  retentionDays: retentionDays.nullable().default(null),
  /** What owners may choose for their rooms instead: a shorter time alone, or any. */
  roomRetention: z.enum(['shorter', 'any']).default('shorter'),
})

/** The settings as they hold; `fixed` are those the environment sets, which nobody changes here. */
export const heldSettings = z.object({
  ...settings.shape,
  fixed: z.array(settings.keyof()),
})

export const settingsChange = changeOf(settings.shape)

/** What everybody may know, also before they sign in: nothing of people or rooms. */
export const openInstance = z.object({
  ...settings.pick({
    name: true,
    registration: true,
    emailDomains: true,
    roomCreation: true,
    banner: true,
    retentionDays: true,
    roomRetention: true,
  }).shape,
  /** Beside the name (WebP, of at most 256 pixels in height); what is under one address never changes. */
  logoUrl: z.string().nullable(),
  signIn: z.object({
    password: z.boolean(),
    passkey: z.boolean(),
    providers: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  /** Whether mail can be sent. */
  mail: z.boolean(),
  push: z.object({ publicKey: z.string() }).nullable(),
})

function withoutDoubles(domains: string[]): string[] {
  return [...new Set(domains)]
}

/** Some of it: what is left out stays as it is. */
function changeOf<S extends Record<string, z.ZodDefault<z.ZodType>>>(shape: S) {
  const some = Object.entries(shape).map(([key, value]) => [key, value.removeDefault().optional()])
  return z.object(
    Object.fromEntries(some) as { [K in keyof S]: z.ZodOptional<ReturnType<S[K]['removeDefault']>> },
  )
}

export type InstanceRole = z.infer<typeof instanceRole>
export type Settings = z.infer<typeof settings>
export type Banner = z.infer<typeof banner>
export type SettingsChange = z.infer<typeof settingsChange>
export type HeldSettings = z.infer<typeof heldSettings>
