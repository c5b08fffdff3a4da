/**
 * What whoever runs the server may set (README, "Limits") and both sides check:
 * a page tells it before anything is sent.
 */
export type Allowed = {
  messageChars: number
  roomNameChars: number
  userNameChars: number
  descriptionChars: number
  passwordChars: { min: number; max: number }
  uploadBytes: number
  filesPerMessage: number
  linkPreviews: boolean
}
export const standard: Allowed = {
  messageChars: 16_000,
  roomNameChars: 80,
  userNameChars: 80,
  descriptionChars: 500,
  passwordChars: { min: 8, max: 128 },
  uploadBytes: 104_857_600,
  filesPerMessage: 10,
  linkPreviews: true,
}

/*
 * A process holds several copies of this module, which share only globalThis (lib/services.ts). It is set
 * once, before anything is parsed: by the server when it starts, in a browser by the page it gets.
 */
const key = Symbol.for('rooms.allowed')
type Slot = { [key]?: Allowed }

/** Sets the lengths of this process or page. */
export const allow = (given: Allowed): void => {
  ;(globalThis as Slot)[key] = given
}
/** The lengths that hold here; the standard ones where nobody set any. */
export const allowed = (): Allowed => (globalThis as Slot)[key] ?? standard

/**
 * The most bytes a message of so many characters takes as JSON: six each when all
 * are escaped, and what stands around them.
 */
export const messageBytes = (chars: number): number => chars * 6 + 4_096
/** The most bytes of a request that brings a message. */
export const messageBodyBytes = (): number => messageBytes(allowed().messageChars)
/** No setting can allow a longer password, so an older, longer one stays good when the setting is lowered. */
export const longestPassword = 1_024

/** Choices of a poll. */
export const mostChoices = 10
/** How many share a direct room, oneself included. */
export const directPeople = 8
/** Items of a page of any list. */
export const pageSize = { default: 50, max: 100 }
/** A gap of more changes than this is answered by `reset`: reloading costs less than replaying. */
export const catchUpChanges = 500
/** No setting can allow more in a call: each tells the state of all its links in one command. */
export const mostParticipants = 100
/** How long a participant without a socket keeps the place in a call. */
export const callGraceMs = 45_000
/** How long an uploaded file waits for its message. */
export const unsentFileMs = 24 * 3_600_000
/** How long somebody types who does not say so again. */
export const typingExpiresMs = 5_000
